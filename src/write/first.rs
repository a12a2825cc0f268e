//! A new unit's first files, with every field explained and every blank named; a new project's settings.

use crate::fields::field::Field;
use crate::fields::{BLANK, project, sample, unit, year};
use crate::model::unit::{Kind, Nature};
use crate::write::quoted;

/// The text of the settings of a new project of a year, with a layout; none for the usual one.
pub(crate) fn settings_text(number: u16, layout: Option<&str>) -> String {
    let said = |field: &Field, value: &str| format!("{} = {}\n", field.key, quoted(value));
    let (layout_field, output) = (&project::project::LAYOUT, &project::project::OUTPUT);
    format!(
        "{} = {number}\n{}{}",
        project::project::YEAR.key,
        said(layout_field, layout.unwrap_or(layout_field.example)),
        said(output, output.example),
    )
}

/// The text of a new `unit.toml`.
pub(crate) fn unit_text(name: Option<&str>, kind: Kind, nature: Nature) -> String {
    let name = quoted(name.unwrap_or(BLANK));
    let (kind, nature) = (kind.key(), nature.key());
    let written = [&unit::unit::NAME, &unit::unit::KIND, &unit::unit::NATURE, &unit::unit::PROFILE];
    let (duties, organization) = (unit::profile::DUTIES.key, unit::profile::ORGANIZATION.key);
    format!(
        "# 各字段见 docs/data.md；没有的不写，行首有 # 的程序不读\n\
         {} = {name}  # {}\n{} = \"{kind}\"\n{} = \"{nature}\"\n{}\n[{}]\n{duties} = \"{BLANK}\"  # {}\n{organization} = \"{BLANK}\"  # {}\n",
        unit::unit::NAME.key,
        unit::unit::NAME.term,
        unit::unit::KIND.key,
        unit::unit::NATURE.key,
        sample(&unit::unit::SHAPE, &written.map(|field| field.key), &[]),
        unit::unit::PROFILE.key,
        unit::profile::DUTIES.term,
        unit::profile::ORGANIZATION.term,
    )
}

/// The text of a new file of a year.
pub(crate) fn year_text(number: u16) -> String {
    let written = [&year::year::YEAR];
    format!(
        "# 各字段见 docs/data.md；金额的单位是元；没有的不写，行首有 # 的程序不读\n{} = {number}\n{}",
        year::year::YEAR.key,
        sample(&year::year::SHAPE, &written.map(|field| field.key), &[]),
    )
}
