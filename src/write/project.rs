//! `juesuan.toml`: the project.

use rust_decimal::Decimal;

use crate::fields::check::check as checked;
use crate::fields::project::project as of;
use crate::model::check::CheckSettings;
use crate::model::unit::{Attach, Settings};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The file of the settings; what is as usual is left out.
pub fn project_file(project: &Settings) -> String {
    let Settings { year, layout, output, published, attach, public_data, check } = project;
    let top = Fields::default()
        .number(&of::YEAR, *year)
        .word(&of::LAYOUT, &layout.value)
        .word(&of::OUTPUT, &output.value)
        .date(&of::PUBLISHED, *published)
        .words(&of::ATTACH, if *attach == Attach::default() { "" } else { attach.key() })
        .flag(&of::PUBLIC_DATA, *public_data);
    let CheckSettings { change_threshold, budget_threshold, publication_days, levels } = check;
    let usual = CheckSettings::default();
    let per_cent = |fields: Fields, field, value: &Decimal, usual| {
        if *value == usual { fields } else { fields.decimal(field, *value) }
    };
    let mut fields = Fields::default();
    fields = per_cent(fields, &checked::CHANGE_THRESHOLD, change_threshold, usual.change_threshold);
    fields = per_cent(fields, &checked::BUDGET_THRESHOLD, budget_threshold, usual.budget_threshold);
    if *publication_days != usual.publication_days {
        fields = fields.number(&checked::PUBLICATION_DAYS, *publication_days);
    }
    let rules = levels
        .iter()
        .fold(Fields::default(), |rules, (rule, level)| rules.own(&rule.value, level.key()));
    File::new(top)
        .table(&[&of::CHECK], fields)
        .table(&[&of::CHECK, &checked::RULES], rules)
        .into_text()
}
