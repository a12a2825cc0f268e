//! 不可能的数

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::quantities::measure::Measure;
use crate::check::quantities::number::decimal;
use crate::check::three_public::items;
use crate::check::units::slip::asking;
use crate::check::verdict::Verdict;
use crate::check::words::characters::tail;
use crate::check::words::marks::{Mark, gather};
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;
use crate::model::place::Located;
use crate::model::text::Text;
use crate::model::three_public::Guests;
use crate::model::three_public::Item;
use crate::problem::Problem;

/// R0611 warning：人次不少于批次、团组
///
/// 因公出国（境）的人次不少于团组数；国内接待、外事接待、国（境）外接待的人次不少于批次；外事接待的批次、人次不多于国内接待的。
///
/// 为什么：一个团组、一批客人至少一人。少于的，多半是两个数填反了（勾稽 22；常见差错 12）。
///
/// 例：domestic = { batches = 26, persons = 2 }
///
/// 怎么办：核对两个数，看是不是填反了。
pub(super) fn fewer_persons(evidence: &Evidence<'_>) -> Verdict {
    let public = &evidence.year().three_public;
    let of = |guests: &Guests| (guests.batches, guests.persons);
    let (batches, persons) = of(&public.domestic);
    let (foreign_batches, foreign_persons) = of(&public.foreign_guests);
    let (overseas_batches, overseas_persons) = of(&public.overseas);
    type Named<'a> = (&'a str, Located<u32>);
    let least: [(&str, Named<'_>, Named<'_>); 6] = [
        ("因公出国（境）", ("人次", public.persons), ("团组", public.groups)),
        ("国内接待", ("人次", persons), ("批次", batches)),
        ("外事接待", ("人次", foreign_persons), ("批次", foreign_batches)),
        ("国（境）外接待", ("人次", overseas_persons), ("批次", overseas_batches)),
        ("国内接待", ("批次", batches), ("其中外事接待批次", foreign_batches)),
        ("国内接待", ("人次", persons), ("其中外事接待人次", foreign_persons)),
    ];
    let odd = least.into_iter().filter(|(_, (_, more), (_, less))| {
        // A number that is missing is another rule's.
        more.value < less.value && more.value > 0
    });
    Ok(odd
        .map(|(what, (more_name, more), (less_name, less))| {
            let headline =
                format!("{what}：{more_name} {} 少于{less_name} {}", more.value, less.value);
            Problem::finding(headline)
                .at(more.place, format!("{more_name} {}", more.value))
                .at(less.place, format!("{less_name} {}", less.value))
                .help("请核对两个数，看是不是填反了")
        })
        .collect())
}

/// R0613 hint：每辆、每人次的费用合乎常理
///
/// 公务用车购置费每辆不到 3 万元或超过 100 万元；国内接待平均每人次不到 5 元或超过 600 元。
///
/// 为什么：多半是辆数、人次填错了，或金额的单位错了；公开以后最容易被人问起（常见差错 9、12）。
///
/// 例：购置 100 辆，204.78 万元，每辆 2.05 万元。
///
/// 怎么办：核对金额、辆数和人次；确实如此的不必改。
pub(super) fn unlikely_price(evidence: &Evidence<'_>) -> Verdict {
    let (figures, public) = (&evidence.figures.three_public, &evidence.year().three_public);
    let spent = figures.items[Item::VehiclePurchase].outturn.decimal();
    let bought = public.vehicles_bought;
    let received = figures.domestic;
    let persons = public.domestic.persons;
    let each = [
        ("公务用车购置费", "辆", spent, bought, 30_000, 1_000_000),
        ("国内接待", "人次", received.decimal(), persons, 5, 600),
    ];
    let odd = each.into_iter().filter_map(|(what, unit, amount, number, least, most)| {
        let each = amount.checked_div(Decimal::from(number.value))?;
        let likely = each.is_zero() || each >= least.into() && each <= most.into();
        let headline =
            || format!("{what} {amount:.2} 元，{} {unit}，平均每{unit} {each:.2} 元", number.value);
        (!likely).then(|| {
            Problem::finding(headline())
                .at(number.place, format!("平均每{unit} {each:.2} 元"))
                .help("请核对金额和个数；确实如此的不必改")
        })
    });
    Ok(odd.collect())
}

/// R0612 warning：预留份额不大于政府采购总额
///
/// 写了 reserved 的：面向中小企业预留的金额不大于货物、工程、服务相加的采购总额。
///
/// 为什么：预留的是采购项目的一部分。预留按预算、总额按合同，一般也不会倒挂；大于的多半是单位（元、万元）或位数录错（勾稽 9；常见差错 15）。
///
/// 例：采购总额 500000.00 元，reserved 的 small-and-medium 写 5000000.00。
///
/// 怎么办：核对两个数；合同节约较多、确实倒挂的写 [[accept]] 并说明理由。
pub(super) fn reserved_over_total(evidence: &Evidence<'_>) -> Verdict {
    let written = &evidence.year().procurement;
    let total = evidence.figures.procurement.total;
    let Some(reserved) = &written.reserved else { return Ok(Vec::new()) };
    let share = reserved.small_and_medium;
    let over = share.value - total;
    if over <= evidence.tolerance_of(&[share.value, total]) {
        return Ok(Vec::new());
    }
    let headline =
        format!("面向中小企业预留的金额 {} 大于政府采购总额 {total}，多 {over} 元", share.value);
    Ok(vec![
        asking(Problem::finding(headline), share.value, total)
            .at(share.place, format!("预留 {} 元", share.value))
            .at(written.goods.place, format!("货物、工程、服务共 {total} 元"))
            .help("请核对 [procurement] 和它的 reserved"),
    ])
}

/// R0717 warning：“三公”没有发生的，不写用途
///
/// 因公出国（境）费、公务用车购置费、公务用车运行维护费、公务接待费为 0 的，不写 use；国内接待、外事接待、国（境）外接待没有批次和人次的，也不写。说明没有发生的话（“本年没有……”“未安排”“不涉及”）不算。
///
/// 为什么：印出来是“共0个团组，主要用于赴国外考察学习”，前后矛盾（常见差错 4）。
///
/// 例：groups = 0, use = "赴国外考察学习"
///
/// 怎么办：删去 use，或核对金额。
pub(super) fn purpose_of_nothing(evidence: &Evidence<'_>) -> Verdict {
    static NOTHING: Pattern = Pattern::new(
        "^(?:本年度?|本单位|今年|当年)?(?:没有|未|无|不涉及|不存在)|(?:没有|未)(?:发生|安排|产生)",
    );
    let denies = |text: &Text| text.paragraphs.iter().any(|words| NOTHING.is_in(words));
    let mut findings = Vec::new();
    for item in items(evidence) {
        let spent = item.figures.outturn;
        let purpose = item.written.purpose.as_ref().filter(|_| spent.is_zero());
        if let Some(text) = purpose.filter(|text| !denies(text)) {
            findings.push(
                Problem::finding(format!("{}为 0 元，却写了用途", item.name))
                    .at(text.place, "没有发生，谈不上用途")
                    .help("请删去 use，或核对金额"),
            );
        }
    }
    let public = &evidence.year().three_public;
    for (what, guests) in [
        ("国内接待", &public.domestic),
        ("外事接待", &public.foreign_guests),
        ("国（境）外接待", &public.overseas),
    ] {
        let nobody = guests.batches.value == 0 && guests.persons.value == 0;
        let purpose = guests.purpose.as_ref().filter(|_| nobody && guests.amount.value.is_zero());
        if let Some(text) = purpose.filter(|text| !denies(text)) {
            findings.push(
                Problem::finding(format!("{what} 0 批次、0 人次，却写了用途"))
                    .at(text.place, "没有发生，谈不上用途")
                    .help("请删去 use，或补上批次、人次"),
            );
        }
    }
    Ok(findings)
}

/// R0919 warning：满意度、合格率这样的比率不超过 100%
///
/// 自评报告的指标值、实际完成值和各段文字里，满意度、合格率、完好率、覆盖率、达标率、优良率、占比这样的比率不超过 100%。完成率、执行率、增长率可以超过。
///
/// 为什么：这些比率是整体的一部分，超过 100% 的是录错了（常见差错 7）。
///
/// 例：{ name = "读者满意度", adjusted = "≥90%", actual = "105%" }
///
/// 怎么办：核对原始数据。
pub(super) fn share_over_whole(evidence: &Evidence<'_>) -> Verdict {
    static SHARE: Pattern = Pattern::new(
        "满意[度率]|合格率|完好率|覆盖率|达标率|优良率|优秀率|及格率|占比|比重|普及率|入学率|出勤率|知晓率|参保率|准确率|及时率|通过率",
    );
    // What may stand between the name and the number.
    static TOLD: Pattern =
        Pattern::new(r"^(?:达到?|为|是|高达|在)?了?([0-9]{3,}(?:\.[0-9]+)?)[%％]");
    // A share may grow by more than itself: 占比增长率.
    let is_share = |name: &str| {
        SHARE.is_in(name)
            && !["增长", "增幅", "提高", "完成率"].iter().any(|word| name.contains(word))
    };
    let mut findings = Vec::new();
    for evaluation in &evidence.year().evaluations {
        for indicator in evaluation.indicators.iter().filter(|i| is_share(&i.name.value)) {
            for (what, value) in [
                ("年初指标", &indicator.initial),
                ("调整后指标", &indicator.adjusted),
                ("实际完成值", &indicator.actual),
            ] {
                let over = |measure: &Measure<'_>| {
                    measure.unit == "%" && measure.value() > Decimal::ONE_HUNDRED
                };
                if Measure::parse(&value.value).is_some_and(|measure| over(&measure)) {
                    let name = &indicator.name.value;
                    let headline = format!("“{name}”的{what}是 {}，超过 100%", value.value);
                    findings.push(
                        Problem::finding(headline)
                            .at(value.place, "不会超过 100%")
                            .help("请核对原始数据"),
                    );
                }
            }
        }
    }
    let marks = |passage: &Passage<'_>| {
        let text = &passage.text;
        let mark = |name: Range<usize>| {
            let found = TOLD.groups(tail(text, name.end)).next()?;
            let number = decimal(found.get(1)?.as_str())?;
            let range = name.start..name.end + found.get(0)?.len();
            let words = text.get(range.clone()).unwrap_or_default().to_owned();
            (number > Decimal::ONE_HUNDRED).then(|| Mark::new(range, words, "不会超过 100%"))
        };
        SHARE.ranges(text).filter_map(mark).collect()
    };
    findings.extend(gather(
        evidence.passages_with(Traits::RATE),
        marks,
        |words| format!("超过 100%：{words}"),
        "请核对原始数据",
    ));
    Ok(findings)
}

/// R0920 warning：指标值是数的，实际完成值也写数
///
/// 指标值带着 ≥、≤、=、以上、以内的一个数，实际完成值却只写“完成”“已完成”“达标”“是”这样的话。
///
/// 为什么：读者看不出完成了多少，也没法与指标值比（财预〔2020〕10号；常见差错 7）。
///
/// 例：{ adjusted = "≤30万元", actual = "完成" }
///
/// 怎么办：写实际的数，如“28.50万元”。
pub(super) fn outcome_in_words(evidence: &Evidence<'_>) -> Verdict {
    static WORDS: Pattern = Pattern::new(
        "^(?:已|全部|全面|基本|按时|按期|均已|100%)*(?:完成|达标|达到|达成|实现|合格|是|有|好|优|良好|符合|满足)(?:目标|预期|要求|指标|任务)?。?$",
    );
    let mut findings = Vec::new();
    for indicator in evidence.evaluations()?.iter().flat_map(|evaluation| &evaluation.indicators) {
        let target = if indicator.adjusted.value.is_empty() {
            &indicator.initial
        } else {
            &indicator.adjusted
        };
        let signed =
            target.value.trim_start().starts_with(['≥', '≤', '>', '<', '=', '＞', '＜', '＝'])
                || target.value.ends_with("以上")
                || target.value.ends_with("以内");
        let number = Measure::parse(&target.value).is_some() && signed;
        if number && WORDS.is_in(indicator.actual.value.trim()) {
            let headline = format!(
                "“{}”的指标值是 {}，实际完成值只写“{}”",
                indicator.name.value, target.value, indicator.actual.value
            );
            findings.push(
                Problem::finding(headline)
                    .at(indicator.actual.place, "没有写数")
                    .at(target.place, format!("指标值 {}", target.value))
                    .help("请写实际完成的数"),
            );
        }
    }
    Ok(findings)
}
