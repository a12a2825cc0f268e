//! Of which year the sentences of a text tell.

/// The years that a text names.
#[derive(Debug, Clone)]
pub(in crate::check) struct ToldYears {
    /// Where each of them is told.
    named: Vec<Told>,
    /// Where the sentences and their parts end.
    ends: Vec<usize>,
}

/// A year that a text names.
#[derive(Debug, Clone, Copy)]
struct Told {
    /// The byte behind it.
    behind: usize,
    /// Whether it is another one than the report's.
    another: bool,
    /// How far it is told of: a comparison and what was left over are told of only in their clause.
    until: usize,
    /// Whether what is told of after that is another year.
    rest: bool,
}

/// How many bytes of a clause are looked through for its end.
const CLAUSE: usize = 150;

impl ToldYears {
    /// The years that a text of a year's report names.
    pub(in crate::check) fn of(text: &str, own: u16) -> Self {
        let own = own.to_string();
        let (mut named, mut ends, mut begun) = (Vec::new(), Vec::new(), 0);
        let mut rest = false;
        for (at, sign) in text.match_indices(['年', '。', '；', ';', '\n']) {
            if sign != "年" {
                ends.push(at);
                begun = at + sign.len();
                rest = false;
                continue;
            }
            let words = text.get(begun..at).unwrap_or_default();
            // A sentence that opens with 上年 often tells of what last year left for this one.
            let Some(before) = words.len().checked_sub(4) else { continue };
            let relative =
                ["上", "去", "往", "前", "次", "明"].iter().any(|word| words.ends_with(word));
            let digits = words.get(before..).unwrap_or_default();
            let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
            if !relative && !four {
                continue;
            }
            let another = relative || digits != own;
            let behind = at + sign.len();
            let name = if relative { "上".len() } else { digits.len() };
            let before = words.get(..words.len() - name).unwrap_or_default();
            let until = if another && is_aside(before, text.get(behind..).unwrap_or_default()) {
                clause_end(text, behind)
            } else {
                rest = another;
                usize::MAX
            };
            named.push(Told { behind, another, until, rest });
        }
        Self { named, ends }
    }

    /// Whether the last year named in the sentence before a place is not the report's.
    pub(in crate::check) fn is_of_another(&self, at: usize) -> bool {
        let before = self.named.partition_point(|told| told.behind <= at);
        let last = before.checked_sub(1).and_then(|last| self.named.get(last));
        let begun = self.ends.partition_point(|end| *end < at);
        let begun = begun.checked_sub(1).and_then(|last| self.ends.get(last)).copied();
        last.is_some_and(|told| {
            let another = if at < told.until { told.another } else { told.rest };
            another && begun.is_none_or(|end| end < told.behind)
        })
    }
}

/// Whether a year with some words before and after it is what this one is compared with, or what left something over.
fn is_aside(before: &str, after: &str) -> bool {
    let compared = ["比", "较", "与", "同", "跟"].iter().any(|word| before.ends_with(word));
    let after = after.strip_prefix('度').unwrap_or(after);
    let after = after.strip_prefix('末').unwrap_or(after);
    let after = after.strip_prefix('的').unwrap_or(after);
    compared || after.starts_with("结转") || after.starts_with("结余")
}

/// Where the clause of a place ends.
fn clause_end(text: &str, at: usize) -> usize {
    let mut end = text.len().min(at + CLAUSE);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let words = text.get(at..end).unwrap_or_default();
    words.find(['，', ',', '、', '（', '）']).map_or(end, |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_of_the_sentence_counts() {
        for (text, expected) in [
            ("2021年支出3人", true),
            ("2022年支出3人", false),
            ("全市上年支出3人", true),
            ("上年结转3人", false),
            ("2021年，2022年支出3人", false),
            ("2022年，去年支出3人", true),
            ("2021年。支出3人", false),
            ("2021年；支出3人", false),
            ("每年支出3人", false),
            ("支出3人，2021年", false),
            ("人员比上年增加2名，支出3人", false),
            ("与2021年相比增加3人", true),
            ("2021年比上年多2名，支出3人", true),
            ("连同上年结转2元，支出3人", false),
            ("连同上年结转3人", true),
            ("2021年末结转2元，支出3人", false),
        ] {
            let at = text.find("3人").unwrap();
            assert_eq!(ToldYears::of(text, 2022).is_of_another(at), expected, "{text}");
        }
    }
}
