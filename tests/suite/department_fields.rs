//! Departments made of numbers: every fact of a department against a sum of its units' facts that is made here.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rust_decimal::Decimal;
use serde_json::Value;

use juesuan::catalog::Catalog;
use juesuan::facts::{Setting, facts};
use juesuan::figures::consolidation::consolidate;
use juesuan::figures::consolidation::gaps::{Missing, gaps};
use juesuan::figures::consolidation::repeated::repeated;
use juesuan::figures::expenditure::form_classes;
use juesuan::figures::figures;
use juesuan::files::Files;
use juesuan::layout::FontRoles;
use juesuan::model::amount::Money;
use juesuan::model::code::ClassCode;
use juesuan::model::form::{Form, Precision, Unit};
use juesuan::model::fund::Fund;
use juesuan::model::report::{Report, YearFile, YearReport};
use juesuan::model::unit::Nature;

use crate::made::{
    Made, Numbers, YEAR, at, comparison, department, report, without_payments, year,
};
use crate::support::cases;

/// How a department and its units have last year's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Full reports, with payments between the units.
    Reports,
    /// Comparisons of the units; the department has none.
    Comparisons,
    /// Some of each.
    Mixed,
    /// What the department published, and whatever of the units.
    Published,
}

/// A department with what it is made of.
struct Case {
    /// How it has last year's figures.
    last: Last,
    /// The department, not added up.
    whole: Report,
    /// The parts as they count, the department's own first.
    parts: Vec<Report>,
}

/// A department of one to four units.
fn case(first: u64) -> Case {
    let numbers = &mut Numbers(first);
    let last = [Last::Reports, Last::Comparisons, Last::Mixed, Last::Published];
    let last = last[numbers.below(4) as usize];
    let folders = ["department", "office", "school", "library", "museum"];
    let count = 2 + numbers.below(4) as usize;
    let mut made = Vec::new();
    for (number, folder) in folders.into_iter().take(count).enumerate() {
        let this = year(numbers, folder, YEAR);
        let Made { written, counted, outside } = year(numbers, folder, YEAR - 1);
        let full = |year: YearReport| YearFile::Report(Box::new(year));
        let compared = YearFile::Comparison(Box::new(comparison(numbers)));
        let unpaid = full(without_payments(counted.clone()));
        let files = match (last, number) {
            (Last::Reports, _) => Some((full(written), full(counted))),
            (Last::Comparisons, 0) => None,
            (Last::Comparisons, _) | (Last::Published, 0) => Some((compared.clone(), compared)),
            (Last::Mixed, 1..) if numbers.flip() => Some((compared.clone(), compared)),
            (Last::Mixed | Last::Published, _) => Some((unpaid.clone(), unpaid)),
        };
        made.push((folder, this, files, outside));
    }
    let this_outside =
        made.iter().flat_map(|(_, this, ..)| this.outside.clone()).collect::<Vec<_>>();
    let last_outside = made.iter().flat_map(|(.., outside)| outside.clone()).collect::<Vec<_>>();
    let mut written = Vec::new();
    let mut parts = Vec::new();
    for (folder, this, files, _) in made {
        let (before, counted_before) = files.unzip();
        let unit = report(numbers, folder, this.written, before);
        let counted = Report { year: this.counted, last_year: counted_before, ..unit.clone() };
        written.push(unit);
        parts.push(counted);
    }
    let members = written.split_off(1);
    let mut own = written.remove(0);
    own.year.outside = this_outside;
    if let (Last::Reports, Some(YearFile::Report(before))) = (last, &mut own.last_year) {
        before.outside = last_outside;
    }
    Case { last, whole: department(own, members), parts }
}

/// The facts of a report.
fn facts_of(report: &Report, catalog: &Catalog) -> Value {
    // Printed to the 分, so that every fact of a comparison is exact.
    let precision = Precision { unit: Unit::Yuan, digits: 2 };
    let figures = figures(report, catalog, Form { precision, account_changes: true });
    let classes: Vec<ClassCode> = ["205", "208", "221", "223", "229"]
        .iter()
        .filter_map(|code| ClassCode::parse(code))
        .collect();
    let names = catalog.names(report.year.year, &report.names);
    let form = form_classes(&classes, &figures.classes, names);
    let fonts = FontRoles::default();
    let setting = Setting { fonts: &fonts, form_classes: &form, draft: false, precision };
    serde_json::to_value(facts(report, &figures, &setting)).unwrap()
}

/// A fact of a department and the same of its parts.
struct Compared<'c> {
    /// How last year's figures are had.
    last: Last,
    /// Whether each part has operating expense of agencies.
    operating: &'c [bool],
}

/// What a part has at a place; nothing where it has no such row.
type Parts<'v> = Vec<Option<&'v Value>>;

/// The facts that are the department's own whatever its units say.
const OWN: [&str; 16] = [
    "format",
    "layout",
    "fonts",
    "year",
    "prior-year",
    "corrected",
    "draft",
    "edition",
    "tails",
    "published",
    "attachments",
    "reasons",
    "performance",
    "evaluations",
    "date",
    "new",
];
/// Words, which are the department's own.
const WORDS: [&str; 6] = ["use", "reason", "other-use", "change-reason", "budget-reason", "kind"];
/// What a row is, which is the same in all parts that have it.
const NAMES: [&str; 8] = ["code", "name", "level", "group", "class", "section", "item", "year"];
/// Rates, which are reckoned from the department's own amounts.
const RATES: [&str; 4] = ["share", "rate", "small-and-medium-share", "small-and-micro-share"];

impl Compared<'_> {
    /// Compares facts of any shape.
    fn walk(&self, path: &str, whole: &Value, parts: &Parts<'_>) -> TestCaseResult {
        let key = path.rsplit('.').next().unwrap_or_default();
        let present: Vec<&Value> = parts.iter().filter_map(|part| *part).collect();
        match whole {
            _ if RATES.contains(&key) || path == ".shares" => {}
            _ if OWN.contains(&key) || WORDS.contains(&key) => {
                if let Some(own) = parts[0] {
                    prop_assert_eq!(whole, own, "{}", path);
                }
            }
            _ if NAMES.contains(&key) => prop_assert!(present.contains(&whole), "{}", path),
            _ if key == "change" || path.starts_with(".changes.") => {
                self.change(path, whole, parts)?
            }
            Value::Object(fields) if fields.contains_key("budget") => {
                self.attainment(path, whole, parts)?
            }
            Value::Object(fields) => {
                for part in &present {
                    for key in part.as_object().unwrap().keys() {
                        prop_assert!(fields.contains_key(key), "{path} lacks {key}");
                    }
                }
                for (key, value) in fields {
                    let parts = parts.iter().map(|part| part.and_then(|part| part.get(key)));
                    self.walk(&format!("{path}.{key}"), value, &parts.collect())?;
                }
            }
            Value::Array(rows) => self.rows(path, rows, parts)?,
            Value::Bool(whole) => {
                let said: Vec<bool> = present.iter().map(|part| part.as_bool().unwrap()).collect();
                let wanted = match key {
                    "empty" | "awards-known" => said.iter().all(|said| *said),
                    "applies" | "adjusted" => said.iter().any(|said| *said),
                    _ => return Err(TestCaseError::fail(format!("{path} is new"))),
                };
                prop_assert_eq!(*whole, wanted, "{}", path);
            }
            Value::Null => prop_assert!(present.iter().all(|part| part.is_null()), "{}", path),
            Value::String(_) | Value::Number(_) => {
                prop_assert_eq!(amount(whole), sum(present.into_iter()), "{}", path);
            }
        }
        Ok(())
    }

    /// Compares rows by their codes or years.
    fn rows(&self, path: &str, rows: &[Value], parts: &Parts<'_>) -> TestCaseResult {
        let name = |row: &Value| row.get("code").or(row.get("year")).map(Value::to_string);
        let all = |rows: &Value| rows.as_array().unwrap().clone();
        for row in parts.iter().flatten().flat_map(|rows| all(rows)) {
            let known = rows.iter().any(|other| name(other) == name(&row));
            prop_assert!(known, "{path} lacks {:?}", name(&row));
        }
        for row in rows {
            let of = |rows: &'_ Value| {
                let rows = rows.as_array().unwrap();
                rows.iter().position(|other| name(other) == name(row))
            };
            let parts = parts.iter().map(|part| {
                let rows = (*part)?;
                rows.get(of(rows)?)
            });
            self.walk(&format!("{path}.{}", name(row).unwrap()), row, &parts.collect())?;
        }
        Ok(())
    }

    /// Compares a comparison with last year.
    fn change(&self, path: &str, whole: &Value, parts: &Parts<'_>) -> TestCaseResult {
        let operating = path.starts_with(".operating-expense");
        let counts = |number: usize| !operating || self.operating[number];
        let parts: Vec<(usize, &Value)> = parts
            .iter()
            .enumerate()
            .filter_map(|(number, part)| Some((number, (*part)?)))
            .collect();
        let parts: Vec<(usize, &Value)> =
            parts.into_iter().filter(|(number, _)| counts(*number)).collect();
        let own_has_none = self.last == Last::Comparisons;
        let of_last_year = |number: usize| match self.last {
            Last::Published => number == 0,
            Last::Comparisons => number > 0,
            Last::Reports | Last::Mixed => true,
        };
        let prior: Vec<&Value> = parts
            .iter()
            .filter(|(number, _)| of_last_year(*number))
            .map(|(_, part)| *part)
            .collect();
        if prior.iter().any(|part| part.is_null()) {
            prop_assert!(whole.is_null(), "{path} is known only of some");
            return Ok(());
        }
        prop_assert!(!whole.is_null() || prior.is_empty(), "{path} is not known");
        if whole.is_null() {
            return Ok(());
        }
        // What an institution's department published of its units' expense is in none of its own facts.
        if operating && self.last == Last::Published && !self.operating[0] {
            return Ok(());
        }
        let get = |change: &Value, key: &str| amount(&change[key]);
        // The department's own comparison is not made where it has nothing to compare with.
        if !(own_has_none || parts.iter().any(|(_, part)| part.is_null())) {
            let current: Decimal = parts.iter().map(|(_, part)| get(part, "current")).sum();
            prop_assert_eq!(get(whole, "current"), current, "{} current", path);
        }
        let then: Decimal = prior.iter().map(|part| get(part, "prior")).sum();
        prop_assert_eq!(get(whole, "prior"), then, "{} prior", path);
        let difference = get(whole, "current") - then;
        prop_assert_eq!(get(whole, "difference"), difference, "{}", path);
        prop_assert_eq!(get(whole, "size"), difference.abs(), "{}", path);
        let rate = rate(difference.abs(), then).filter(|_| get(whole, "current") >= Decimal::ZERO);
        prop_assert_eq!(number(&whole["rate"]), rate, "{} rate", path);
        Ok(())
    }

    /// Compares a comparison with the budget.
    fn attainment(&self, path: &str, whole: &Value, parts: &Parts<'_>) -> TestCaseResult {
        let add = |key: &str| -> Decimal {
            parts
                .iter()
                .flatten()
                .filter(|part| !part.is_null())
                .map(|part| amount(&part[key]))
                .sum()
        };
        let (budget, spent) = (amount(&whole["budget"]), amount(&whole["final"]));
        prop_assert_eq!(budget, add("budget"), "{} budget", path);
        prop_assert_eq!(spent, add("final"), "{} final", path);
        prop_assert_eq!(amount(&whole["difference"]), spent - budget, "{}", path);
        prop_assert_eq!(amount(&whole["size"]), (spent - budget).abs(), "{}", path);
        prop_assert_eq!(number(&whole["rate"]), rate(spent, budget), "{} rate", path);
        Ok(())
    }
}

/// A number that a fact states as text or as a count.
fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => Some(text.parse().unwrap()),
        Value::Number(number) => Some(number.as_u64().unwrap().into()),
        _ => None,
    }
}

/// A number that must be there.
fn amount(value: &Value) -> Decimal {
    number(value).unwrap_or_else(|| panic!("{value} is no number"))
}

/// The sum of the numbers of all parts that have one.
fn sum<'v>(values: impl Iterator<Item = &'v Value>) -> Decimal {
    values.filter_map(number).sum()
}

/// A part of a whole in per cent.
fn rate(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole <= Decimal::ZERO || part < Decimal::ZERO {
        return None;
    }
    Some((part * Decimal::ONE_HUNDRED / whole).normalize())
}

/// Compares the rates of a department that are shares with what its own amounts make of them.
fn shares(facts: &Value) -> TestCaseResult {
    let of = |rate_of: &Value, part: &Value, whole: &Value, what: &str| -> TestCaseResult {
        prop_assert_eq!(number(rate_of), rate(amount(part), amount(whole)), "{}", what);
        Ok(())
    };
    for (side, total) in
        [("income", &facts["income"]["total"]), ("expenditure", &facts["expenditure"]["total"])]
    {
        for (key, share) in facts["shares"][side].as_object().unwrap() {
            of(share, &total[key.as_str()], &total["total"], key)?;
        }
    }
    let general = &facts["general"]["total"]["total"];
    of(&facts["shares"]["general"], general, &facts["expenditure"]["total"]["total"], "general")?;
    for account in facts["accounts"].as_array().unwrap() {
        of(&account["share"], &account["amount"], general, "account")?;
    }
    let all = &facts["three-public"]["total"]["final"];
    for key in ["abroad", "vehicles", "vehicle-purchase", "vehicle-operation", "reception"] {
        let item = &facts["three-public"][key];
        of(&item["share"], &item["final"], all, key)?;
    }
    let bought = &facts["procurement"];
    of(
        &bought["small-and-medium-share"],
        &bought["small-and-medium"],
        &bought["total"],
        "small-and-medium",
    )?;
    of(
        &bought["small-and-micro-share"],
        &bought["small-and-micro"],
        &bought["total"],
        "small-and-micro",
    )
}

/// The facts of a department that are neither sums nor its own: who it is and whom it lists.
fn strip(facts: &mut Value, units: &[&str]) {
    let listed = facts["profile"]["units"].take();
    let listed: Vec<&str> =
        listed.as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
    assert_eq!(listed, units, "the units are listed in their order");
    for key in ["unit", "profile", "new"] {
        facts.as_object_mut().unwrap().remove(key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(25, 2000), failure_persistence: None, ..ProptestConfig::default() })]

    /// Checks that every fact of a department is the sum of its parts' or its own, and that nothing is taken for a
    /// repetition.
    #[test]
    fn every_fact_of_a_department_is_a_sum(first in any::<u64>()) {
        let catalog = Catalog::load(&Files::on(Path::new("/nowhere"))).unwrap();
        let Case { last, whole, parts } = case(first);
        let names: Vec<String> = whole.members.iter().map(|m| m.report.unit.name.value.clone()).collect();
        let profile = whole.year.profile.clone();
        let (whole, problems) = consolidate(whole);
        let unbalanced = |id| matches!(id, "prior-transfers");
        prop_assert!(problems.iter().all(|problem| unbalanced(problem.id)), "{:?}", problems);
        prop_assert_eq!(repeated(&whole), vec![]);
        prop_assert_eq!(gaps(&whole), vec![]);
        prop_assert_eq!(&whole.year.profile.duties, &profile.duties);
        let mut all = facts_of(&whole, &catalog);
        let mut of_parts: Vec<Value> = parts.iter().map(|part| facts_of(part, &catalog)).collect();
        strip(&mut all, &names.iter().map(String::as_str).collect::<Vec<_>>());
        for part in &mut of_parts {
            strip(part, &[]);
        }
        // A published comparison is not added to; that of three-public expense by year is tested by `change`.
        if last != Last::Reports {
            for facts in of_parts.iter_mut().chain([&mut all]) {
                facts["three-public"].as_object_mut().unwrap().remove("years");
            }
        }
        if last == Last::Published {
            only_this_year(&mut of_parts[1..]);
        }
        let operating: Vec<bool> =
            parts.iter().map(|part| part.unit.nature.has_operating_expense()).collect();
        let compared = Compared { last, operating: &operating };
        compared.walk("", &all, &of_parts.iter().map(Some).collect())?;
        shares(&all)?;
    }

    /// Checks that a department whose own file repeats its units' figures, all or those of one, is told so.
    #[test]
    fn repeated_figures_are_told(first in any::<u64>(), which in 0..6_usize) {
        let Case { mut whole, .. } = case(first);
        let units = whole.members.len();
        let members_only = Report { year: blank(&whole.year), ..whole.clone() };
        let members = members_only.members.clone();
        let (summed, _) = consolidate(members_only.clone());
        // A sum to which one unit alone adds is that unit's as well.
        let table = |year: &YearReport| match which {
            2 => Some(format!("{:?}", year.procurement)),
            3 => Some(format!("{:?}", year.economic)),
            4 => Some(format!("{:?}", year.budget)),
            _ => None,
        };
        let all = table(&summed.year);
        let adds_alone = |unit: &str| {
            let own = members.iter().filter(|member| member.report.unit.folder == unit).cloned();
            let (own, _) = consolidate(Report { members: own.collect(), ..members_only.clone() });
            all.is_some() && table(&own.year) == all
        };
        let (year, of) = match which {
            0 => (summed.year, None),
            1 => (YearReport { income: Vec::new(), economic: Vec::new(), ..summed.year }, None),
            2 => (YearReport { procurement: summed.year.procurement, ..whole.year.clone() }, None),
            3 => (YearReport { economic: summed.year.economic, ..whole.year.clone() }, None),
            4 => (YearReport { budget: summed.year.budget, ..whole.year.clone() }, None),
            _ => {
                let unit = &whole.members[first as usize % units].report;
                (unit.year.clone(), Some(unit.unit.folder.clone()))
            }
        };
        whole.year = year;
        let found = repeated(&whole);
        prop_assert!(!found.is_empty(), "{which}");
        let is_told = |unit: &Option<String>| {
            *unit == of || units == 1 || unit.as_deref().is_some_and(&adds_alone)
        };
        prop_assert!(found.iter().any(|found| is_told(&found.unit)), "{:?}", found);
    }

    /// Checks what a department's report says where some of its units leave something out.
    #[test]
    fn a_sum_that_lacks_a_unit_is_not_made(first in any::<u64>(), silent in vec(any::<u8>(), 5)) {
        let catalog = Catalog::load(&Files::on(Path::new("/nowhere"))).unwrap();
        let Case { mut whole, .. } = case(first);
        let mut years: Vec<&mut YearReport> = vec![&mut whole.year];
        years.extend(whole.members.iter_mut().map(|member| &mut member.report.year));
        let mut lack: Vec<(Missing, usize)> = Vec::new();
        let (mut awards, mut reserved, mut bought) = (0, Some(Decimal::ZERO), 0);
        let count = years.len();
        for (number, year) in years.into_iter().enumerate() {
            let bits = silent[number];
            if bits & 1 == 1 {
                year.procurement.reserved = None;
                lack.push((Missing::Reserved, number));
            }
            if bits & 2 == 2 {
                year.procurement.awards_written = false;
            }
            if bits & 4 == 4 {
                year.budget.retain(|row| row.fund != Fund::General);
                lack.push((Missing::Budget(Fund::General), number));
            }
            if bits & 8 == 8 {
                year.assets.written = false;
                lack.push((Missing::Assets, number));
            }
            // One that buys nothing need not say what it reserved or granted.
            if bits & 16 == 16 {
                for amount in [&mut year.procurement.goods, &mut year.procurement.works, &mut year.procurement.services] {
                    amount.value = Money::ZERO;
                }
                lack.retain(|(what, other)| !(*what == Missing::Reserved && *other == number));
            } else {
                bought += 1;
                awards += usize::from(bits & 2 == 0);
            }
            match year.procurement.reserved {
                Some(own) => reserved = reserved.map(|sum| sum + own.small_and_medium.value.decimal()),
                None if bits & 16 == 0 => reserved = None,
                None => {}
            }
        }
        let all_silent = |bit: u8| silent.iter().take(count).all(|bits| bits & bit == bit);
        for (what, bit) in [(Missing::Reserved, 1), (Missing::Budget(Fund::General), 4), (Missing::Assets, 8)] {
            if all_silent(bit) {
                lack.retain(|(other, _)| *other != what);
            }
        }
        let folders: Vec<String> = std::iter::once(whole.unit.folder.clone())
            .chain(whole.members.iter().map(|member| member.report.unit.folder.clone()))
            .collect();
        let (whole, _) = consolidate(whole);
        let found: Vec<(Missing, String)> = gaps(&whole)
            .into_iter()
            .flat_map(|gap| gap.units.into_iter().map(move |unit| (gap.what, unit.folder)))
            .collect();
        let wanted: Vec<(Missing, String)> =
            lack.iter().map(|(what, number)| (*what, folders[*number].clone())).collect();
        for one in &wanted {
            prop_assert!(found.contains(one), "{one:?} is not told");
        }
        prop_assert_eq!(found.len(), wanted.len(), "{:?}", found);
        let facts = facts_of(&whole, &catalog);
        let printed = &facts["procurement"]["reserved"];
        if all_silent(1) {
            prop_assert!(printed.is_null());
        } else {
            prop_assert_eq!(number(&printed["small-and-medium"]), reserved);
        }
        prop_assert_eq!(&facts["procurement"]["awards-known"], awards == bought);
        let partly = lack.iter().any(|(what, _)| *what == Missing::Budget(Fund::General));
        prop_assert_eq!(facts["attainments"]["general"].is_null(), partly || all_silent(4));
        prop_assert!(!facts["attainments"]["government-fund"].is_null());
    }
}

/// A year without any figures.
fn blank(year: &YearReport) -> YearReport {
    let mut blank = year.clone();
    blank.income.clear();
    blank.expenditure.clear();
    blank.economic.clear();
    blank.budget.clear();
    blank.carry_over.opening.clear();
    blank.carry_over.surplus_used = at(Money::ZERO);
    blank.carry_over.distribution = at(Money::ZERO);
    blank.operating_expense = Some(at(Money::ZERO));
    blank.procurement.reserved = None;
    let bought = &mut blank.procurement;
    for amount in [
        &mut bought.goods,
        &mut bought.works,
        &mut bought.services,
        &mut bought.small_and_medium,
        &mut bought.small_and_micro,
    ] {
        amount.value = Money::ZERO;
    }
    blank
}

/// Takes out the rows of units that stand only for their own last year's expenditure, which does not count.
fn only_this_year(parts: &mut [Value]) {
    let spent = |row: &Value| {
        amount(&row["amount"]) != Decimal::ZERO
            || row["attainment"].get("budget").is_some_and(|budget| amount(budget) != Decimal::ZERO)
    };
    for facts in parts.iter_mut() {
        facts["accounts"].as_array_mut().unwrap().retain(spent);
        for (_, items) in facts["fund-items"].as_object_mut().unwrap() {
            items.as_array_mut().unwrap().retain(spent);
        }
    }
}

/// Checks that an institution's department with administrative units does not lose what it wrote itself without a word.
#[test]
fn natures_decide_about_operating_expense() {
    let Case { mut whole, .. } = case(1);
    whole.unit.nature = Nature::Institution;
    for member in &mut whole.members {
        member.report.unit.nature = Nature::Administrative;
    }
    let wanted: Decimal = whole
        .members
        .iter()
        .filter_map(|member| member.report.year.operating_expense)
        .map(|amount| amount.value.decimal())
        .sum();
    let (whole, _) = consolidate(whole);
    assert_eq!(whole.year.operating_expense.unwrap().value.decimal(), wanted);
}
