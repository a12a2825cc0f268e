//! What a layout is for: title, region, years.

use crate::fields::layout::{layout, years as span};
use crate::model::place::{Located, Place};
use crate::problem::Problem;
use crate::tables::Table;

/// What a layout is for.
#[derive(Debug, Clone)]
pub struct About {
    /// Its title, such as 山西省部门（单位）决算公开.
    pub title: String,
    /// The region whose form it is.
    pub region: String,
    /// The years whose reports it is for.
    pub years: Option<Years>,
}

impl About {
    /// A warning if a report's year is not one that the layout of a name is for. The form may have changed; whether it has
    /// is for the office to say, so that the report is made all the same.
    pub(crate) fn year_problem(&self, year: u16, name: &Located<String>) -> Option<Problem> {
        let years = self.years.filter(|years| !years.hold(year))?;
        let headline = format!("版式 {} 适用于{years}，这份报告是 {year} 年度", name.value);
        let help = "请核对财政部门当年印发的公开格式有没有变；没有变的，在项目的 layouts 文件夹里改 layout.toml 的 \
                    years（juesuan layout copy 复制一份），变了的换一种版式";
        Some(
            Problem::warning("layout-year", headline)
                .at(name.place, "用了这种版式")
                .at(years.place, format!("适用于{years}"))
                .help(help),
        )
    }
}

/// The years whose reports a layout is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first, if there is one.
    pub from: Option<u16>,
    /// The last, if there is one.
    pub to: Option<u16>,
    /// Where they are written.
    pub place: Place,
}

impl Years {
    /// Whether a year is among them.
    fn hold(self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from} 年度"),
            (Some(from), Some(to)) => write!(f, "{from}—{to} 年度"),
            (Some(from), None) => write!(f, "{from} 年度起"),
            (None, Some(to)) => write!(f, "{to} 年度及以前"),
            (None, None) => write!(f, "各年度"),
        }
    }
}

/// Reads what a layout of a name is for.
pub(super) fn about(table: &Table<'_>, name: &str) -> About {
    check_name(table, name);
    About {
        title: table.required_string(&layout::TITLE).value,
        region: table.required_string(&layout::REGION).value,
        years: years(table),
    }
}

/// Notes a name in the settings that is not the folder's, or is only that of a layout taken over.
fn check_name(table: &Table<'_>, name: &str) {
    let written = table.as_written(&layout::NAME);
    let written = written.filter(|(_, place)| place.file == table.place.file);
    let Some((value, place)) = written else {
        return table.missing(&layout::NAME, format!("写文件夹的名字：name = \"{name}\""));
    };
    if value != Some(name) {
        table.reading.problem(
            Problem::error("layout-name", "name 与版式文件夹的名字不同")
                .at(place, format!("文件夹是 layouts/{name}"))
                .help(format!("请改成 name = \"{name}\"")),
        );
    }
}

/// `years`: the first not after the last.
fn years(table: &Table<'_>) -> Option<Years> {
    let years = table.whole_table(&layout::YEARS)?;
    let [from, to] = [&span::FROM, &span::TO].map(|field| years.year(field).map(|year| year.value));
    years.finish();
    let place = years.place;
    if let (Some(first), Some(last)) = (from, to)
        && first > last
    {
        table.reading.problem(
            Problem::error("wrong-years", format!("years 的起年 {first} 在止年 {last} 之后"))
                .at(place, "适用年度")
                .help("例：years = { from = 2024, to = 2026 }；只写 from 表示从那一年起"),
        );
    }
    Some(Years { from, to, place })
}
