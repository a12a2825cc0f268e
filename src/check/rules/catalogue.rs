//! 科目

use crate::check::evidence::Evidence;
use crate::check::verdict::Verdict;
use crate::check::words::look_alikes::usual;
use crate::model::place::Place;
use crate::problem::Problem;

/// R0501 warning：目录没有的编码要核对
///
/// [names] 中给了名称、科目目录没有的编码，每次都提醒核对。编码既不在目录、又没有给名称的，读数据时就是错误。
///
/// 为什么：编码录错一位，就成了另一个科目或没有的科目（勾稽 3；常见差错 11）。目录由公开材料整理，可能缺少地方自设或新设的科目。
///
/// 例：[names] 写了 2012688 = "档案保护支出"。
///
/// 怎么办：对照当年的政府收支分类科目；确认无误的写 [[accept]] 并说明理由，或把这个科目加进项目的 data/catalog。
pub(super) fn unlisted_code(evidence: &Evidence<'_>) -> Verdict {
    let named = evidence.report.named_codes.iter().filter(|named| named.listed);
    Ok(named
        .filter(|named| known(evidence, &named.code).is_none())
        .map(|named| {
            let (code, name) = (&named.code, &named.name);
            Problem::finding(format!("科目目录中没有编码 {code}，按“{name}”处理"))
                .at(named.place, "目录中没有")
                .help("请核对编码和名称；确认无误的写 [[accept]] 并说明理由")
        })
        .collect())
}

/// R0502 warning：科目名称与目录一致
///
/// 数据行里写了 name 的，以及 [names] 里给目录已有的编码写了名称的，名称要与科目目录一致。改过名的科目，各年用各年的名称：报告一律印目录中这一年的。
///
/// 为什么：名称与编码对不上，多半是编码录错了（勾稽 3、24；常见差错 11）。
///
/// 例：{ code = "2210201", name = "购房补贴", … }，而 2210201 是住房公积金。
///
/// 怎么办：核对编码；编码无误的，改正或删去 name。
pub(super) fn name_differs(evidence: &Evidence<'_>) -> Verdict {
    let mut findings = Vec::new();
    let year = evidence.year().year;
    for named in &evidence.report.named_codes {
        let (code, name) = (&named.code, &named.name);
        let Some(latest) = known(evidence, code) else { continue };
        let formers = evidence.catalog.formers(code);
        let in_year = formers.iter().find(|former| former.years.contains(&year));
        // In which year a name changed is often not confirmed: both are right in the years of the former one.
        if same(latest, name) || in_year.is_some_and(|former| same(&former.name, name)) {
            continue;
        }
        let of_year = in_year.map_or(latest, |former| former.name.as_str());
        let of_others = formers.iter().find(|former| same(&former.name, name));
        let told = match of_others {
            Some(former) => format!("目录：{of_year}；“{name}”用到 {} 年", former.years.end()),
            None => format!("目录：{of_year}"),
        };
        findings.push(
            Problem::finding(format!("{code} 的名称是“{of_year}”，数据中写成“{name}”"))
                .at(named.place, told)
                .help("请核对编码；编码无误的，改正或删去这个名称"),
        );
    }
    Ok(findings)
}

/// The name of a code in the catalogue.
fn known<'a>(evidence: &Evidence<'a>, code: &str) -> Option<&'a str> {
    evidence.catalog.function(code).or(evidence.catalog.economic(code))
}

/// Whether two names are the same but for blanks and the width of brackets.
fn same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        let kept = name.chars().filter(|c| !c.is_whitespace());
        kept.map(|c| match usual(c).unwrap_or(c) {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
    };
    plain(one) == plain(other)
}

/// R0503 hint：编码在这个年度有效
///
/// 科目目录是 2021 至 2025 年的合集；已知某年起新设、停用或移走的科目，用在别的年度时提示。
///
/// 为什么：政府收支分类科目每年修订，沿用旧编码是常见差错（常见差错 11）。目录中的年度有一部分未经文件证实，所以只是提示。
///
/// 例：2025 年的数据用了 2010308，这个科目据目录 2024 年起并入 20140。
///
/// 怎么办：对照当年的政府收支分类科目；无误的不用管，或在 juesuan.toml 中把这条设为 off。
pub(super) fn code_of_other_year(evidence: &Evidence<'_>) -> Verdict {
    let year = evidence.year();
    let mut codes: Vec<(&str, Place)> = Vec::new();
    codes.extend(year.income.iter().map(|row| (row.code.value.as_str(), row.code.place)));
    codes.extend(year.expenditure.iter().map(|row| (row.code.value.as_str(), row.code.place)));
    let mut findings = Vec::new();
    for (code, place) in codes {
        for change in evidence.catalog.changes() {
            if !code.starts_with(change.code.as_str()) {
                continue;
            }
            let what = if change.added && year.year < change.year {
                format!("据目录 {} 年才设立", change.year)
            } else if !change.added && year.year >= change.year {
                format!("据目录 {} 年起停用或移走", change.year)
            } else {
                continue;
            };
            findings.push(
                Problem::finding(format!("{code} 用在 {} 年，{what}", year.year))
                    .at(place, what)
                    .help("请对照当年的政府收支分类科目核对"),
            );
        }
    }
    Ok(findings)
}
