//! What is said of an import: what was read from where, what was not understood, what contradicts itself, what is missing.

use crate::cli::show;
use crate::exchange::{Odds, Outcome, Rival};

/// So many changes are listed one by one.
const LISTED: usize = 200;

/// Says what became of a unit's tables.
pub(super) fn tell(outcome: &Outcome, dry_run: bool) {
    let Outcome {
        source,
        name,
        year,
        path,
        is_new,
        changes,
        count: _,
        rows: _,
        sums,
        read,
        left_out,
        contradictions,
        remarks,
        gaps,
        refused,
        conflicts: _,
        rival,
        help,
        machine,
    } = outcome;
    let whose = name.as_deref().unwrap_or("（没有写单位）");
    let year = year.map_or(String::new(), |year| format!(" {year} 年度"));
    if !refused.is_empty() {
        let id = if *machine { "not-written" } else { "not-imported" };
        show::remark(&format!("错误[{id}]: {source}：{whose}{year}没有导入，数据文件没有动"));
        refused.iter().for_each(|why| show::remark(&format!("  {why}")));
        help.iter().for_each(|help| show::remark(&format!("  = 办法: {help}")));
        section("不同的", &differences(rival.as_ref(), source), show::remark);
        section("没有认出", left_out, show::remark);
        section("自相矛盾", contradictions, show::remark);
        return;
    }
    let path = path.as_deref().unwrap_or_default();
    let done = match (dry_run, is_new, changes.is_empty()) {
        (true, _, _) => "（只是试一试，没有写）",
        (false, true, _) => "（新建）",
        (false, false, true) => "（原来就是这样，没有改动）",
        (false, false, false) => "（已改）",
    };
    show::result(&format!("{source}：{whose}{year} → {path}{done}"));
    section("读了", read, show::result);
    section("各表相加", sums, show::result);
    let listed: Vec<String> = changes.iter().take(LISTED).cloned().collect();
    section("改动", &listed, show::result);
    if changes.len() > LISTED {
        show::result(&format!("  另有 {} 处改动", changes.len() - LISTED));
    }
    section("没有认出、没有用的", left_out, show::result);
    section("自相矛盾（已照表写入，请核对）", contradictions, show::result);
    section("请留意", remarks, show::result);
    section("还缺", gaps, show::result);
}

/// What another file says otherwise, with both values.
fn differences(rival: Option<&Rival>, source: &str) -> Vec<String> {
    let listed = |rival: &Rival| {
        let told = |odds: &Odds| odds.told(&rival.other, source);
        let lines = rival.differences.iter().take(LISTED).map(told);
        let more = rival.differences.len().saturating_sub(LISTED);
        lines.chain((more > 0).then(|| format!("另有 {more} 处"))).collect()
    };
    rival.filter(|rival| !rival.is_first).map(listed).unwrap_or_default()
}

/// Says some sentences under a title.
fn section(title: &str, sentences: &[String], say: fn(&str)) {
    if !sentences.is_empty() {
        say(&format!("  {title}："));
        sentences.iter().for_each(|sentence| say(&format!("    {sentence}")));
    }
}

/// A table of all units at the end.
pub(super) fn table(outcomes: &[Outcome]) {
    show::result("合计：");
    for outcome in outcomes {
        let mark = match (outcome.refused.first(), outcome.contradictions.len()) {
            (Some(why), _) => format!("没有导入：{why}"),
            (None, 0) => "已导入".to_owned(),
            (None, count) => format!("已导入，{count} 处自相矛盾"),
        };
        let whose = outcome.name.as_deref().unwrap_or("—");
        show::result(&format!("  {}  {whose}  {mark}", outcome.source));
    }
    let refused = outcomes.iter().filter(|outcome| !outcome.refused.is_empty()).count();
    show::result(&format!(
        "  共 {} 个，导入 {} 个，没有导入 {refused} 个",
        outcomes.len(),
        outcomes.len() - refused
    ));
}
