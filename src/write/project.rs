//! `juesuan.toml`: the project.

use rust_decimal::Decimal;

use crate::model::check::CheckSettings;
use crate::model::unit::{Attach, Settings};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The file of the settings; what is as usual is left out.
pub fn project_file(project: &Settings) -> String {
    let Settings { year, layout, output, published, attach, check } = project;
    let top = Fields::default()
        .number("year", *year)
        .word("layout", &layout.value)
        .word("output", &output.value)
        .date("published", *published)
        .words("attach", if *attach == Attach::default() { "" } else { attach.key() });
    let CheckSettings { change_threshold, budget_threshold, publication_days, levels } = check;
    let usual = CheckSettings::default();
    let per_cent = |fields: Fields, key, value: &Decimal, usual| {
        if *value == usual { fields } else { fields.decimal(key, *value) }
    };
    let mut fields = Fields::default();
    fields = per_cent(fields, "change-threshold", change_threshold, usual.change_threshold);
    fields = per_cent(fields, "budget-threshold", budget_threshold, usual.budget_threshold);
    if *publication_days != usual.publication_days {
        fields = fields.number("publication-days", *publication_days);
    }
    let rules = levels
        .iter()
        .fold(Fields::default(), |rules, (rule, level)| rules.word(&rule.value, level.key()));
    File::new(top).table("check", fields).table("check.rules", rules).into_text()
}
