//! 单位的性质和名称

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::pattern::Pattern;
use crate::model::place::Place;
use crate::model::unit::{Kind, Nature};
use crate::problem::Problem;

/// R0504 warning：科目与单位的性质相符
///
/// 事业单位不用“行政运行”“行政单位离退休”“行政单位医疗”，行政单位、参公单位不用“事业运行”“事业单位离退休”“事业单位医疗”。部门汇总的不查，看各单位的。
///
/// 为什么：科目的名称就说明给谁用；收入、支出、预算写的是同一个错码，别的核对看不出来（勾稽 3；常见差错 11）。
///
/// 例：nature = "institution" 的图书馆，离退休支出写在 2080501 行政单位离退休。
///
/// 怎么办：核对编码和 unit.toml 的 nature；批复就是如此的，写 [[accept]] 并说明理由。
pub(super) fn code_of_nature(evidence: &Evidence<'_>) -> Verdict {
    let unit = &evidence.report.unit;
    if unit.kind == Kind::Department {
        return Ok(Vec::new());
    }
    let (own, other, wrong) = match unit.nature {
        Nature::Institution => ("事业单位", "行政单位", &ADMINISTRATIVE),
        Nature::Administrative => ("行政单位", "事业单位", &INSTITUTION),
        Nature::CivilServiceManaged => ("参公单位", "事业单位", &INSTITUTION),
    };
    let mut findings: Vec<(&str, Problem)> = Vec::new();
    for (code, place) in codes(evidence) {
        let name = evidence.catalog.function(code).unwrap_or_default();
        if !wrong.contains(&name) {
            continue;
        }
        match findings.iter_mut().find(|(known, _)| *known == code) {
            Some((_, finding)) => finding.places.push((place, name.to_owned())),
            None => {
                let headline = format!("本单位是{own}，{code} {name}是{other}用的科目");
                let finding = Problem::finding(headline).at(place, name).help(
                    "请核对编码，和 unit.toml 中的 nature；批复就是如此的写 [[accept]] 并说明理由",
                );
                findings.push((code, finding));
            }
        }
    }
    Ok(findings.into_iter().map(|(_, finding)| finding).collect())
}

/// Names of items that administrative units and those managed as civil service use.
const ADMINISTRATIVE: [&str; 3] = ["行政运行", "行政单位离退休", "行政单位医疗"];

/// Names of items that institutions use.
const INSTITUTION: [&str; 3] = ["事业运行", "事业单位离退休", "事业单位医疗"];

/// The functional codes of the year's income, expenditure and budget, with their places.
fn codes<'a>(evidence: &Evidence<'a>) -> Vec<(&'a str, Place)> {
    let year = evidence.year();
    let income = year.income.iter().map(|row| (row.code.value.as_str(), row.code.place));
    let spent = year.expenditure.iter().map(|row| (row.code.value.as_str(), row.code.place));
    let budget = year.budget.iter().map(|row| (row.code.value.as_str(), row.code.place));
    income.chain(spent).chain(budget).collect()
}

/// R0214 error：没有列所属单位的部门，有事业运行支出的要写机关运行经费
///
/// kind = "department" 而没有 members、有机关运行经费的部门，支出里有“事业运行”“事业单位离退休”“事业单位医疗”的，要写 operating-expense。
///
/// 为什么：机关运行经费只算行政单位和参公单位的公用经费。部门的数里混有事业单位的公用经费，程序分不开，由经济分类相加会把事业单位的也算进去（勾稽 17）。
///
/// 例：部门的公用经费共 480.64 万元，其中机关本级 142.80 万元，其余是所属事业单位的；不写就印成 480.64 万元。
///
/// 怎么办：写上 operating-expense（只算行政单位和参公单位的），或列出 members，由程序相加。
pub(super) fn operating_expense_of_department(evidence: &Evidence<'_>) -> Verdict {
    let (unit, year) = (&evidence.report.unit, evidence.year());
    let alone = unit.kind == Kind::Department && evidence.report.members.is_empty();
    let expense = &evidence.figures.operating_expense;
    if !alone || !expense.applies || year.operating_expense.is_some() {
        return Ok(Vec::new());
    }
    let institutions = year.expenditure.iter().find(|row| {
        let name = evidence.catalog.function(row.code.value.as_str()).unwrap_or_default();
        INSTITUTION.contains(&name)
    });
    let Some(row) = institutions.filter(|_| !expense.amount.is_zero()) else {
        return Ok(Vec::new());
    };
    let code = &row.code.value;
    let name = evidence.catalog.function(code.as_str()).unwrap_or_default();
    let headline = format!(
        "部门里有事业单位（{code} {name}），没有写机关运行经费；由经济分类相加的 {} 元含事业单位的公用经费",
        expense.amount
    );
    Ok(vec![
        Problem::finding(headline)
            .about("operating-expense")
            .at(row.place, "事业单位的支出")
            .at(year.place, "缺少 operating-expense")
            .help("请写 operating-expense，只算行政单位和参公单位的；或在 unit.toml 列出 members，由程序相加"),
    ])
}

/// R0618 warning：单位名称是单位的全称
///
/// name 里没有“年度”“决算”“汇总”“（本级汇总）”这样报表名里的字，没有空格、换行，不是只有标点、数字或字母。
///
/// 为什么：名称印在封面、标题和每一段话里。系统里的报表名、文件名不是单位名称（常见差错 14）。
///
/// 例：“岳阳市新港区2022年度部门决算汇总”
///
/// 怎么办：写批文、公章上的全称。
pub(super) fn name_of_unit(evidence: &Evidence<'_>) -> Verdict {
    static FORM: Pattern = Pattern::new(
        r"(?:19|20)[0-9]{2}年|年度|决算|预算公开|汇总|报表|单位名称|部门名称|某某|(?:^|[^a-zA-Z])[xX×]{2,}",
    );
    let name = &evidence.report.unit.name;
    let words = name.value.as_str();
    let headline = if let Some(range) = FORM.ranges(words).next() {
        let found = words.get(range).unwrap_or_default();
        format!("单位名称里有“{found}”，像是报表名：“{words}”")
    } else if words.chars().any(char::is_whitespace) {
        format!("单位名称里有空格：“{words}”")
    } else if !words.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        format!("单位名称没有汉字：“{words}”")
    } else {
        return Ok(Vec::new());
    };
    Ok(vec![
        Problem::finding(headline)
            .at(name.place, "单位名称")
            .help("请写批文、公章上的全称；名称确实如此的写 [[accept]] 并说明理由"),
    ])
}
