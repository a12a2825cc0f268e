//! 表内核对

use std::collections::BTreeMap;

use crate::check::evidence::Evidence;
use crate::check::three_public::items;
use crate::check::units::slip::{asking, asking_spent};
use crate::check::verdict::Verdict;
use crate::figures::ledger::{Ledger, Under};
use crate::model::amount::Money;
use crate::model::code::Level;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::income::IncomeRow;
use crate::model::place::{Located, Place};
use crate::model::resources::Reserved;
use crate::model::three_public::Item;
use crate::problem::Problem;

/// R0101 error：财政拨款年末结转和结余不为负
///
/// 一般公共预算、国有资本经营预算，以及政府性基金的每个项级科目：年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余，不能小于零。
///
/// 为什么：财政拨款不能超支。年末出现负数，多半是漏了一行收入、漏了年初结转，或某一行的数录错了（勾稽 2、5、8）。
///
/// 例：某科目基金收入 900.00 元，支出 1000.00 元，没有年初结转，年末就成了 −100.00 元。
///
/// 怎么办：对照决算系统核对提示的这些行和 [carry-over]。
pub(super) fn negative_closing(evidence: &Evidence<'_>) -> Verdict {
    let (figures, year) = (evidence.figures, evidence.year());
    let mut findings = Vec::new();
    let items = figures.flows[FiscalFund::GovernmentFund].rows.iter();
    let items = items.filter(|row| row.level == Level::Item && row.columns.closing.is_negative());
    let mut income: BTreeMap<&str, Vec<&IncomeRow>> = BTreeMap::new();
    for row in &year.income {
        income.entry(row.code.value.as_str()).or_default().push(row);
    }
    for row in items {
        let columns = &row.columns;
        let sums = [columns.opening, columns.income, columns.total, columns.closing];
        let name = format!("{} {}", row.code, row.name);
        let mut places: Vec<(Place, String)> = Vec::new();
        for spent in evidence.ledger().rows(&[Fund::GovernmentFund], Under::code(&row.code)) {
            places.push((spent.place, format!("支出 {} 元", columns.total)));
        }
        let came = income.get(row.code.as_str()).into_iter().flatten();
        places.extend(came.map(|income| (income.place, format!("收入 {} 元", columns.income))));
        let under = Under::code(&row.code);
        let tolerance = evidence.tolerance(|ledger| ledger.closing(&[Fund::GovernmentFund], under));
        let path = format!("expenditure[{}/{}]", row.code, Fund::GovernmentFund.key());
        let finding = below_nothing(&name, sums, tolerance, places);
        findings.extend(finding.map(|finding| finding.about(path)));
    }
    // The government fund was looked at item by item.
    let funds = figures.fiscal.funds.iter().map(|(fund, columns)| (fund.fund(), columns));
    for (fund, columns) in funds.filter(|(fund, _)| *fund != Fund::GovernmentFund) {
        let sums = [columns.opening, columns.income, columns.expenditure, columns.closing];
        let mut places =
            vec![(evidence.first_of(fund), format!("支出各行共 {} 元", columns.expenditure))];
        if let Some(first) = year.income.first() {
            places.push((first.place, format!("收入各行共 {} 元", columns.income)));
        }
        let tolerance = evidence.tolerance(|ledger| ledger.closing(&[fund], Under::All));
        let finding = below_nothing(fund.term(), sums, tolerance, places);
        findings.extend(finding.map(|finding| finding.about("expenditure")));
    }
    Ok(findings)
}

/// The finding of opening, income, expenditure and closing, if the closing balance is negative by more than what was
/// rounded.
fn below_nothing(
    name: &str,
    [opening, income, expenditure, closing]: [Money; 4],
    tolerance: Money,
    places: Vec<(Place, String)>,
) -> Option<Problem> {
    let headline = format!(
        "{name}年末结转和结余为负：年初 {opening} + 收入 {income} − 支出 {expenditure} = {closing} 元"
    );
    (-closing > tolerance).then(|| {
        let finding = Problem::finding(headline);
        let finding = asking_spent(finding, expenditure, income, opening);
        let finding = Problem { places, ..finding };
        finding.help("请核对收入、支出各行，以及 [carry-over] 中的年初结转和结余")
    })
}

/// R0102 warning：非财政拨款年末结转和结余不为负
///
/// 事业收入、经营收入、其他收入等非财政拨款：年初 + 收入 + 使用非财政拨款结余 − 支出 − 结余分配，不应小于零。
///
/// 为什么：负数多半是漏了收入、把财政拨款支出的资金写成了 non-fiscal，或没有写使用非财政拨款结余（勾稽 2）。经营亏损的单位可能真是负数，所以只是警告。
///
/// 例：其他收入 6.19 元，非财政拨款支出 100.00 元，没有年初结转。
///
/// 怎么办：核对各行的 fund 和收入来源，以及 [carry-over] 的 surplus-used。
pub(super) fn negative_own_closing(evidence: &Evidence<'_>) -> Verdict {
    let (balance, fiscal) = (&evidence.figures.balance, &evidence.figures.fiscal.total);
    let opening = balance.opening - fiscal.opening;
    let income = balance.income - fiscal.income;
    let expenditure = balance.expenditure - fiscal.expenditure;
    let closing = balance.closing - fiscal.closing;
    let (used, distributed) = (balance.surplus_used, balance.distribution);
    let headline = format!(
        "非财政拨款年末结转和结余为负：年初 {opening} + 收入 {income} + 使用结余 {used} − 支出 {expenditure} \
         − 结余分配 {distributed} = {closing} 元"
    );
    let tolerance = evidence.tolerance(|ledger| {
        let carry_over = &ledger.year.carry_over;
        let others = [carry_over.surplus_used, carry_over.distribution];
        [ledger.closing(&[Fund::NonFiscal], Under::All), others.to_vec()].concat()
    });
    Ok((-closing > tolerance)
        .then(|| {
            Problem::finding(headline)
                .about("expenditure")
                .at(
                    evidence.first_of(Fund::NonFiscal),
                    format!("非财政拨款支出共 {expenditure} 元"),
                )
                .help("请核对非财政拨款的收入、支出，以及 [carry-over]")
        })
        .into_iter()
        .collect())
}

/// R0103 warning：收支各行没有负数
///
/// 收入、支出、经济分类各行的金额一般不为负。有一行是负数，它的上级（款、类、合计）就比同级的其他各行还小。
///
/// 为什么：类、款、项应当下级不大于上级（勾稽 3）。冲减以前年度的可以为负，但更多的是录错了符号。
///
/// 例：{ code = "2210201", fund = "general", basic = -400662.00 }
///
/// 怎么办：核对符号；确是冲减以前年度的，写 [[accept]] 并说明理由。
pub(super) fn negative_amount(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let mut amounts: Vec<(String, Located<Money>)> = Vec::new();
    for row in &year.income {
        amounts.extend(
            row.sources.values().map(|amount| (format!("{} 收入", row.code.value), amount)),
        );
    }
    for row in &year.expenditure {
        amounts.extend(
            row.natures.values().map(|amount| (format!("{} 支出", row.code.value), amount)),
        );
    }
    for row in &year.economic {
        amounts.extend([row.basic, row.project].map(|a| (format!("{} 支出", row.code.value), a)));
    }
    let negative = amounts.into_iter().filter(|(_, amount)| amount.value.is_negative());
    Ok(negative
        .map(|(name, amount)| {
            Problem::finding(format!("{name}是负数：{} 元", amount.value))
                .at(amount.place, "负数")
                .help("请核对符号；确是冲减以前年度的，写 [[accept]] 并说明理由")
        })
        .collect())
}

/// R0104 error：政府采购各数不大于它所属的数
///
/// 授予中小企业合同金额不大于采购总额（货物 + 工程 + 服务），授予小微企业的不大于授予中小企业的。写了 reserved（预留份额）的：预留给小微企业的不大于预留给中小企业的；预留项目授予小微企业的不大于授予中小企业的；预留项目和其他项目授予中小企业的相加，不大于采购总额。
///
/// 为什么：小微企业是中小企业的一部分，中小企业合同是全部合同的一部分（勾稽 9；常见差错 15）。
///
/// 例：货物 78398.00 元，没有工程和服务，授予中小企业却写 80000.00 元。
///
/// 怎么办：核对 [procurement] 各数；采购金额以合同签订为准。
pub(super) fn procurement_parts(evidence: &Evidence<'_>) -> Verdict {
    let written = &evidence.year().procurement;
    let total = evidence.figures.procurement.total;
    let (sme, micro) = (written.small_and_medium, written.small_and_micro);
    let mut findings = Vec::new();
    let contracts = |ledger: &Ledger<'_>| {
        let bought = &ledger.year.procurement;
        vec![bought.goods, bought.works, bought.services]
    };
    if sme.value - total > evidence.tolerance_above(contracts) {
        let headline = format!(
            "授予中小企业合同金额 {} 大于政府采购总额 {total}，多 {} 元",
            sme.value,
            sme.value - total
        );
        findings.push(
            asking(Problem::finding(headline), sme.value, total)
                .at(sme.place, format!("{} 元", sme.value))
                .at(written.goods.place, format!("货物、工程、服务共 {total} 元"))
                .help("请核对 [procurement]：总额由货物、工程、服务相加"),
        );
    }
    if micro.value > sme.value {
        let headline = format!(
            "授予小微企业合同金额 {} 大于授予中小企业合同金额 {}，多 {} 元",
            micro.value,
            sme.value,
            micro.value - sme.value
        );
        findings.push(
            asking(Problem::finding(headline), micro.value, sme.value)
                .at(micro.place, format!("{} 元", micro.value))
                .at(sme.place, format!("{} 元", sme.value))
                .help("小微企业是中小企业的一部分；请核对"),
        );
    }
    if let Some(reserved) = &written.reserved {
        findings.extend(reserved_parts(evidence, reserved, total));
    }
    Ok(findings)
}

/// The amounts of procurement reserved for smaller enterprises that are above what they are a part of.
fn reserved_parts(evidence: &Evidence<'_>, reserved: &Reserved, total: Money) -> Vec<Problem> {
    let Reserved {
        small_and_medium,
        small_and_micro,
        won_small_and_medium,
        won_small_and_micro,
        won_other,
    } = reserved;
    let won = won_small_and_medium.value + won_other.value;
    let goods = evidence.year().procurement.goods;
    let parts = [
        (
            ("面向小微企业预留的金额", *small_and_micro),
            ("面向中小企业预留的金额", *small_and_medium),
        ),
        (
            ("预留项目授予小微企业的金额", *won_small_and_micro),
            ("预留项目授予中小企业的金额", *won_small_and_medium),
        ),
        (
            ("预留项目和其他项目授予中小企业的金额", Located::new(won, won_small_and_medium.place)),
            ("政府采购总额", Located::new(total, goods.place)),
        ),
    ];
    let over = parts.into_iter().filter(|((_, part), (_, whole))| {
        part.value - whole.value > evidence.tolerance_of(&[part.value, whole.value])
    });
    over.map(|((name, part), (of, whole))| {
        let (amount, more) = (part.value, part.value - whole.value);
        let headline = format!("{name} {amount} 大于{of} {}，多 {more} 元", whole.value);
        asking(Problem::finding(headline), amount, whole.value)
            .at(part.place, format!("{name} {amount} 元"))
            .at(whole.place, format!("{of} {} 元", whole.value))
            .help("请核对 [procurement] 和它的 reserved")
    })
    .collect()
}

/// R0105 error：公务接待各部分不大于整体
///
/// 国（境）外接待费不大于公务接待费决算数；外事接待的费用、批次、人次不大于国内接待的。
///
/// 为什么：部分不能大于整体（勾稽 7、22；常见差错 12）。
///
/// 例：国内接待 3 批次，其中外事接待写了 4 批次。
///
/// 怎么办：核对 [three-public.reception]。
pub(super) fn reception_parts(evidence: &Evidence<'_>) -> Verdict {
    let written = &evidence.year().three_public;
    let sums = &evidence.figures.three_public;
    let (domestic, foreign, overseas) =
        (&written.domestic, &written.foreign_guests, &written.overseas);
    let mut findings = Vec::new();
    let mut above =
        |[part_of, whole_of]: [&str; 2], [part, whole]: [String; 2], [place, of]: [Place; 2]| {
            findings.push(
                Problem::finding(format!("{part_of} {part}，大于{whole_of} {whole}"))
                    .at(place, part)
                    .at(of, whole)
                    .help("请核对 [three-public.reception]"),
            );
        };
    let reception = sums.items[Item::Reception].outturn;
    let [.., item] = items(evidence);
    let spent = |ledger: &Ledger<'_>| item.spent(ledger);
    if !overseas.amount.value.is_zero()
        && overseas.amount.value - reception > evidence.tolerance_above(spent)
    {
        let (part, whole) = (format!("{} 元", overseas.amount.value), format!("{reception} 元"));
        let of = written.items[Item::Reception].place;
        above(["国（境）外接待费", "公务接待费"], [part, whole], [overseas.amount.place, of]);
    }
    let at_home = |ledger: &Ledger<'_>| {
        let overseas = ledger.year.three_public.overseas.amount;
        [item.spent(ledger), vec![overseas]].concat()
    };
    if !foreign.amount.value.is_zero()
        && foreign.amount.value - sums.domestic > evidence.tolerance_above(at_home)
    {
        let (part, whole) =
            (format!("{} 元", foreign.amount.value), format!("{} 元", sums.domestic));
        let of = written.items[Item::Reception].place;
        above(["外事接待费", "国内接待费"], [part, whole], [foreign.amount.place, of]);
    }
    for (unit, part, whole) in
        [("批次", foreign.batches, domestic.batches), ("人次", foreign.persons, domestic.persons)]
    {
        if part.value > whole.value {
            let counts = [part, whole].map(|count| format!("{} {unit}", count.value));
            above(["外事接待", "国内接待"], counts, [part.place, whole.place]);
        }
    }
    Ok(findings)
}

/// R0106 warning：“三公”经费决算数不大于全年预算数
///
/// “三公”各项的决算数一般不大于全年预算数（没有写 full-year 的，以年初预算数为准）。
///
/// 为什么：“三公”经费只减不增，超预算列支是检查的重点（勾稽 7、22）；数也可能录错了位。
///
/// 例：公务接待费预算 1000.00 元，决算 1200.00 元。
///
/// 怎么办：核对预算数；年中有调整的写 full-year；确实超支的写 [[accept]] 并说明理由。
pub(super) fn three_public_over_budget(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    for item in items(evidence) {
        let (spent, budget) = (item.figures.outturn, item.figures.full_year);
        let parts = |ledger: &Ledger<'_>| item.spent(ledger);
        if spent - budget > evidence.tolerance_above(parts) {
            let name = item.name;
            let headline =
                format!("{name}决算数 {spent} 大于全年预算数 {budget}，超 {} 元", spent - budget);
            let budgeted = item.written.budgeted();
            let key = if item.written.full_year.is_some() { "full-year" } else { "initial" };
            findings.push(
                asking(Problem::finding(headline), spent, budget)
                    .about(item.path(key))
                    .at(budgeted.place, format!("预算 {budget} 元"))
                    .at(item.outturn_place(evidence), format!("决算 {spent} 元"))
                    .help("请核对预算数；年中调整过的写 full-year"),
            );
        }
    }
    Ok(findings)
}

/// R0110 error：“三公”经费决算数不为负
///
/// “三公”各项的决算数，不论写在 final 还是由经济分类得出，都不能小于零。
///
/// 为什么：“三公”经费是当年实际列支的数（勾稽 7）；负数多半是符号写反，或冲减写错了科目。
///
/// 例：{ code = "30217", basic = -5000.00 }
///
/// 怎么办：核对符号和科目。
pub(super) fn negative_three_public(evidence: &Evidence<'_>) -> Verdict {
    let negative = items(evidence).into_iter().filter(|item| item.figures.outturn.is_negative());
    Ok(negative
        .map(|item| {
            let spent = item.figures.outturn;
            Problem::finding(format!("{}决算数是负数：{spent} 元", item.name))
                .about(item.path("final"))
                .at(item.outturn_place(evidence), format!("{spent} 元"))
                .help("请核对符号和科目")
        })
        .collect())
}

/// R0107 warning：公务用车保有量不大于车辆总数
///
/// “三公”经费中的公务用车保有量，是财政拨款负担费用的公务用车，不应多于国有资产中的车辆总数。
///
/// 为什么：两处的口径可以不同，但保有量是车辆总数的一部分（勾稽 9；常见差错 16）。
///
/// 例：vehicle-operation 写 vehicles = 3，而 [assets] 的各类车辆合计只有 2 辆。
///
/// 怎么办：核对两处的辆数。
pub(super) fn vehicles_kept(evidence: &Evidence<'_>) -> Verdict {
    let kept = evidence.year().three_public.vehicles_kept;
    let all = evidence.year().assets.vehicles;
    let total = all.value.total();
    Ok((kept.value > total)
        .then(|| {
            Problem::finding(format!("公务用车保有量 {} 辆，大于车辆总数 {total} 辆", kept.value))
                .at(kept.place, format!("保有量 {} 辆", kept.value))
                .at(all.place, format!("各类车辆合计 {total} 辆"))
                .help("请核对 [three-public] vehicle-operation 的 vehicles 和 [assets] 的 vehicles")
        })
        .into_iter()
        .collect())
}

/// R0108 hint：车辆总数与公务用车保有量不同的，口径要说明
///
/// 国有资产中的车辆总数多于公务用车保有量时，请确认两处的口径，并在车辆用途 other-use 中说明。
///
/// 为什么：读者会拿两个数相比；差异是正常的（如非财政拨款负担的车辆），但要有说明（常见差错 16）。
///
/// 例：车辆 4 辆，公务用车保有量 2 辆，[assets] 没有写 other-use。
///
/// 怎么办：核对辆数；口径不同的在 other-use 中写明其余车辆的用途。
pub(super) fn vehicles_unexplained(evidence: &Evidence<'_>) -> Verdict {
    let (assets, kept) = (&evidence.year().assets, evidence.year().three_public.vehicles_kept);
    let total = assets.vehicles.value.total();
    let unexplained = total > kept.value && assets.other_purpose.is_none();
    Ok(unexplained
        .then(|| {
            let kept = kept.value;
            Problem::finding(format!(
                "车辆总数 {total} 辆，公务用车保有量 {kept} 辆，差 {} 辆没有说明",
                total - kept
            ))
            .at(assets.vehicles.place, format!("各类车辆合计 {total} 辆"))
            .at(evidence.year().three_public.vehicles_kept.place, format!("保有量 {kept} 辆"))
            .help("请核对；口径不同的，在 [assets] 的 other-use 中写明其余车辆的用途")
        })
        .into_iter()
        .collect())
}

/// R0109 hint：没有金额全为零的行
///
/// 收入、支出、经济分类中，一行的金额全为零就不必写。
///
/// 为什么：说明中不应列举没有金额的科目（勾稽 24；常见差错 10）；也可能是金额漏填了。
///
/// 例：{ code = "30201", basic = 0 }
///
/// 怎么办：补上金额，或删去这一行。
pub(super) fn empty_row(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let mut empty: Vec<(String, Place)> = Vec::new();
    for row in &year.income {
        if row.sources.values().iter().all(|amount| amount.value.is_zero()) {
            empty.push((format!("收入 {}", row.code.value), row.place));
        }
    }
    for row in &year.expenditure {
        if row.natures.values().iter().all(|amount| amount.value.is_zero()) {
            empty.push((format!("支出 {}", row.code.value), row.place));
        }
    }
    for row in &year.economic {
        if row.basic.value.is_zero() && row.project.value.is_zero() {
            empty.push((format!("经济分类 {}", row.code.value), row.place));
        }
    }
    Ok(empty
        .into_iter()
        .map(|(name, place)| {
            Problem::finding(format!("{name} 这一行没有金额"))
                .at(place, "各数都是零")
                .help("请补上金额，或删去这一行")
        })
        .collect())
}
