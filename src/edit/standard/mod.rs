//! A data file in the standard form: the fields in the order of their description, one row a line, amounts with two decimals,
//! tables under headings. No comment is lost, byte order mark and line ends stay, and what it says stays: both are proved.

mod anchors;
mod notes;
mod page;
mod said;

use toml::de::DeTable;

use crate::edit::refused::Refused;
use crate::edit::standard::notes::comments;
use crate::edit::standard::page::page;
use crate::edit::standard::said::said;
use crate::fields::FileForm;
use crate::fields::field::Shape;

/// The text of a file of a form in the standard form; an error says why there is none.
pub(crate) fn standard(form: &FileForm, text: &str) -> Result<String, Refused> {
    // The parser takes a byte order mark for a part of the first key.
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let body = body.replace("\r\n", "\n");
    let once = arranged(form, &body)?;
    if arranged(form, &once)? != once {
        return Err(Refused("写法特别，整理一遍以后还会再变，没有改动".to_owned()));
    }
    Ok(format!("{mark}{}", once.replace('\n', end)))
}

/// A text with plain line ends in the standard form, proved to say the same.
fn arranged(form: &FileForm, text: &str) -> Result<String, Refused> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(Refused("有 TOML 写法上的错误，先改正它（juesuan check 会指出）".to_owned()));
    }
    let (root, shape) = (table.get_ref(), shape_of(form, table.get_ref()));
    let new = page(text, root, shape);
    let (again, errors) = DeTable::parse_recoverable(&new);
    let same = errors.is_empty() && said(again.get_ref(), shape) == said(root, shape);
    if !same || comments(&new) != comments(text) {
        return Err(Refused("写法特别，程序整理不准，没有改动；请手工改".to_owned()));
    }
    Ok(new)
}

/// The fields of a file, which are others where it serves only comparisons.
fn shape_of(form: &FileForm, root: &DeTable<'_>) -> &'static Shape {
    let only = root.get("comparison-only").and_then(|value| value.get_ref().as_bool());
    form.compared.filter(|_| only == Some(true)).unwrap_or(form.shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FILES;

    /// The standard form of a year's file.
    fn year(text: &str) -> String {
        let form = FILES.iter().find(|form| form.name == "year").unwrap();
        standard(form, text).unwrap_or_else(|refused| panic!("{refused:?}\n{text}"))
    }

    #[test]
    fn fields_rows_and_amounts_have_one_form() {
        let text = "#:schema x\n# 一\n\n[reasons] # 原因\ntotal='增加'   # 二\n\n\n[[income]]\ngeneral = \"1,234.5\" # 三\ncode = \"2080109\"\n\
            [[income]]\ncode=\"2080110\"\n[carry-over]\nsurplus-used = 1\n";
        let top = "expenditure=[ # 四\n{fund=\"general\",code=\"2080109\",basic=5}, # 五\n  # 六\n{ code = \"2080110\", fund = \"general\" }\n # 七\n] # 八\nyear=2022\n";
        let wanted = "#:schema x\n# 一\n\nyear = 2022\n\nincome = [\n  # 三\n  { code = \"2080109\", general = 1234.50 },\n  { code = \"2080110\" },\n]\n\n\
            expenditure = [  # 四\n  { code = \"2080109\", fund = \"general\", basic = 5.00 },  # 五\n  # 六\n  { code = \"2080110\", fund = \"general\" },\n  # 七\n]  # 八\n\n\
            [carry-over]\nsurplus-used = 1.00\n\n[reasons]  # 原因\ntotal = \"增加\"  # 二\n";
        let text = text.replacen("\n\n[reasons]", &format!("\n\n{top}[reasons]"), 1);
        assert_eq!(year(&text), wanted);
        assert_eq!(year(wanted), wanted);
    }

    #[test]
    fn what_is_written_otherwise_says_the_same() {
        for (text, wanted) in [
            (
                "year = 2022\r\nprocurement.goods = 0 # 注\r\n",
                "year = 2022\r\n\r\n[procurement]\r\ngoods = 0.00  # 注\r\n",
            ),
            ("\u{feff}year=2022", "\u{feff}year = 2022\n"),
            (
                "three-public = { reception = { initial = 5 } }\nyear = 2022\n",
                "year = 2022\n\n[three-public]\nreception = { initial = 5.00 }\n",
            ),
            (
                "year = 2022\n[three-public.abroad]\ngroups = 1\n[three-public]\n",
                "year = 2022\n\n[three-public]\n\n[three-public.abroad]\ngroups = 1\n",
            ),
            (
                "accept = [ { reason = \"丙\", rule = \"R0301\", at = \"a\" } ] # 注\nyear = 2022\n",
                "year = 2022\n\n# 注\n[[accept]]\nrule = \"R0301\"\nat = \"a\"\nreason = \"丙\"\n",
            ),
            (
                "year = 2022\n[profile]\nduties = '''\n甲 \"乙\"\n  丙\n'''\n[names]\n2070188 = '某'\n",
                "year = 2022\n\n[profile]\nduties = \"\"\"\n甲 \"乙\"\n丙\n\"\"\"\n\n[names]\n2070188 = \"某\"\n",
            ),
            (
                "income = []\n\n\n\nyear = 2022 # 年\n# 末\n",
                "year = 2022  # 年\nincome = []\n# 末\n",
            ),
            (
                "year = 2022\nextra.b.name = \"乙\"\n[extra.a]\nname = \"甲\"\n",
                "year = 2022\n\n[extra.b]\nname = \"乙\"\n\n[extra.a]\nname = \"甲\"\n",
            ),
        ] {
            assert_eq!(year(text), wanted, "{text}");
        }
        let form = FILES.iter().find(|form| form.name == "year").unwrap();
        assert!(standard(form, "year = ").is_err());
    }
}
