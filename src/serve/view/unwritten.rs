//! What was typed and is not written: where it is seen, and all of it as a list, so that what has no field any more is seen as well.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::exchange::fill::{Slot, rows_of};
use crate::fields::path::described;
use crate::serve::office::Office;
use crate::serve::unit::held::Held;
use crate::serve::unit::rows::DRAFT;
use crate::serve::unit::topics::Topic;
use crate::serve::unit::{At, Now, Which};
use crate::serve::view::addresses::{encoded, page};

/// Something held, and where it is seen.
#[derive(Debug)]
pub(super) struct Unwritten<'h> {
    /// What is held.
    held: &'h Held,
    /// The topic whose page shows it at its field, by its name in addresses; none where no page does.
    slug: Option<String>,
    /// Its topic in words, and its field within that.
    field: [String; 2],
}

impl Unwritten<'_> {
    /// Where it is seen, among the pages of its report.
    pub(super) fn address(&self, base: &str) -> String {
        let slug = self.slug.as_deref().unwrap_or("todo");
        format!("{base}/{}#{}", page(slug), encoded(&self.held.name))
    }
}

/// What is held as the list of what is to be done has it: one of each place, where it is seen, what it is.
pub(super) fn first_of_each<'u>(
    unwritten: &'u [Unwritten<'_>],
    base: &str,
) -> Vec<(String, [&'u str; 3])> {
    let mut met = BTreeSet::new();
    let first = unwritten.iter().filter(|one| met.insert(place(one.held)));
    let said = |one: &'u Unwritten<'_>| {
        let [topic, field] = &one.field;
        (one.address(base), [topic.as_str(), field.as_str(), one.held.typed.as_str()])
    };
    first.map(said).collect()
}

/// All that is held of a report, with where it is seen; `shown` makes the content of a topic by its name in addresses.
pub(super) fn unwritten<'h>(
    now: &Now,
    held: &'h [Held],
    shown: impl Fn(&'static Topic, &str) -> Markup,
) -> Vec<Unwritten<'h>> {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let of = |held: &'h Held| {
        let at = at(held);
        let topic = Topic::at(now, &at);
        let slug = topic.slug_of(&at.file);
        let is_open = now.broken.is_none() && topic.slug != "todo" && topic.applies(now);
        let is_seen = is_open && {
            let page =
                pages.entry(slug.clone()).or_insert_with(|| shown(topic, &slug).into_string());
            is_on(page, held)
        };
        let slug = is_seen.then_some(slug);
        Unwritten { held, slug, field: in_words(now, topic, held, &at) }
    };
    held.iter().map(of).collect()
}

/// Where on its page whoever let go of an input that was held goes on: at what else is held, or where the page begins; nowhere
/// where no input is named.
pub(in crate::serve) fn left_at(office: &Office, which: &Which, dropped: &str) -> &'static str {
    match (dropped, office.held.of_report(&which.key()).is_empty()) {
        ("", _) => "",
        (_, true) => "#heading",
        (_, false) => "#unwritten",
    }
}

/// What is held and has no field on a page.
pub(super) fn homeless<'h>(now: &Now, held: &'h [Held], page: &str) -> Vec<Unwritten<'h>> {
    let left = held.iter().filter(|held| !is_on(page, held));
    let of = |held: &'h Held| {
        let at = at(held);
        let topic = Topic::at(now, &at);
        Unwritten { held, slug: None, field: in_words(now, topic, held, &at) }
    };
    left.map(of).collect()
}

/// What is held as a list: what was typed, why it is not written, and its field, or the button that lets go of it; `action` is
/// where that is sent.
pub(super) fn listed(unwritten: &[Unwritten<'_>], base: &str, action: &str) -> Markup {
    html! {
        @if !unwritten.is_empty() {
            h3 id="unwritten" tabindex="-1" { "没有存下的 " (count(unwritten.iter().map(|one| one.held))) " 处" }
            p.quiet { "输入了，没有写进文件；文件和报告里仍是原来的。" }
            table.todo { tbody {
                @for one in unwritten {
                    @let Unwritten { held, slug, field: [topic, field] } = one;
                    @let label = format!("{topic} {field} 输入的");
                    tr {
                        th scope="row" { span.tag.err aria-label="没有存下" { "未" } }
                        td {
                            @if slug.is_some() {
                                p { "输入的是 " strong { (held.typed) } }
                            } @else {
                                textarea id=(held.name) rows="1" readonly aria-label=(label) { "\n" (held.typed) }
                            }
                            p.quiet { (held.why) @if let Some(theirs) = &held.theirs { "。文件里现在是 " @if theirs.is_empty() { "空的" } @else { (theirs) } } "。" }
                            @if slug.is_none() {
                                form method="post" action=(action) {
                                    button name="drop" value=(held.name) { "不要了" }
                                    span.quiet { "　要用的，抄到别的地方填，再点“不要了”。" }
                                }
                            }
                        }
                        td.where {
                            @if slug.is_some() {
                                a href=(one.address(base)) { (topic) }
                            } @else { (topic) }
                            @if !field.is_empty() { br; span.small.quiet { (field) } }
                        }
                    }
                }
            } }
        }
    }
}

/// How many places something is held at whose field is on the page of a topic; on that of all that is to be done, all of them.
pub(super) fn held_at(unwritten: &[Unwritten<'_>], topic: &Topic) -> usize {
    let is_here = |one: &&Unwritten<'_>| {
        let own = one.slug.as_deref().and_then(Topic::of);
        topic.slug == "todo" || own.is_some_and(|own| own.slug == topic.slug)
    };
    count(unwritten.iter().filter(is_here).map(|one| one.held))
}

/// How many places something is held at whose field is on no page.
pub(super) fn held_nowhere(unwritten: &[Unwritten<'_>]) -> usize {
    count(unwritten.iter().filter(|one| one.slug.is_none()).map(|one| one.held))
}

/// How many places something is held at: the cells of a row that is to be added are one.
pub(super) fn count<'h>(held: impl Iterator<Item = &'h Held>) -> usize {
    held.map(place).collect::<BTreeSet<&str>>().len()
}

/// What the place of something held is known by.
fn place(held: &Held) -> &str {
    let row = held.name.strip_prefix("new|").and_then(|new| new.rsplit_once('|'));
    row.map_or(held.name.as_str(), |(row, _)| row)
}

/// Whether a page shows something held at its field.
fn is_on(page: &str, held: &Held) -> bool {
    let name = html! { (held.name) }.into_string();
    match held.name.starts_with("new|") {
        true => page.contains(&format!(" name=\"{name}\"")),
        false => page.contains(&format!(" id=\"why|{name}\"")),
    }
}

/// The field or the rows that something held is of.
fn at(held: &Held) -> At {
    let mut parts = held.name.splitn(3, '|').skip(1);
    let mut part = || parts.next().unwrap_or_default();
    let (file, path) = (part(), part());
    let path = match held.name.starts_with("new|") {
        true => {
            let named = path.rsplit_once('|').map_or(path, |(rows, _)| rows);
            named.split(DRAFT).next().unwrap_or_default()
        }
        false => path,
    };
    At { file: file.to_owned(), path: path.to_owned() }
}

/// The topic of something held, and its field within that, in words.
fn in_words(now: &Now, topic: &Topic, held: &Held, at: &At) -> [String; 2] {
    let is_there = |slot: &&Slot| slot.text.is_some() || now.broken.is_some();
    let Some(slot) = now.slot(&at.file).filter(is_there) else {
        let where_it_is = match now.broken {
            Some(_) => "数据现在读不出来",
            None => "这份文件已经没有了",
        };
        return [where_it_is.to_owned(), String::new()];
    };
    let words = now.within(topic, slot.shape, at);
    let key = held.name.strip_prefix("new|").and_then(|name| name.rsplit_once('|'));
    let cell = key.and_then(|(_, key)| {
        let shape = described(slot.shape, &at.path).and_then(rows_of)?;
        shape.field(key)
    });
    let field = match cell {
        Some(cell) => {
            let parts = [words.as_str(), "新的一行", cell.term].into_iter();
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
        }
        None => words,
    };
    [now.topic_of(topic, at), field]
}
