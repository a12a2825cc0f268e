//! A code as people and spreadsheets write it → its digits; what is no code for certain is refused, never cut short.

use unicode_normalization::UnicodeNormalization;

use crate::catalog::is_called;

/// The digits of the levels of functional codes, whose first digit is 2.
const FUNCTIONAL: [usize; 3] = [3, 2, 2];

/// The digits of the levels of all other codes.
const OTHER: [usize; 2] = [3, 2];

/// The signs that part the levels of a code, besides blanks.
const SIGNS: [char; 5] = ['.', '-', '–', '—', '·'];

/// The code that begins a text such as `2080109 社会保险经办机构`, `208 01 09` or `302.14`; `plain` has half-width signs and no
/// blanks around it.
pub(super) fn code(plain: &str) -> Result<String, String> {
    let untold = || {
        Err(format!(
            "“{plain}”看不出是哪个编码：类、款、项各是 3、2、2 位数字（经济分类是 3、2 位）"
        ))
    };
    let (first, mut rest) = digits(plain);
    if first.is_empty() {
        return Err(format!("“{plain}”不是以编码开头的"));
    }
    // What a spreadsheet makes of a code that it takes for a number.
    let zeros = rest.strip_prefix('.').unwrap_or_default();
    if !zeros.is_empty() && zeros.chars().all(|c| c == '0') {
        return Ok(first.to_owned());
    }
    let levels = if first.starts_with('2') { FUNCTIONAL.as_slice() } else { OTHER.as_slice() };
    let whole: usize = levels.iter().sum();
    let mut code = first.to_owned();
    loop {
        let (sign, behind) = sign(rest);
        let (group, after) = digits(behind);
        if sign.is_empty() || group.is_empty() {
            break;
        }
        let goes_on_as_word = after.starts_with(char::is_alphanumeric);
        let is_blank = sign.chars().all(char::is_whitespace);
        let may_join = code.len() < whole && (code.len() == 3 || code.len() == 5);
        // Digits with a point between them that are not 3, 2 and 2 are a number.
        let is_number = sign.contains('.') && first.len() != 3;
        if may_join && group.len() == 2 && !is_number {
            code.push_str(group);
            rest = after;
            // With words right behind, digits are those of the code where they make it whole, or the words are its name.
            if goes_on_as_word && code.len() < 7 && !is_called(&code, after) {
                return untold();
            }
        } else if may_join && goes_on_as_word && is_called(&format!("{code}{group}"), after) {
            code.push_str(group);
            rest = after;
        } else if is_blank && goes_on_as_word && !(may_join && group.len() == 4) {
            // A name that begins with digits.
            break;
        } else {
            return untold();
        }
    }
    let mut behind = rest.chars();
    let sign = behind.next();
    let goes_on = behind.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit());
    match sign {
        Some(',' | '/' | '\\' | '_' | ':' | ';' | '、' | '\'') if goes_on => untold(),
        Some('.') => Err(format!("“{plain}”不是以编码开头的")),
        Some(c) if c.is_ascii_alphanumeric() => Err(format!("“{plain}”不是以编码开头的")),
        Some(_) | None => Ok(code),
    }
}

/// What is sought by what was typed of a code so far, such as `229 60` or `２０８.05 养老`: digits in one, and the words behind
/// them.
pub(crate) fn sought_code(typed: &str) -> (String, String) {
    let plain: String = typed.nfkc().collect();
    let (mut code, mut rest) = (String::new(), plain.trim());
    loop {
        let (_, behind) = if code.is_empty() { ("", rest) } else { sign(rest) };
        let (group, after) = digits(behind);
        if group.is_empty() {
            return (code, behind.to_owned());
        }
        code.push_str(group);
        rest = after;
    }
}

/// The digits at the beginning of a text, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or_default()
}

/// The blanks with one sign at most at the beginning of a text, and the rest.
fn sign(text: &str) -> (&str, &str) {
    let rest = text.trim_start();
    let rest = rest.strip_prefix(SIGNS).unwrap_or(rest).trim_start();
    text.split_at_checked(text.len() - rest.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_that_stand_apart_are_one_code() {
        for (text, wanted) in [
            ("2080501", "2080501"),
            ("208 05 01", "2080501"),
            ("208  05  01", "2080501"),
            ("208\u{a0}05\u{a0}01", "2080501"),
            ("208.05.01", "2080501"),
            ("208-05-01", "2080501"),
            ("208 - 05 - 01", "2080501"),
            ("20805 01", "2080501"),
            ("208 05", "20805"),
            ("229 60 12", "2296012"),
            ("302 14", "30214"),
            ("302.14", "30214"),
            ("302-14", "30214"),
            ("30201.0", "30201"),
            ("2080501.00", "2080501"),
            ("208 05 01 行政单位离退休", "2080501"),
            ("208 05 01行政单位离退休", "2080501"),
            ("302 14 租赁费", "30214"),
            ("302 14租赁费", "30214"),
            ("208 05行政事业单位养老支出", "20805"),
            ("208 05 行政事业单位养老支出", "20805"),
            ("208 05行政事业单位", "20805"),
            ("20805行政事业单位养老支出", "20805"),
            ("208.0501行政单位离退休", "2080501"),
            ("208 0501行政单位离退休", "2080501"),
            ("2080501 行政单位离退休", "2080501"),
            ("2080501行政单位离退休", "2080501"),
            ("2080501-行政单位离退休", "2080501"),
            ("2080501（离退休）", "2080501"),
            ("208 社会保障和就业支出", "208"),
            ("208 5G网络建设", "208"),
            ("201 12345热线", "201"),
            ("2080501 12个月的工资", "2080501"),
            ("30201 2024年办公费", "30201"),
        ] {
            assert_eq!(code(text), Ok(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_was_typed_so_far_is_sought_as_one() {
        for (typed, code, words) in [
            ("229 60", "22960", ""),
            ("２２９　６０", "22960", ""),
            ("229.60.", "22960", ""),
            ("229-60 1", "229601", ""),
            ("208 05行政", "20805", "行政"),
            ("208 05 行政", "20805", "行政"),
            ("行政", "", "行政"),
            ("5G网络", "5", "G网络"),
            (" ", "", ""),
        ] {
            assert_eq!(sought_code(typed), (code.to_owned(), words.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_for_certain_is_not_cut_short() {
        for text in [
            "208 5 1",
            "208 05 0",
            "208 050 1",
            "2080 501",
            "20 80501",
            "2080501 684120",
            "2080501 01",
            "30201 05",
            "302.1",
            "20801.09",
            "30201.5",
            "2,080,501",
            "30,201",
            "208/05/01",
            "208 0502行政单位离退休",
            "208 0501",
            "302 14个月的租金",
            "302 14租",
            "208 05年末一次性奖金",
            "208 05社会保险经办机构",
            "2080501A",
            "社会保险",
            "",
        ] {
            assert!(code(text).is_err(), "{text}: {:?}", code(text));
        }
    }
}
