//! A year as somebody types it.

use unicode_normalization::UnicodeNormalization;

/// The year that was typed, in four digits of any width, with or without 年 or 年度 behind; none where it is anything else.
pub(crate) fn typed_year(typed: &str) -> Option<u16> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.strip_suffix("年度").or_else(|| plain.strip_suffix('年')).unwrap_or(&plain);
    let is_plain = digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| is_plain)
}
