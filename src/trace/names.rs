//! The paths of facts in the words of the field.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::facts::Figure;
use crate::fields::FILES;
use crate::fields::field::Shape;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::income::Source;
use crate::model::unit::Nature;
use crate::trace::formula::Facts;

/// Keys of the facts that are no nouns of the model, with what they are called; empty where nothing need be said.
const TERMS: &[(&str, &str)] = &[
    ("abroad", "因公出国（境）费"),
    ("accounts", "一般公共预算按类"),
    ("actual", "实际完成值"),
    ("adjusted-budget", "调整预算"),
    ("amount", "金额"),
    ("approved", "预算编制"),
    ("assets", "国有资产"),
    ("attainment", "与预算比"),
    ("attainments", "与预算比"),
    ("average", "平均得分"),
    ("balance", "收支总计"),
    ("batches", "批次"),
    ("budget", "预算数"),
    ("by-nature", ""),
    ("carry-over", "结转结余"),
    ("change", "比上年"),
    ("changes", "比上年"),
    ("classes", "支出按类"),
    ("closing", "年末结转和结余"),
    ("count", "个数"),
    ("covered", "自评涉及资金"),
    ("covered-share", "自评资金占比"),
    ("current", "本年"),
    ("department", "部门评价"),
    ("difference", "差额"),
    ("distribution", "结余分配"),
    ("domestic", "国内接待"),
    ("economic", "经济分类支出"),
    ("equipment", "设备"),
    ("evaluations", "项目自评"),
    ("excellent", "优"),
    ("executed", "执行数"),
    ("execution-score", "执行得分"),
    ("execution-weight", "执行满分"),
    ("expenditure", "支出"),
    ("fair", "中"),
    ("final", "决算数"),
    ("fiscal", "财政拨款"),
    ("fiscal-total", "财政拨款总计"),
    ("foreign-guests", "外事接待"),
    ("form-classes", "支出按类"),
    ("full-year", "全年预算数"),
    ("fund-items", "各项财政拨款按项"),
    ("funds", "资金"),
    ("good", "良"),
    ("goods", "货物"),
    ("grand-total", "总计"),
    ("groups", "团组"),
    ("income", "收入"),
    ("indicator-score", "指标得分"),
    ("indicators", "指标"),
    ("initial", "年初预算数"),
    ("kinds", "车辆"),
    ("level-one", "一级项目"),
    ("level-two", "二级项目"),
    ("opening", "年初结转和结余"),
    ("operating-expense", "机关运行经费"),
    ("overseas", "国（境）外接待"),
    ("performance", "预算绩效"),
    ("personnel", "人员经费"),
    ("persons", "人次"),
    ("poor", "差"),
    ("prior", "上年"),
    ("problems", "发现问题"),
    ("procurement", "政府采购"),
    ("public", "公用经费"),
    ("rate", "率"),
    ("reception", "公务接待费"),
    ("rectified", "已经整改的"),
    ("rectifying", "正在整改的"),
    ("requested", "目标申报"),
    ("reserved", "预留份额"),
    ("rows", ""),
    ("score", "得分"),
    ("self-evaluation", "绩效自评"),
    ("services", "服务"),
    ("share", "占比"),
    ("shares", "占比"),
    ("size", "差额"),
    ("small-and-medium", "授予中小企业"),
    ("small-and-medium-share", "授予中小企业占比"),
    ("small-and-micro", "授予小微企业"),
    ("small-and-micro-share", "授予小微企业占比"),
    ("social-insurance", "社会保险基金"),
    ("state-capital-flow", "国有资本经营预算收支余"),
    ("surplus-used", "使用非财政拨款结余"),
    ("targets", "绩效目标"),
    ("three-public", "“三公”经费"),
    ("total", "合计"),
    ("tracking", "绩效跟踪"),
    ("vehicle-operation", "公务用车运行维护费"),
    ("vehicle-purchase", "公务用车购置费"),
    ("vehicles", "车辆"),
    ("weight", "满分"),
    ("whole", "整体支出"),
    ("works", "工程"),
    ("years", "历年"),
];

/// What the fact of a path is called: each step of it, `一般公共预算·2210201 住房公积金·基本支出`.
pub(super) fn name(facts: &Facts, path: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut so_far = String::new();
    let mut side = Side::Spent;
    for step in path.split('.') {
        so_far = if so_far.is_empty() { step.to_owned() } else { format!("{so_far}.{step}") };
        let (key, label) = match step.split_once('[') {
            Some((key, label)) => (key, label.strip_suffix(']')),
            None => (step, None),
        };
        if key == "income" {
            side = Side::Received;
        }
        let term = match facts.get(&format!("{so_far}.name")) {
            Some(Figure::Words(own)) if label.is_none() && known(key, side).is_none() => own,
            Some(Figure::Number(_) | Figure::Count(_) | Figure::Words(_)) | None => term(key, side),
        };
        if !term.is_empty() && names.last().is_none_or(|last| last != term) {
            names.push(term.to_owned());
        }
        if let Some(label) = label {
            let own = ["name", "item", "source", "year"].into_iter();
            let own = own.filter_map(|key| match facts.get(&format!("{so_far}.{key}")) {
                Some(Figure::Words(words)) => Some(words.as_str()),
                Some(Figure::Number(_) | Figure::Count(_)) | None => None,
            });
            let own = own.map(str::to_owned).next();
            names.push(match own {
                Some(own) if label.len() >= 3 => format!("{label} {own}"),
                Some(own) => own,
                None => format!("第 {label} 行"),
            });
        }
    }
    names.join("·")
}

/// What a key is called: as a term of its own, as the data fields describe it, or as it is.
fn term(key: &str, side: Side) -> &str {
    known(key, side).or_else(|| DESCRIBED.get(key).copied()).unwrap_or(key)
}

/// Whether money came or went: some keys are those of a source and of a nature of spending.
#[derive(Clone, Copy)]
enum Side {
    /// It came.
    Received,
    /// It went.
    Spent,
}

/// What a key is called that is a term of its own; none where it is none.
fn known(key: &str, side: Side) -> Option<&'static str> {
    if let Some((_, term)) = TERMS.iter().find(|(known, _)| *known == key) {
        return Some(term);
    }
    let fund = Fund::ALL.into_iter().find(|fund| fund.key() == key).map(Fund::term);
    let source = || Source::ALL.into_iter().find(|source| source.key() == key).map(Source::term);
    let spending =
        || Spending::ALL.into_iter().find(|nature| nature.key() == key).map(Spending::term);
    let nature = || Nature::ALL.into_iter().find(|nature| nature.key() == key).map(Nature::term);
    match side {
        Side::Received => fund.or_else(source).or_else(spending).or_else(nature),
        Side::Spent => fund.or_else(spending).or_else(source).or_else(nature),
    }
}

/// What the fields of the data files are called, by their keys; of several the first.
static DESCRIBED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut terms = BTreeMap::new();
    for form in &FILES {
        describe(form.shape, &mut terms);
    }
    terms
});

/// Adds what the fields of a shape and of those below it are called.
fn describe(shape: &'static Shape, terms: &mut BTreeMap<&'static str, &'static str>) {
    for field in shape.fields() {
        terms.entry(field.key).or_insert(field.term);
        if let Some(below) = field.shape() {
            describe(below, terms);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use super::*;
    use crate::engine::Fonts;
    use crate::files::Files;
    use crate::project::{Project, Purpose};

    #[test]
    fn paths_are_told_in_words() {
        let facts: Facts =
            [("general.rows[2210201].name".to_owned(), Figure::Words("住房公积金".to_owned()))]
                .into();
        let name = name(&facts, "general.rows[2210201].basic");
        assert!(name.ends_with("2210201 住房公积金·基本支出"), "{name}");
        assert_eq!(
            super::name(&facts, "performance.covered.social-insurance"),
            "预算绩效·自评涉及资金·社会保险基金"
        );
        for (path, wanted) in [
            ("income.total.operating", "收入·合计·经营收入"),
            ("income.rows[2060702].operating", "收入·2060702 行·经营收入"),
            ("expenditure.total.operating", "支出·合计·经营支出"),
        ] {
            assert_eq!(super::name(&facts, path).replace("第 2060702 行", "2060702 行"), wanted);
        }
        assert!(TERMS.is_sorted_by(|one, other| one.0 < other.0));
    }

    /// Checks that every figure of every project of the repository is told without a key.
    #[test]
    fn every_figure_is_told_in_words() {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let fonts = Arc::new(Fonts::load(repository, None));
        let projects = fs::read_dir(repository.join("tests/projects")).unwrap();
        let mut roots: Vec<PathBuf> = projects.map(|entry| entry.unwrap().path()).collect();
        roots.push(repository.to_owned());
        let mut told = 0;
        for root in roots {
            let project = Project::open(&Files::on(&root)).unwrap();
            for selected in project.choose(&[]).0.unwrap().reports {
                let (prepared, _) = project.prepare(&fonts, &selected, Purpose::Draft);
                let facts = prepared.unwrap().tree().unwrap().figures();
                let figures =
                    facts.iter().filter(|(_, figure)| !matches!(figure, Figure::Words(_)));
                for (path, _) in figures {
                    told += 1;
                    let name = super::name(&facts, path);
                    let keys = path.split(['.', '[', ']', '-']).filter(|key| key.len() > 2);
                    let left: Vec<&str> = keys
                        .filter(|key| key.bytes().all(|byte| byte.is_ascii_lowercase()))
                        .filter(|key| name.contains(key))
                        .collect();
                    assert!(left.is_empty() && !name.is_empty(), "{root:?}: {path}: {name}");
                }
            }
        }
        assert!(told > 10_000, "{told}");
    }
}
