//! 文字中的数

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::evidence::Evidence;
use crate::check::quantities::quantity::{Kind, quantities};
use crate::check::reasoned::{About, Says, reasoned};
use crate::check::verdict::Verdict;
use crate::check::words::passage::Passage;
use crate::check::words::pattern::Pattern;
use crate::check::words::traits::Traits;
use crate::figures::ledger::Under;
use crate::model::amount::Money;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::model::resources::VehicleKind;
use crate::model::three_public::ThreePublic;
use crate::problem::Problem;

/// R0812 hint：“三公”的文字里的辆数、团组、批次，原因里的结转，与报告一致
///
/// [three-public]、[assets] 和“三公”的原因里写的：开头的“7辆公务用车”是公务用车保有量，“更新执法用车1辆”是购置辆数，“1个团组3人”是团组、人次，“批次由21批次减到19批次”的后一个数是接待批次，“特种专业技术用车6辆”是资产里的辆数；各科目、各资金的原因里“使用上年结转64万元”不多于年初结转和结余，“8.4万元结转下年”不多于年末结转和结余。说的是上年的不算；“新增1个团组”只看有没有多于总数。
///
/// 为什么：这些数就印在同一段话旁边，车、团组的个数每年都变，话却常照抄上年的（勾稽 9、10、18；常见差错 12）。
///
/// 例：用途写“8辆公务用车的燃料费”，vehicle-operation 的 vehicles 是 7。
///
/// 怎么办：核对数据和文字，改正其中一个。
pub(super) fn things_in_text(evidence: &Evidence<'_>) -> Verdict {
    let three = &evidence.year().three_public;
    let mut findings = Vec::new();
    for passage in evidence.passages_with(Traits::DIGIT) {
        let text = &passage.text;
        let found = match () {
            () if passage.is_in("three-public.vehicle-operation") => kept(text, three),
            () if passage.is_in("three-public.vehicle-purchase") => bought(text, three),
            () if passage.is_in("three-public.abroad") => abroad(text, three),
            () if passage.is_in("three-public.reception") => received(text, three),
            () if passage.is_in("assets") => of_kinds(evidence, text),
            () if passage.is_in("reasons") && passage.key().starts_with("three-public") => {
                [bought(text, three), abroad(text, three)].concat()
            }
            () => continue,
        };
        findings.extend(found.into_iter().map(|off| off.finding(passage)));
    }
    findings.extend(carried(evidence));
    Ok(findings)
}

/// A number of a text that is none of the report's.
#[derive(Debug, Clone)]
struct Off {
    /// Where it stands.
    range: Range<usize>,
    /// What the report has, with its unit.
    held: String,
    /// Where that comes from.
    source: Place,
}

impl Off {
    /// The finding.
    fn finding(self, passage: &Passage<'_>) -> Problem {
        let Self { range, held, source } = self;
        let words = passage.text.get(range.clone()).unwrap_or_default();
        Problem::finding(format!("文字写“{words}”，报告中{held}"))
            .at(passage.place(range), format!("报告中{held}"))
            .at(source, held)
            .help("请核对数据和文字，改正其中一个")
    }
}

/// Whether the clause before a place tells of another year.
fn is_of_last_year(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    ["上年", "去年", "原", "以前", "计划", "下年"].iter().any(|word| clause.contains(word))
}

/// The numbers that a pattern finds, each held against what the report has; with `growth` only those that are more.
fn held_against(
    text: &str,
    pattern: &Pattern,
    held: Located<u32>,
    (name, unit): (&str, &str),
) -> Vec<Off> {
    let found = pattern.groups(text).filter_map(|groups| {
        let (whole, number) = (groups.get(0)?, groups.get(1)?);
        let value: u32 = number.as_str().parse().ok()?;
        let grown = ["新增", "增加", "减少", "增派"];
        let left = text.get(..number.start())?;
        let grew = grown.iter().any(|word| left.ends_with(word) || whole.as_str().contains(word));
        let fine = if grew { value <= held.value } else { value == held.value };
        let told = fine || is_of_last_year(text, number.start());
        (!told).then(|| Off {
            range: number.start()..whole.end(),
            held: format!("{name}是 {}{unit}", held.value),
            source: held.place,
        })
    });
    found.collect()
}

/// The vehicles that are kept, where a text begins with them.
fn kept(text: &str, three: &ThreePublic) -> Vec<Off> {
    static KEPT: Pattern = Pattern::new(
        "(?:^|(?:现有|保有|共有)(?:公务用车)?)([0-9]{1,4})辆(?:公务用车|公务车|执法车|执法用车)",
    );
    held_against(text, &KEPT, three.vehicles_kept, ("公务用车保有量", "辆"))
}

/// The vehicles that were bought.
fn bought(text: &str, three: &ThreePublic) -> Vec<Off> {
    static BOUGHT: Pattern =
        Pattern::new("(?:更新|购置|购买|新购|采购)(?:了)?[^，。；、0-9\n]{0,16}?([0-9]{1,4})辆");
    held_against(text, &BOUGHT, three.vehicles_bought, ("购置车辆", "辆"))
}

/// The groups that went abroad and their persons.
fn abroad(text: &str, three: &ThreePublic) -> Vec<Off> {
    static GROUPS: Pattern = Pattern::new("([0-9]{1,4})个(?:出国（境）|因公出国（境）)?团组");
    static PERSONS: Pattern = Pattern::new(
        "(?:团组[、，]?(?:共|计)?|出国（境）(?:共)?)([0-9]{1,4})(?:人次|批次|人|名|户)",
    );
    let mut found = held_against(text, &GROUPS, three.groups, ("出国（境）团组", "个"));
    found.extend(held_against(text, &PERSONS, three.persons, ("出国（境）", "人次")));
    let wrong = PERSONS.groups(text).filter_map(|groups| {
        let (whole, number) = (groups.get(0)?, groups.get(1)?);
        let unit = whole.as_str().ends_with("批次") || whole.as_str().ends_with('户');
        unit.then(|| Off {
            range: number.start()..whole.end(),
            held: format!("出国（境）是 {}人次", three.persons.value),
            source: three.persons.place,
        })
    });
    found.extend(wrong);
    found.sort_by_key(|off| off.range.start);
    found.dedup_by_key(|off| off.range.start);
    found
}

/// To how many visits the numbers of batches and persons came.
fn received(text: &str, three: &ThreePublic) -> Vec<Off> {
    static CAME: Pattern = Pattern::new(concat!(
        "(?:由|从)[^，。；0-9\n]{0,6}([0-9]+)(批次|人次)(?:减少?|降低?|下降|增加?|上升|提高)(?:到|至|为)",
        "([0-9]+)(批次|人次)",
    ));
    // Of no batches at all there are no persons, so that these did not stay as many as batches that fell.
    static LEVEL: Pattern = Pattern::new(
        "批次[^。；\n]{0,16}减少[^。；\n]{0,20}(人次[^，。；\n]{0,8}(?:持平|相同|无变化))",
    );
    let (domestic, overseas) = (&three.domestic, &three.overseas);
    if domestic.batches.value == 0
        && let Some(level) = LEVEL.groups(text).next().and_then(|groups| groups.get(1))
    {
        return vec![Off {
            range: level.range(),
            held: "批次减到 0，人次不会与上年持平".to_owned(),
            source: domestic.batches.place,
        }];
    }
    let found = CAME.groups(text).filter_map(|groups| {
        let [before, number, unit] = [2, 3, 4].map(|number| groups.get(number));
        let (before, number, unit) = (before?.as_str(), number?, unit?);
        let value: u32 = number.as_str().parse().ok()?;
        let (own, other) = match before {
            "批次" => (domestic.batches, overseas.batches),
            _ => (domestic.persons, overseas.persons),
        };
        let all = own.value.saturating_add(other.value);
        let fine = before == unit.as_str() && (value == own.value || value == all);
        (!fine).then(|| Off {
            range: number.start()..unit.end(),
            held: format!("公务接待是 {}{before}", own.value),
            source: own.place,
        })
    });
    found.collect()
}

/// The vehicles of the kinds that a text names.
fn of_kinds(evidence: &Evidence<'_>, text: &str) -> Vec<Off> {
    static BEFORE: Pattern = Pattern::new("([0-9]{1,4})辆([^0-9，。；、（\n]{2,12}用车)");
    static AFTER: Pattern =
        Pattern::new("([^0-9，。；、（\n]{2,14}用车)(?:共|为|有)?([0-9]{1,4})辆");
    let vehicles = evidence.year().assets.vehicles;
    let mut found = Vec::new();
    let mut look = |words: &str, number: &str, range: Range<usize>| {
        let kind = VehicleKind::ALL.into_iter().find(|kind| words.ends_with(kind.term()));
        let (Some(kind), Ok(value)) = (kind, number.parse::<u32>()) else { return };
        let held = vehicles.value[kind];
        if held != value {
            let held = format!("{}是 {held} 辆", kind.term());
            found.push(Off { range, held, source: vehicles.place });
        }
    };
    for groups in BEFORE.groups(text) {
        let (Some(whole), Some(number), Some(words)) =
            (groups.get(0), groups.get(1), groups.get(2))
        else {
            continue;
        };
        look(words.as_str(), number.as_str(), whole.range());
    }
    for groups in AFTER.groups(text) {
        let (Some(whole), Some(words), Some(number)) =
            (groups.get(0), groups.get(1), groups.get(2))
        else {
            continue;
        };
        look(words.as_str(), number.as_str(), whole.range());
    }
    found
}

/// What reasons say was carried over into the year or out of it, and is more than there was.
fn carried(evidence: &Evidence<'_>) -> Vec<Problem> {
    static CAME: Pattern = Pattern::new(concat!(
        "(?:使用|动用)了?(?:上年|上年度|以前年度|往年|年初)的?(?:结转和结余|结转|结余)(?:的)?[^，。；0-9\n]{0,10}?",
        r"([0-9][0-9,]*(?:\.[0-9]+)?(?:亿元|万元|元))",
    ));
    static LEFT: Pattern = Pattern::new(concat!(
        r"([0-9][0-9,]*(?:\.[0-9]+)?(?:亿元|万元|元))(?:资金|经费)?",
        "(?:结转|转入)(?:到|至)?(?:下年|下一年|次年|明年)",
    ));
    let ledger = evidence.ledger();
    let mut findings = Vec::new();
    let carried = |text: &str| CAME.is_in(text) || LEFT.is_in(text);
    let told = reasoned(evidence).into_iter().filter(|entry| entry.says != Says::Purpose);
    for entry in told.filter(|entry| carried(&entry.passage.text)) {
        let (funds, code) = match entry.about {
            About::Account(fund, code) => (vec![fund], Some(code)),
            About::Fund(fund) => (vec![fund], None),
            About::Total => (Fund::ALL.to_vec(), None),
            About::ThreePublic | About::Expense(_) | About::OperatingExpense => continue,
        };
        // An opening balance that is written without a code may be of any of them.
        let sum = |amounts: Vec<Located<Money>>| -> Money {
            amounts.into_iter().map(|amount| amount.value).sum()
        };
        let of_all = sum(ledger.opening(&funds, Under::All));
        let opening = match code {
            Some(code) => sum(ledger.opening(&funds, Under::code(code))),
            None => of_all,
        };
        let uncoded = opening.is_zero() && !of_all.is_zero();
        let left = ledger.left(&funds, code.map_or(Under::All, Under::code));
        let left = if uncoded { ledger.left(&funds, Under::All) } else { left };
        let opening = if uncoded { of_all } else { opening };
        for (pattern, name, held) in
            [(&CAME, "年初结转和结余", opening), (&LEFT, "年末结转和结余", left)]
        {
            for groups in pattern.groups(&entry.passage.text) {
                let Some(figure) = groups.get(1) else { continue };
                let read = quantities(figure.as_str()).into_iter().next();
                let Some(read) = read.filter(|read| read.kind == Kind::Money) else { continue };
                let half = read.step / Decimal::TWO;
                // Income that is not told by code leaves nothing to hold it against.
                let unknown = held.is_negative();
                if unknown || read.value <= held.decimal().saturating_add(half) {
                    continue;
                }
                let said = format!("{name}只有 {held} 元");
                let words = figure.as_str();
                findings.push(
                    Problem::finding(format!("{}的原因写“{words}”，{said}", entry.name))
                        .at(entry.passage.place(figure.range()), said)
                        .help("请核对结转的数和 [carry-over]"),
                );
            }
        }
    }
    findings
}
