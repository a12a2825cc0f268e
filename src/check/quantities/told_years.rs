//! Of which year the sentences of a text tell.

/// The years that a text names.
#[derive(Debug, Clone)]
pub(in crate::check) struct ToldYears {
    /// Behind each of them, and whether it is another one than the report's.
    named: Vec<(usize, bool)>,
    /// Where the sentences and their parts end.
    ends: Vec<usize>,
}

impl ToldYears {
    /// The years that a text of a year's report names.
    pub(in crate::check) fn of(text: &str, own: u16) -> Self {
        let own = own.to_string();
        let (mut named, mut ends, mut begun) = (Vec::new(), Vec::new(), 0);
        for (at, sign) in text.match_indices(['年', '。', '；', ';', '\n']) {
            if sign != "年" {
                ends.push(at);
                begun = at + sign.len();
                continue;
            }
            let words = text.get(begun..at).unwrap_or_default();
            // A sentence that opens with 上年 often tells of what last year left for this one.
            let Some(before) = words.len().checked_sub(4) else { continue };
            let relative =
                ["上", "去", "往", "前", "次", "明"].iter().any(|word| words.ends_with(word));
            let digits = words.get(before..).unwrap_or_default();
            let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
            if relative || four {
                named.push((at + sign.len(), relative || digits != own));
            }
        }
        Self { named, ends }
    }

    /// Whether the last year named in the sentence before a place is not the report's.
    pub(in crate::check) fn is_of_another(&self, at: usize) -> bool {
        let before = self.named.partition_point(|(behind, _)| *behind <= at);
        let last = before.checked_sub(1).and_then(|last| self.named.get(last));
        let begun = self.ends.partition_point(|end| *end < at);
        let begun = begun.checked_sub(1).and_then(|last| self.ends.get(last)).copied();
        last.is_some_and(|(behind, another)| *another && begun.is_none_or(|end| end < *behind))
    }
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
        ] {
            let at = text.find("3人").unwrap();
            assert_eq!(ToldYears::of(text, 2022).is_of_another(at), expected, "{text}");
        }
    }
}
