//! 应公开的内容

use crate::check::evidence::Evidence;
use crate::check::rules::department::{at_units, names};
use crate::check::verdict::{NotRun, Verdict};
use crate::check::words::stopgap::text_says_something;
use crate::figures::consolidation::gaps::awards;
use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::model::resources::VehicleKind;
use crate::model::three_public::Item;
use crate::problem::Problem;

/// R0601 error：有“三公”经费支出的，团组、人次、辆数、批次要填
///
/// 因公出国（境）费有支出的填团组数和人次；公务用车购置费有支出的填购置辆数；公务用车运行维护费有支出的填保有量；国内接待、外事接待、国（境）外接待有支出的填批次和人次。
///
/// 为什么：这些是“三公”经费必须公开的内容，漏披露是检查中最常见的问题之一（勾稽 22；常见差错 12）。
///
/// 例：公务接待费 5000.00 元，domestic 没有写 batches。
///
/// 怎么办：在 [three-public] 的相应项中补上。
pub(super) fn three_public_counts(evidence: &Evidence<'_>) -> Verdict {
    let missing =
        counts(evidence).into_iter().filter(|c| c.amount > Money::ZERO && c.count.value == 0);
    Ok(missing
        .map(|c| {
            let headline = format!("{} {} 元，却没有填{}", c.name, c.amount, c.what);
            Problem::finding(headline)
                .asks(format!("three-public.{}.{}", c.table, c.key))
                .at(c.count.place, format!("缺少 {}", c.key))
                .help(format!("请补上 {}", c.key))
        })
        .collect())
}

/// R0602 warning：填了“三公”团组、人次、批次的，要有支出
///
/// 没有因公出国（境）费、公务用车购置费、公务接待费的，团组、人次、购置辆数、批次都应为零。（没有运行维护费而有保有量的，也请核对。）
///
/// 为什么：有个数没有金额，总有一个不对（勾稽 22；常见差错 12）。
///
/// 例：因公出国（境）费 0 元，groups 写 1。
///
/// 怎么办：核对金额和个数；费用由其他单位负担的写 [[accept]] 并说明理由。
pub(super) fn counts_without_expense(evidence: &Evidence<'_>) -> Verdict {
    let odd = counts(evidence).into_iter().filter(|c| c.amount.is_zero() && c.count.value > 0);
    Ok(odd
        .map(|c| {
            let headline = format!("{}为 0 元，{}却是 {}", c.name, c.what, c.count.value);
            Problem::finding(headline)
                .at(c.count.place, format!("{} = {}", c.key, c.count.value))
                .help("请核对金额和个数")
        })
        .collect())
}

/// R0609 warning：有政府采购的，要写授予中小企业的合同金额
///
/// 货物、工程、服务合计大于零的，要写 small-and-medium（授予中小企业合同金额）和 small-and-micro（其中授予小微企业）；没有授予的写 0。写了 reserved（预留份额）的不用写。汇总的部门，有政府采购的所属单位都要写，有一个没有写，部门的合计就不知道。
///
/// 为什么：授予中小企业合同金额和占比是应公开的内容（财政部《财政预决算领域基层政务公开标准目录》部门决算；勾稽 9）。没有写的，报告里不会当作 0，那两句会略去。
///
/// 例：goods = 78398.00，没有写 small-and-medium。
///
/// 怎么办：在 [procurement] 中补上，没有的写 0。
pub(super) fn procurement_awards(evidence: &Evidence<'_>) -> Verdict {
    let written = &evidence.year().procurement;
    let figures = &evidence.figures.procurement;
    if figures.awards_known || written.reserved.is_some() {
        return Ok(Vec::new());
    }
    if !evidence.report.members.is_empty() {
        let units = awards(evidence.report);
        let headline = format!(
            "政府采购 {} 元，所属单位 {} 没有写授予中小企业的合同金额，部门的合计不知道",
            figures.total,
            names(&units)
        );
        let finding = at_units(Problem::finding(headline), evidence, &units, "授予的金额没有写全");
        return Ok(vec![finding.help(
            "请在这些单位的 [procurement] 中补上 small-and-medium 和 small-and-micro，没有的写 0",
        )]);
    }
    let key = if written.small_and_medium.value.is_zero() {
        "small-and-medium"
    } else {
        "small-and-micro"
    };
    let headline = format!("政府采购 {} 元，没有写授予中小企业的合同金额", figures.total);
    Ok(vec![
        Problem::finding(headline)
            .asks(format!("procurement.{key}"))
            .at(written.place, format!("缺少 {key}"))
            .help(format!("请在 [procurement] 中补上 {key}，没有的写 0")),
    ])
}

/// A number that goes with an expense.
struct Counted {
    /// The expense.
    name: &'static str,
    /// The expense in 元.
    amount: Money,
    /// What is counted.
    what: &'static str,
    /// The table in `[three-public]` that it stands in.
    table: &'static str,
    /// The key there.
    key: &'static str,
    /// How many.
    count: Located<u32>,
}

/// The numbers that go with “三公” expenses.
fn counts(evidence: &Evidence<'_>) -> Vec<Counted> {
    let (sums, written) = (&evidence.figures.three_public, &evidence.year().three_public);
    let (foreign, overseas) = (&written.foreign_guests, &written.overseas);
    let abroad = sums.items[Item::Abroad].outturn;
    let of =
        |name, amount, what, (table, key), count| Counted { name, amount, what, table, key, count };
    vec![
        of("因公出国（境）费", abroad, "出国团组数", ("abroad", "groups"), written.groups),
        of("因公出国（境）费", abroad, "出国人次", ("abroad", "persons"), written.persons),
        of(
            "公务用车购置费",
            sums.items[Item::VehiclePurchase].outturn,
            "购置辆数",
            ("vehicle-purchase", "vehicles"),
            written.vehicles_bought,
        ),
        of(
            "公务用车运行维护费",
            sums.items[Item::VehicleOperation].outturn,
            "公务用车保有量",
            ("vehicle-operation", "vehicles"),
            written.vehicles_kept,
        ),
        of(
            "国内公务接待费",
            sums.domestic,
            "国内接待批次",
            ("reception.domestic", "batches"),
            written.domestic.batches,
        ),
        of(
            "国内公务接待费",
            sums.domestic,
            "国内接待人次",
            ("reception.domestic", "persons"),
            written.domestic.persons,
        ),
        of(
            "外事接待费",
            foreign.amount.value,
            "外事接待批次",
            ("reception.foreign-guests", "batches"),
            foreign.batches,
        ),
        of(
            "外事接待费",
            foreign.amount.value,
            "外事接待人次",
            ("reception.foreign-guests", "persons"),
            foreign.persons,
        ),
        of(
            "国（境）外接待费",
            overseas.amount.value,
            "国（境）外接待批次",
            ("reception.overseas", "batches"),
            overseas.batches,
        ),
        of(
            "国（境）外接待费",
            overseas.amount.value,
            "国（境）外接待人次",
            ("reception.overseas", "persons"),
            overseas.persons,
        ),
    ]
}

/// R0603 warning：应公开的各张表都要写
///
/// 数据中有 [three-public]、[procurement]、[assets]、[performance]；确实没有发生的也写出这张表，各数写 0；没有开展项目绩效自评的，[performance] 的 covered 各项写 0。
///
/// 为什么：没有数据的表也要列出空表并说明（财预〔2016〕143号；常见差错 7、12）。程序分不清“没有发生”和“忘了填”：没有写的，报告里印成 0 或“无”。
///
/// 例：数据中没有 [procurement]，报告印“政府采购支出总额0元”。
///
/// 怎么办：补上这张表；没有发生的写 0，没有开展项目绩效自评的，covered 的各项写 0。
pub(super) fn table_left_out(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let nil = "确实没有发生的，各数写 0";
    let not_evaluated = "没有开展项目绩效自评的，covered 的各项写 0";
    let tables = [
        ("[three-public]", "“三公”经费", nil, year.three_public.written),
        ("[procurement]", "政府采购", nil, year.procurement.written),
        ("[assets]", "国有资产", nil, year.assets.written),
        ("[performance]", "预算绩效", not_evaluated, year.performance.is_some()),
    ];
    let missing = tables.into_iter().filter(|(_, _, _, written)| !written);
    Ok(missing
        .map(|(table, what, otherwise, _)| {
            Problem::finding(format!("数据中没有写 {table}，报告中按没有{what}处理"))
                .asks(table.trim_matches(['[', ']']))
                .at(year.place, format!("没有 {table}"))
                .help(format!("请补上 {table}；{otherwise}"))
        })
        .collect())
}

/// R0604 error：批复后 20 日内公开
///
/// 公开日期 published 不晚于批复日期 approved 之后 20 日（天数可在 juesuan.toml 的 publication-days 中改）。
///
/// 为什么：部门决算应在本级财政部门批复后 20 日内公开（《财政预决算领域基层政务公开标准目录》；勾稽 27；常见差错 22）。
///
/// 例：8 月 28 日批复，9 月 20 日公开，过了 23 日。
///
/// 怎么办：提前公开；日期写错的改正。
pub(super) fn late_publication(evidence: &Evidence<'_>) -> Verdict {
    let none = || NotRun::because("数据中没有批复日期 approved");
    let approved = evidence.year().approved.ok_or_else(none)?;
    let published = evidence.report.published;
    let days = published.value.days_after(approved.value);
    let limit = evidence.settings.publication_days;
    Ok((days > i64::from(limit))
        .then(|| {
            Problem::finding(format!(
                "{}批复，{}公开，过了 {days} 日，超过 {limit} 日",
                approved.value, published.value
            ))
            .at(published.place, "公开日期")
            .at(approved.place, "批复日期")
            .help(format!("应在批复后 {limit} 日内公开；日期写错的请改正"))
        })
        .into_iter()
        .collect())
}

/// R0605 error：公开日期在年度之后、批复之后
///
/// 公开日期 published 不早于下一年 1 月 1 日，也不早于批复日期 approved。
///
/// 为什么：决算在年度终了后编制、批复，然后才公开；日期早了一定是写错了（勾稽 27）。
///
/// 例：2022 年度的决算，published = 2022-09-15。
///
/// 怎么办：改正日期。
pub(super) fn early_publication(evidence: &Evidence<'_>) -> Verdict {
    let published = evidence.report.published;
    let year = evidence.year();
    let mut findings = Vec::new();
    if published.value.year <= year.year {
        findings.push(
            Problem::finding(format!("{} 年度的决算，公开日期却是{}", year.year, published.value))
                .at(published.place, "公开日期")
                .help("请改正公开日期"),
        );
    } else if let Some(approved) = year.approved.filter(|a| published.value < a.value) {
        findings.push(
            Problem::finding(format!("公开日期{}早于批复日期{}", published.value, approved.value))
                .at(published.place, "公开日期")
                .at(approved.place, "批复日期")
                .help("请改正日期"),
        );
    }
    Ok(findings)
}

/// R0606 warning：职责和机构设置都要写
///
/// unit.toml 或年度文件的 [profile] 中有 duties 和 organization；写了 units（纳入决算编制范围的单位）的，可以不写 organization。
///
/// 为什么：主要职责、机构设置是必须公开的内容（《财政预决算领域基层政务公开标准目录》；常见差错 7）。没有写的，报告中印“无。”。
///
/// 例：unit.toml 没有写 organization。
///
/// 怎么办：在 [profile] 中补上。
pub(super) fn missing_profile(evidence: &Evidence<'_>) -> Verdict {
    let (own, unit) = (&evidence.year().profile, &evidence.report.unit.profile);
    let listed = !own.units.is_empty() || !unit.units.is_empty();
    let organization = own.organization.is_none() && unit.organization.is_none();
    let parts = [
        ("duties", "职责", own.duties.is_none() && unit.duties.is_none()),
        ("organization", "机构设置", organization && !listed),
    ];
    let missing = parts.into_iter().filter(|(_, _, missing)| *missing);
    Ok(missing
        .map(|(key, what, _)| {
            Problem::finding(format!("没有写{what}，报告中将印“无。”"))
                .asks(format!("profile.{key}"))
                .at(evidence.report.unit.place, "")
                .help(format!("请在 unit.toml 的 [profile] 中写 {key}"))
        })
        .collect())
}

/// R0607 warning：有其他用车的，要写明用途
///
/// [assets] vehicles 中 other（其他用车）大于零的，要在 other-use 写明主要用于什么。
///
/// 为什么：公开格式要求写明其他用车的用途（常见差错 12）。
///
/// 例：vehicles = { other = 2 }，没有写 other-use。
///
/// 怎么办：在 [assets] 中写 other-use。
pub(super) fn other_vehicles(evidence: &Evidence<'_>) -> Verdict {
    let assets = &evidence.year().assets;
    let other = assets.vehicles.value[VehicleKind::Other];
    let unexplained = other > 0 && !text_says_something(assets.other_purpose.as_ref());
    Ok(unexplained
        .then(|| {
            Problem::finding(format!("其他用车 {other} 辆，没有写用途"))
                .asks("assets.other-use")
                .at(assets.vehicles.place, format!("other = {other}"))
                .help("请在 [assets] 中写 other-use")
        })
        .into_iter()
        .collect())
}

/// R0608 warning：有收入，也有支出
///
/// 全年既没有收入、也没有支出的，报告的各表都是空的。
///
/// 为什么：多半是忘了填数据（常见差错 7）；确实没有收支的单位很少。
///
/// 例：income = [] 而且 expenditure = []。
///
/// 怎么办：补上数据；确实没有收支的写 [[accept]] 并说明理由。
pub(super) fn no_figures(evidence: &Evidence<'_>) -> Verdict {
    let balance = &evidence.figures.balance;
    let empty = balance.income.is_zero() && balance.expenditure.is_zero();
    Ok(empty
        .then(|| {
            Problem::finding("全年没有收入，也没有支出")
                .about("income")
                .at(evidence.year().place, "各表都是空的")
                .help("请补上 income 和 expenditure；确实没有收支的写 [[accept]] 并说明理由")
        })
        .into_iter()
        .collect())
}

/// R0615 warning：版式没有漏掉应公开的表和说明
///
/// 版式的 statements 里有财政部格式的九张表（基本支出可以列在支出决算明细表里），sections 里有各节说明和其他重要事项、预算绩效。当地的格式确实没有、另行公开或并入别处的，在版式的 layout.toml 的 [omits] 里写明，写了的不算漏掉。
///
/// 为什么：收支总表、收入、支出、财政拨款总表、一般公共预算支出、基本支出、政府性基金、国有资本经营预算、“三公”各表和说明都要公开，没有数据的也要列出空表并说明（《财政预决算领域基层政务公开标准目录》；财预〔2016〕143号；常见差错 7、12）。改版式时删错一行，报告就少一张表，读者看不出来。
///
/// 例：自己的版式写 statements = ["totals", "income", "expenditure"]，别的六张表没有了。
///
/// 怎么办：在 statements、sections 里补上；格式本来没有的，在 [omits] 写依据，如 statements = { three-public = "“三公”经费另行公开（某财〔2024〕3号）" }。
pub(super) fn left_out_of_form(evidence: &Evidence<'_>) -> Verdict {
    let layout = evidence.layout;
    let [statements, sections] = layout.style.lacks();
    let chosen = evidence.report.layout.place;
    let lists = [("statements", "表", statements), ("sections", "说明", sections)];
    Ok(lists
        .into_iter()
        .filter(|(_, _, lost)| !lost.is_empty())
        .map(|(key, what, lost)| {
            let list: String = lost.iter().map(|title| format!("《{title}》")).collect();
            Problem::finding(format!("版式“{}”没有应公开的{what}：{list}", layout.name))
                .about(format!("layout.{key}"))
                .at(chosen, "用了这种版式")
                .help(format!(
                    "请在版式的 layout.toml 的 {key} 中补上；当地的格式确实没有的，在 [omits] 的 {key} 中写依据"
                ))
        })
        .collect())
}

/// R0619 warning：本年新设立的单位才没有年初预算
///
/// budget 各行、[three-public] 各项都只写全年预算 full-year、不写年初预算 initial 的，是本年新设立的单位（unit.toml 的 established 是本年）。汇总的部门不查：看所属单位。
///
/// 为什么：各地的格式都要写年初预算和完成率（上海市 2024 年度模板；勾稽 21）。没有写的，报告里只与全年预算比，完成率多半偏高。
///
/// 例：{ code = "201", full-year = 1900000.00 }，而单位早就有了。
///
/// 怎么办：补上 initial；年初确实没有安排的写 initial = 0；本年新设立的在 unit.toml 写 established。
pub(super) fn missing_initial_budget(evidence: &Evidence<'_>) -> Verdict {
    let (unit, year) = (&evidence.report.unit, evidence.year());
    if unit.established == Some(year.year) || !unit.members.is_empty() {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    for fund in Fund::FISCAL {
        let mut rows = year.budget.iter().filter(|row| row.fund == fund);
        if let Some(row) = rows.find(|row| row.initial.is_none()) {
            let term = fund.term();
            let headline = format!("{term}只有全年预算，没有年初预算，而单位不是本年新设立的");
            let finding = without_initial(headline, row.place);
            findings.push(finding.about(format!("budget[{}]", fund.key())));
        }
    }
    let three = &year.three_public;
    if three.basis() == Basis::FullYear {
        let headline = "“三公”经费只有全年预算，没有年初预算，而单位不是本年新设立的";
        findings.push(without_initial(headline.to_owned(), three.place));
    }
    Ok(findings)
}

/// The finding of a budget without an initial one.
fn without_initial(headline: String, place: Place) -> Problem {
    Problem::finding(headline).at(place, "没有 initial").help(
        "请补上 initial，年初没有安排的写 0；本年新设立的，在 unit.toml 写 established = 本年",
    )
}
