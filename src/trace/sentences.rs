//! The sentences that reasons and uses stand in, whether anybody has written them or not: the report is laid out once more with
//! a sign behind each of them, and with the sign alone where there are no words yet.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::engine::{Block, BlockKind, Engine, blocks, guarded};
use crate::model::code::{FunctionCode, Functional};
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::model::reasons::{AccountReason, PerReason, ReasonOf, Reasons};
use crate::model::report::{Report, YearFile};
use crate::model::text::Text;
use crate::problem::Sources;
use crate::project::Prepared;
use crate::trace::pages::sentence;

/// A sentence that words of the office's stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sentence {
    /// The path of the field in the file of the year.
    pub field: String,
    /// What is printed before the words, from the sentence before them on where they only end one.
    pub before: String,
    /// What of the same paragraph stands before that.
    pub lead: String,
    /// What is printed behind the words, to the end of the sentence.
    pub after: String,
}

/// Words with a sign behind them, so that they are found on the pages.
struct Signed {
    /// The path of the field.
    field: String,
    /// The words, if any are written.
    words: String,
}

/// The sign of a field by its number.
static SIGN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("〔话([0-9]+)话〕").ok());

/// The sentences of a report that its reasons and uses stand in, each as it is printed first; none where it cannot be laid out.
pub(crate) fn sentences(prepared: &Prepared<'_>, engine: &mut Engine) -> Option<Vec<Sentence>> {
    let (reasons, signed) = signed(&prepared.report);
    let folder = prepared.folder_saying(reasons)?;
    let laid_out = guarded(|| engine.lay_out(&folder, &mut Sources::default())).ok()?;
    Some(found(&blocks(&laid_out), &signed))
}

/// The reasons of a report with their signs, and whose these are.
fn signed(report: &Report) -> (Reasons, Vec<Signed>) {
    let place = report.year.place;
    let mut all = Vec::new();
    let mut sign = |field: String, text: Option<&Text>| {
        let words = text.map(Text::joined).unwrap_or_default();
        let words = words.trim_end_matches(ENDS).to_owned();
        let signed = format!("{words}〔话{}话〕", all.len());
        all.push(Signed { field, words });
        Some(Text { paragraphs: vec![signed], place })
    };
    let written = &report.year.reasons;
    let sums: PerReason<Option<Text>> =
        PerReason::of(|sum: ReasonOf| sign(format!("reasons.{}", sum.key()), written.of(sum)));
    let accounts = codes(report).into_iter().map(|(fund, code)| {
        let own = written.accounts.iter();
        let own = own.clone().find(|own| own.fund == fund && own.code.value == code);
        let field = |key: &str| format!("reasons.accounts[{}/{}].{key}", code.as_str(), fund.key());
        let purpose = sign(field("use"), own.and_then(|own| own.purpose.as_ref()));
        let change = sign(field("change"), own.and_then(|own| own.change.as_ref()));
        let budget = sign(field("budget"), own.and_then(|own| own.budget.as_ref()));
        AccountReason { place, code: located(code, place), fund, purpose, change, budget }
    });
    let accounts = accounts.collect();
    (Reasons { sums, accounts }, all)
}

/// What may end words without being printed.
const ENDS: [char; 11] = ['。', '；', '，', '、', '：', '.', ';', ',', ':', ' ', '\u{3000}'];

/// A code of the report's own.
fn located(code: FunctionCode, place: Place) -> Located<FunctionCode> {
    Located::new(code, place)
}

/// Every code of a fiscal fund that a form may explain: those of what was spent, budgeted, spent last year or explained, and
/// those that they are part of.
fn codes(report: &Report) -> BTreeSet<(Fund, FunctionCode)> {
    let year = &report.year;
    let spent =
        year.expenditure.iter().map(|row| (row.fund, FunctionCode::Item(row.code.value.clone())));
    let budget = year.budget.iter().map(|row| (row.fund, row.code.value.clone()));
    let own = year.reasons.accounts.iter().map(|row| (row.fund, row.code.value.clone()));
    let last: Vec<(Fund, FunctionCode)> = match &report.last_year {
        None => Vec::new(),
        Some(YearFile::Report(last)) => {
            let rows = last.expenditure.iter();
            rows.map(|row| (row.fund, FunctionCode::Item(row.code.value.clone()))).collect()
        }
        Some(YearFile::Comparison(last)) => {
            last.expenditure.iter().map(|row| (row.fund, row.code.value.clone())).collect()
        }
    };
    let all = spent.chain(budget).chain(own).chain(last);
    let all = all.filter(|(fund, _)| fund.fiscal().is_some()).flat_map(|(fund, code)| {
        let above: Vec<FunctionCode> = Functional::from(&code).above().collect();
        above.into_iter().chain([code]).map(move |code| (fund, code))
    });
    all.collect()
}

/// The sentences in which signs are found.
fn found(blocks: &[Block], signed: &[Signed]) -> Vec<Sentence> {
    let mut met = BTreeSet::new();
    let mut found = Vec::new();
    for block in blocks {
        let signs = SIGN.iter().flat_map(|sign| sign.captures_iter(&block.text));
        for sign in signs {
            let Some(whole) = sign.get(0) else { continue };
            let number = sign.get(1).and_then(|number| number.as_str().parse::<usize>().ok());
            let Some((number, own)) = number.and_then(|n| Some((n, signed.get(n)?))) else {
                continue;
            };
            if met.insert(number) {
                let is_words = !matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Heading);
                found.push(around(&block.text, &whole.range(), own, is_words, signed));
            }
        }
    }
    found
}

/// The sentence around words and their sign; the whole of what is no running text.
fn around(
    text: &str,
    sign: &Range<usize>,
    own: &Signed,
    is_words: bool,
    all: &[Signed],
) -> Sentence {
    let begin = begin(text.get(..sign.start).unwrap_or_default(), &own.words);
    let words = begin..sign.end;
    let whole = if is_words { sentence(text, &words) } else { 0..text.len() };
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    // What only says that there is a reason says nothing without the sentence before.
    let is_bare = !part(whole.start..words.start).chars().any(|c| c.is_ascii_digit());
    let start = match whole.start.checked_sub('。'.len_utf8()) {
        Some(before) if is_words && is_bare && text.is_char_boundary(before) => {
            sentence(text, &(before..before)).start
        }
        Some(_) | None => whole.start,
    };
    Sentence {
        field: own.field.clone(),
        before: plain(part(start..words.start), all).trim_start().to_owned(),
        lead: plain(part(0..start), all),
        after: plain(part(words.end..whole.end), all).trim_end().to_owned(),
    }
}

/// Where some words begin that stand at the end of a text, but for what the form leaves out of their beginning.
fn begin(text: &str, words: &str) -> usize {
    let own: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let letters = text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric());
    let same = letters.zip(own.iter().rev()).take_while(|((_, c), own)| c == *own);
    let Some(((first, _), _)) = same.last() else { return text.len() };
    // Signs before their first letter are theirs as well.
    let lead: String = words.chars().take_while(|c| !c.is_alphanumeric()).collect();
    let before = text.get(..first).unwrap_or_default();
    before.strip_suffix(lead.as_str()).map_or(first, str::len)
}

/// A text without signs; words that are not written yet are dots.
fn plain(text: &str, all: &[Signed]) -> String {
    let Some(sign) = SIGN.as_ref() else { return text.to_owned() };
    let put = |sign: &regex::Captures<'_>| {
        let number = sign.get(1).and_then(|number| number.as_str().parse::<usize>().ok());
        let own = number.and_then(|number| all.get(number));
        let is_written = own.is_some_and(|own| !own.words.is_empty());
        if is_written { "" } else { "……" }
    };
    sign.replace_all(text, put).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentence around the words whose sign has a number, as it would be shown.
    fn shown(text: &str, number: usize, words: &[&str]) -> String {
        let signed = words.iter().enumerate().map(|(number, words)| Signed {
            field: number.to_string(),
            words: (*words).to_owned(),
        });
        let signed: Vec<Signed> = signed.collect();
        let block =
            Block { kind: BlockKind::Paragraph, text: text.to_owned(), page: 1, runs: Vec::new() };
        let found = found(&[block], &signed);
        let one = found.iter().find(|one| one.field == number.to_string()).unwrap();
        let lead = if one.lead.is_empty() { "" } else { "……" };
        format!("{lead}{}[]{}", one.before, one.after)
    }

    #[test]
    fn words_stand_in_their_sentence() {
        let text = "支出100元，用于发放工资〔话0话〕。决算数大于年初预算数的主要原因是〔话1话〕。较2021年增加5元，主要原因是人员增加〔话2话〕。";
        let words = ["发放工资", "", "人员增加"];
        assert_eq!(shown(text, 0, &words), "支出100元，用于[]。");
        assert_eq!(
            shown(text, 1, &words),
            "支出100元，用于发放工资。决算数大于年初预算数的主要原因是[]。"
        );
        assert_eq!(shown(text, 2, &words), "……较2021年增加5元，主要原因是[]。");
    }

    #[test]
    fn a_sentence_that_only_gives_the_reason_comes_with_the_one_before() {
        let text = "甲。与2021年相比，增加5元。主要原因是〔话0话〕。";
        assert_eq!(shown(text, 0, &[""]), "……与2021年相比，增加5元。主要原因是[]。");
        assert_eq!(shown("主要原因是〔话0话〕。", 0, &[""]), "主要原因是[]。");
    }

    #[test]
    fn words_of_several_sentences_are_all_theirs() {
        let text = "增加5元，主要原因是：一是人员增加。二是物价上涨〔话0话〕。又一句。";
        assert_eq!(shown(text, 0, &["一是人员增加。二是物价上涨"]), "增加5元，主要原因是：[]。");
        // What is left out at their beginning, and signs that are theirs.
        assert_eq!(
            shown("增加5元，原因是人员增加〔话0话〕。", 0, &["因人员增加"]),
            "增加5元，原因是[]。"
        );
        let text = "增加5元，主要原因是“一件事”要办〔话0话〕。";
        assert_eq!(shown(text, 0, &["“一件事”要办"]), "增加5元，主要原因是[]。");
    }

    #[test]
    fn other_words_that_are_not_written_are_dots() {
        let text = "用于〔话0话〕，因为〔话1话〕，共2元。";
        assert_eq!(shown(text, 1, &["", ""]), "用于……，因为[]，共2元。");
    }
}
