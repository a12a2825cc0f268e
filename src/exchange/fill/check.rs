//! What spreadsheets themselves tell of a cell: what may be chosen, what turns red, what is asked for.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule,
    Formula, Worksheet, XlsxError,
};

use crate::exchange::fill::cells::address;
use crate::exchange::fill::content::FLAGS;
use crate::exchange::fill::lists::Lists;
use crate::exchange::fill::looks::Looks;
use crate::exchange::fill::note::{cut, how};
use crate::fields::field::{Field, Kind, Need, Sign};

/// Some cells of one column: first and last row, column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    /// The first row.
    pub first: u32,
    /// The last row.
    pub last: u32,
    /// The column.
    pub column: u16,
}

impl Area {
    /// Its first cell, such as `C5`.
    pub(super) fn first_cell(self) -> String {
        local(self.first, self.column)
    }

    /// Its cells, such as `$C$5:$C$9`.
    pub(super) fn cells(self) -> String {
        let fixed = |row| {
            let cell = local(row, self.column);
            let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
            let (letters, digits) = cell.split_at_checked(digits).unwrap_or_default();
            format!("${letters}${digits}")
        };
        format!("{}:{}", fixed(self.first), fixed(self.last))
    }
}

/// A cell without its sheet.
pub(super) fn local(row: u32, column: u16) -> String {
    address("", row, u32::from(column)).trim_start_matches('!').to_owned()
}

/// Adds to cells of a field what spreadsheets tell of them.
pub(super) fn add(
    sheet: &mut Worksheet,
    area: Area,
    field: &Field,
    lists: &Lists,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let Area { first, last, column } = area;
    sheet.add_data_validation(first, column, last, column, &validation(field, lists)?)?;
    if let Some(rule) = wrong(field, &area.first_cell(), lists) {
        red(sheet, area, &rule, looks)?;
    }
    Ok(())
}

/// Makes cells red where a formula holds.
pub(super) fn red(
    sheet: &mut Worksheet,
    area: Area,
    rule: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let Area { first, last, column } = area;
    let red = ConditionalFormatFormula::new().set_rule(rule).set_format(&looks.wrong);
    sheet.add_conditional_format(first, column, last, column, &red)?;
    Ok(())
}

/// Marks the cells of a field that must be filled in and are not, where a formula holds.
pub(super) fn missing(
    sheet: &mut Worksheet,
    area: Area,
    field: &Field,
    when: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    if field.need == Need::Required {
        let Area { first, last, column } = area;
        let rule = format!("=AND({}=\"\",{when})", area.first_cell());
        let mark = ConditionalFormatFormula::new().set_rule(&*rule).set_format(&looks.missing);
        sheet.add_conditional_format(first, column, last, column, &mark)?;
    }
    Ok(())
}

/// What may be entered, and what is said where the cell is chosen.
fn validation(field: &Field, lists: &Lists) -> Result<DataValidation, XlsxError> {
    let any = DataValidation::new();
    let at_most = 999_999_999_999_999.0;
    let (validation, style) = match field.kind {
        Kind::Money(sign) => {
            let least = if sign == Sign::Any { -at_most } else { 0.0 };
            let rule = DataValidationRule::Between(least, at_most);
            (any.allow_decimal_number(rule), DataValidationErrorStyle::Warning)
        }
        Kind::Count(_) => {
            let rule = DataValidationRule::Between(0, 99_999_999);
            (any.allow_whole_number(rule), DataValidationErrorStyle::Warning)
        }
        Kind::Whole { least, most, .. } => {
            let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
            let rule = DataValidationRule::Between(whole(least), whole(most));
            (any.allow_whole_number(rule), DataValidationErrorStyle::Warning)
        }
        Kind::Year => {
            let rule = DataValidationRule::Between(1990, 2100);
            (any.allow_whole_number(rule), DataValidationErrorStyle::Warning)
        }
        Kind::Score => {
            let rule = DataValidationRule::Between(0.0, 100.0);
            (any.allow_decimal_number(rule), DataValidationErrorStyle::Warning)
        }
        Kind::Choice(choices) => {
            let terms: Vec<&str> = choices().iter().map(|choice| choice.term).collect();
            (any.allow_list_strings(&terms)?, DataValidationErrorStyle::Stop)
        }
        Kind::Flag => {
            (any.allow_list_strings(&FLAGS.map(|(_, word)| word))?, DataValidationErrorStyle::Stop)
        }
        Kind::Code(codes) => {
            let list = Formula::new(format!("={}", lists.range(codes)));
            // A bare code may be typed, and one that the list lacks.
            let list = any.allow_list_formula(list).show_error_message(false);
            (list, DataValidationErrorStyle::Information)
        }
        Kind::Number { .. }
        | Kind::Date
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => (any.allow_any_value(), DataValidationErrorStyle::Information),
    };
    let said = format!("{}\n{}", how(field), field.note.replace('`', ""));
    validation
        .set_error_style(style)
        .set_error_title("请再看一看")?
        .set_error_message(cut(&how(field), 200))?
        .set_input_title(cut(field.term, 30))?
        .set_input_message(cut(said.trim(), 240))
}

/// The formula that holds where a cell says nothing that its field may be.
fn wrong(field: &Field, cell: &str, lists: &Lists) -> Option<String> {
    let number = |more: String| format!("=AND({cell}<>\"\",OR(NOT(ISNUMBER({cell})){more}))");
    let words = |words: Vec<&str>| {
        let others: Vec<String> = words.iter().map(|word| format!("{cell}<>\"{word}\"")).collect();
        format!("=AND({cell}<>\"\",{})", others.join(","))
    };
    let between = |least: u32, most: u32| {
        number(format!(",N({cell})<{least},N({cell})>{most},N({cell})<>INT(N({cell}))"))
    };
    let to_the_cent = format!("ABS(N({cell})*100-ROUND(N({cell})*100,0))>0.001");
    Some(match field.kind {
        Kind::Money(Sign::Positive) => number(format!(",N({cell})<0,{to_the_cent}")),
        Kind::Money(Sign::Any) => number(format!(",{to_the_cent}")),
        Kind::Count(_) => between(0, 99_999_999),
        Kind::Whole { least, most, .. } => between(least, most),
        Kind::Year => between(1990, 2100),
        Kind::Score => number(format!(",N({cell})<0,N({cell})>100")),
        Kind::Number { .. } => number(String::new()),
        Kind::Choice(choices) => words(choices().iter().map(|choice| choice.term).collect()),
        Kind::Flag => words(FLAGS.iter().map(|(_, word)| *word).collect()),
        Kind::Code(codes) => {
            let list = lists.range(codes);
            format!("=AND({cell}<>\"\",COUNTIF({list},{cell})=0,COUNTIF({list},{cell}&\" *\")=0)")
        }
        Kind::Date => {
            format!("=AND({cell}<>\"\",NOT(ISNUMBER({cell})),ISERROR(DATEVALUE({cell})))")
        }
        Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::List(_)
        | Kind::OneOrMore
        | Kind::Table(_)
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => return None,
    })
}
