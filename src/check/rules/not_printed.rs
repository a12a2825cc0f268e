//! 应公开的内容

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::model::place::Place;
use crate::problem::Problem;

/// R0621 hint：填了的，这个版式都印
///
/// 数据里填了、而这份报告所用的版式从来不印的内容，列在一条提示里：项目绩效自评报告，授予中小企业的金额和预留份额，绩效目标、跟踪、自评和各级项目，管理制度和工作机制，整体支出自评，部门评价，外事接待，[extra] 里自己的内容。看版式的文件有没有用到相应的事实。填了 0 的不算。
///
/// 为什么：一份数据可以给几种版式用，多填的不是错；但以为印出来了、其实没有，读者看不到，应公开的就漏了（勾稽 26）。
///
/// 例：上海版式没有自评报告，年度文件夹里放了 11 份。
///
/// 怎么办：要印的，换印它的版式，或在自己的版式里加上；不印的不用管，也不随报告公开。
pub(super) fn typed_but_not_printed(evidence: &Evidence<'_>) -> Verdict {
    let layout = evidence.layout;
    let unprinted: Vec<Typed> = typed(evidence)
        .into_iter()
        .filter(|typed| !typed.asked.iter().any(|key| layout.asks_for(key)))
        .collect();
    let Some(first) = unprinted.first() else { return Ok(Vec::new()) };
    let names: Vec<&str> = unprinted.iter().map(|typed| typed.name.as_str()).collect();
    let headline = format!("填了而版式 {} 不印的：{}", layout.name, names.join("、"));
    let finding = Problem::finding(headline).at(first.place, "不印");
    let finding =
        unprinted.iter().skip(1).fold(finding, |finding, typed| finding.at(typed.place, "不印"));
    Ok(vec![
        finding.help("要印的，换印它的版式，或在自己的版式里加上；不印的不用管，也不随报告公开"),
    ])
}

/// Something that was typed.
struct Typed {
    /// What it is called.
    name: String,
    /// The keys of the facts by which a form prints it: any will do.
    asked: Vec<&'static str>,
    /// Where it stands.
    place: Place,
}

/// Everything that was typed of what not every form prints.
fn typed(evidence: &Evidence<'_>) -> Vec<Typed> {
    let year = evidence.year();
    let mut all = Vec::new();
    let mut add = |name: String, asked: &[&'static str], place: Option<Place>| {
        all.extend(place.map(|place| Typed { name, asked: asked.to_vec(), place }));
    };
    let reports = &year.evaluations;
    let first = reports.first().map(|report| report.place);
    add(format!("项目绩效自评报告 {} 份", reports.len()), &["evaluations"], first);
    let bought = &year.procurement;
    let awarded = [bought.small_and_medium, bought.small_and_micro];
    let awarded = awarded.into_iter().find(|amount| !amount.value.is_zero());
    // 预留份额 has amounts of the same name.
    let awards: &[&'static str] = if evidence.layout.asks_for("reserved") {
        &["awards-known", "small-and-medium-share"]
    } else {
        &["awards-known", "small-and-medium-share", "small-and-medium"]
    };
    add("授予中小企业的采购金额".to_owned(), awards, awarded.map(|amount| amount.place));
    let reserved = bought.reserved.as_ref().filter(|reserved| {
        let all = [
            reserved.small_and_medium,
            reserved.small_and_micro,
            reserved.won_small_and_medium,
            reserved.won_small_and_micro,
            reserved.won_other,
        ];
        all.iter().any(|amount| !amount.value.is_zero())
    });
    let place = reserved.map(|reserved| reserved.small_and_medium.place);
    add("预留份额".to_owned(), &["reserved"], place);
    if let Some(performance) = &year.performance {
        let text = |key: &Option<crate::model::text::Text>| key.as_ref().map(|text| text.place);
        add("预算绩效管理制度".to_owned(), &["systems"], text(&performance.systems));
        add("预算绩效管理工作机制".to_owned(), &["mechanism"], text(&performance.mechanism));
        let stages = [
            ("编报绩效目标", "targets", performance.targets),
            ("绩效跟踪", "tracking", performance.tracking),
        ];
        for (name, key, stage) in stages {
            add(name.to_owned(), &[key], stage.map(|stage| stage.amount.place));
        }
        let evaluated = performance.self_evaluation.map(|evaluated| evaluated.amount.place);
        add("绩效自评".to_owned(), &["self-evaluation"], evaluated);
        let covered = &performance.covered;
        // It must be written where nothing else is said of the projects.
        let staged = stages.iter().any(|(.., stage)| stage.is_some()) || evaluated.is_some();
        let some = staged && !covered.value.total().is_zero();
        add("项目自评涉及资金".to_owned(), &["covered"], some.then_some(covered.place));
        let levels = [
            ("一级项目", "level-one", &performance.level_one),
            ("二级项目", "level-two", &performance.level_two),
        ];
        for (name, key, level) in levels {
            let some = !level.amount.value.is_zero();
            add(name.to_owned(), &[key], some.then_some(level.place));
        }
        let whole = performance.whole.as_ref().map(|whole| whole.place);
        add("整体支出绩效自评".to_owned(), &["whole"], whole);
        let review = performance.department.as_ref().map(|review| review.place);
        add("部门评价".to_owned(), &["department"], review);
    }
    let guests = &year.three_public.foreign_guests;
    let some = !guests.amount.value.is_zero() || guests.batches.value > 0;
    add("外事接待".to_owned(), &["foreign-guests"], some.then_some(guests.amount.place));
    for own in &year.extra {
        add(format!("[extra.{}] {}", own.key, own.name.value), &["extra"], Some(own.place));
    }
    all
}
