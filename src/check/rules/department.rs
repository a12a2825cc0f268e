//! 部门汇总

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::figures::consolidation::gaps::{Gap, Missing, Silent, gaps};
use crate::figures::consolidation::repeated::{Repeated, Same, repeated};
use crate::problem::Problem;

/// R0221 error：部门自己的文件不重复所属单位的数
///
/// 汇总的部门，自己的年度文件里的数与各单位的相加。这些数如果就是各单位的合计，或就是某个单位的，就算了两遍。收入、支出、经济分类、结转和结余、年初预算、“三公”、政府采购、国有资产、机关运行经费都查；部门有上年文件（不是只供比较的）的，上年的收支也查。只有个别整数相同的，不算。
///
/// 为什么：部门的文件多半由以前公布的部门决算改来，里面是全部门的数；写了 members 以后，各单位的数由程序相加，再写一遍，部门的收支就多了一倍。
///
/// 例：部门写了 members = ["library"]，自己的年度文件里又写了 library 的收入 1280000.00 元和各项支出。
///
/// 怎么办：部门的文件只写话，和没有另建单位的本级的数；所属单位的数删去。上年的部门决算公开数要照用的，在上年文件里写 comparison-only = true。
pub(super) fn own_figures_repeated(evidence: &Evidence<'_>) -> Verdict {
    Ok(repeated(evidence.report).into_iter().map(|found| repeats(evidence, &found)).collect())
}

/// The finding of figures that are counted twice.
fn repeats(evidence: &Evidence<'_>, found: &Repeated) -> Problem {
    let Repeated { last_year, unit, tables } = found;
    let what: Vec<String> = tables.iter().map(amount).collect();
    let whose = match unit {
        Some(unit) => format!("所属单位 {unit} 的数"),
        None => format!(" {} 个所属单位的合计", evidence.report.members.len()),
    };
    let file = if *last_year { "上年文件" } else { "年度文件" };
    let headline =
        format!("部门自己的{file}把{whose}又写了一遍，汇总时会算两遍：{}", what.join("、"));
    let mut finding = Problem::finding(headline);
    if let Some(first) = tables.first() {
        finding = finding
            .at(first.own, format!("部门自己写的{}", first.term))
            .at(first.theirs, format!("{}：{}从这里起", first.term, whose.trim()));
    }
    let places = tables.iter().skip(1).take(3);
    finding.places.extend(places.map(|same| (same.own, format!("部门自己写的{}", same.term))));
    let year = evidence.year().year.saturating_sub(1);
    finding
        .help(if *last_year {
            format!("这些是 {year} 年部门决算公开的数，要照用的，在这份文件里写 comparison-only = true；由各单位的上年数相加的，请删去")
        } else {
            "请从部门的文件里删去；那里只写话，和没有另建单位的本级的数".to_owned()
        })
        .help("确实是部门自己的、只是恰好相等的，写 [[accept]] 并说明理由")
}

/// A table with what is repeated of it.
fn amount(same: &Same) -> String {
    let Same { term, sum, counts, own: _, theirs: _ } = same;
    if *counts { format!("{term}共 {sum}") } else { format!("{term} {sum:.2} 元") }
}

/// R0222 warning：汇总的数，各所属单位都要写
///
/// 有的所属单位写了、有的没有写的：[three-public]、[procurement]、[assets] 按没有发生相加；预留份额 reserved（有政府采购的单位都要写）和某种资金的年初预算（用这种资金的单位都要写），部门的报告略去，不印几个单位的小计。
///
/// 为什么：少了一个单位的合计是错数，印出来看不出少了谁。
///
/// 例：三个单位有政府采购，两个写了 reserved，一个没有写。
///
/// 怎么办：在提示的单位里补上；确实没有的写 0，没有安排预算的写 initial = 0。
pub(super) fn units_left_out(evidence: &Evidence<'_>) -> Verdict {
    Ok(gaps(evidence.report).iter().map(|gap| left_out(evidence, gap)).collect())
}

/// The finding of what some units leave out.
fn left_out(evidence: &Evidence<'_>, gap: &Gap) -> Problem {
    let Gap { what, units } = gap;
    let field = match what {
        Missing::ThreePublic => "three-public".to_owned(),
        Missing::Procurement => "procurement".to_owned(),
        Missing::Assets => "assets".to_owned(),
        Missing::Reserved => "procurement.reserved".to_owned(),
        Missing::Budget(fund) => format!("budget[{}]", fund.key()),
    };
    let (term, key, zero) = match what {
        Missing::ThreePublic => ("“三公”经费".to_owned(), "[three-public]", "各数写 0"),
        Missing::Procurement => ("政府采购".to_owned(), "[procurement]", "各数写 0"),
        Missing::Assets => ("国有资产".to_owned(), "[assets]", "各数写 0"),
        Missing::Reserved => {
            ("政府采购的预留份额".to_owned(), "[procurement] 的 reserved", "各数写 0")
        }
        Missing::Budget(fund) => {
            (format!("{}的年初预算", fund.term()), "budget", "各科目写 initial = 0")
        }
    };
    let effect = match what {
        Missing::ThreePublic | Missing::Procurement | Missing::Assets => "合计里按没有发生",
        Missing::Reserved | Missing::Budget(_) => "部门的合计不知道，报告里略去",
    };
    let headline = format!("{term}：所属单位 {} 没有写，{effect}", names(units));
    at_units(Problem::finding(headline).asks(field), evidence, units, &format!("没有 {key}"))
        .help(format!("请在这些单位的年度文件里补上 {key}；确实没有的，{zero}"))
}

/// The folders of some units in a row.
pub(super) fn names(units: &[Silent]) -> String {
    let folders: Vec<&str> = units.iter().map(|unit| unit.folder.as_str()).collect();
    folders.join("、")
}

/// A finding about a department's sum, with the first of the units that it is for want of.
pub(super) fn at_units(
    finding: Problem,
    evidence: &Evidence<'_>,
    units: &[Silent],
    label: &str,
) -> Problem {
    let mut finding = finding.at(evidence.year().place, "部门汇总");
    finding.places.extend(units.iter().take(5).map(|unit| (unit.place, label.to_owned())));
    finding
}
