//! A web page that is called a spreadsheet: its tables one below the other on one sheet.

use crate::exchange::workbook::Stopped;
use crate::exchange::workbook::kind::decoded;
use crate::exchange::workbook::sheet::{Content, Gathering};

/// How many rows or columns a cell may span.
const MOST_SPAN: u32 = 1000;

/// Reads every table.
pub(super) fn read(bytes: &[u8], gathering: &mut Gathering) -> Result<(), Stopped> {
    let text = decoded(bytes).ok_or(Stopped::Damaged)?;
    let cells = cells(&text)?;
    let merged = cells.iter().filter(|cell| cell.down > 1 || cell.across > 1);
    let merged = merged.map(|cell| {
        [cell.row, cell.column, cell.row + cell.down - 1, cell.column + cell.across - 1]
    });
    gathering.sheet("网页", false, merged.collect())?;
    for cell in &cells {
        gathering.cell(cell.row, cell.column, Content::Text(cell.text.clone()))?;
    }
    Ok(())
}

/// A cell of a web page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cell {
    /// Its row.
    row: u32,
    /// Its column.
    column: u32,
    /// How many rows it spans.
    down: u32,
    /// How many columns it spans.
    across: u32,
    /// Its words.
    text: String,
}

/// The cells of all tables.
fn cells(text: &str) -> Result<Vec<Cell>, Stopped> {
    let (mut done, mut open): (Vec<Cell>, Option<Cell>) = Default::default();
    // Rows that a cell above still takes, by column.
    let mut taken: Vec<u32> = Vec::new();
    let (mut row, mut column, mut begun) = (0_u32, 0_u32, false);
    let mut rest = text;
    loop {
        let (words, after) = rest.split_once('<').unwrap_or((rest, ""));
        if let Some(cell) = &mut open {
            cell.text.push_str(words);
        }
        if after.is_empty() {
            break;
        }
        if let Some(note) = after.strip_prefix("!--") {
            rest = note.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').find(|name| !name.is_empty());
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let closes = tag.starts_with('/');
        let ends = matches!(name.as_str(), "td" | "th" | "tr" | "table");
        if ends && let Some(cell) = open.take() {
            done.push(Cell { text: plain(&cell.text), ..cell });
        }
        match (name.as_str(), closes) {
            ("tr", false) | ("table", _) if begun => {
                row = row.checked_add(1).ok_or(Stopped::TooMuch)?;
                taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
                (column, begun) = (0, false);
                if name == "table" {
                    taken.clear();
                }
                begun |= name == "tr";
            }
            ("tr", false) => begun = true,
            ("td" | "th", false) => {
                begun = true;
                while taken.get(column as usize).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let (down, across) = (span(tag, "rowspan"), span(tag, "colspan"));
                let end = column.checked_add(across).ok_or(Stopped::TooMuch)? as usize;
                if taken.len() < end {
                    taken.resize(end, 0);
                }
                for rows in taken.iter_mut().take(end).skip(column as usize) {
                    *rows = down;
                }
                open = Some(Cell { row, column, down, across, text: String::new() });
                column += across;
            }
            ("br" | "p" | "div", _) => {
                if let Some(cell) = &mut open {
                    cell.text.push(' ');
                }
            }
            ("script" | "style", false) => {
                let end = format!("</{name}");
                let lower = rest.to_ascii_lowercase();
                rest = lower.find(&end).and_then(|at| rest.get(at..)).unwrap_or("");
            }
            _ => {}
        }
    }
    Ok(done)
}

/// How many rows or columns a tag says that its cell spans.
fn span(tag: &str, name: &str) -> u32 {
    let lower = tag.to_ascii_lowercase();
    let value =
        lower.split_once(name).map(|(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
    let digits: String = value.unwrap_or("").chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u32>().unwrap_or(1).clamp(1, MOST_SPAN)
}

/// Words without the entities of a web page.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let (meant, next) = match entity {
            Some((name, next)) => (character(name), next),
            None => (None, after),
        };
        match meant {
            Some(c) => {
                plain.push(c);
                rest = next;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.trim().to_owned()
}

/// The character of an entity.
fn character(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (name, number) {
        ("nbsp", _) => Some('\u{a0}'),
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("ldquo", _) => Some('“'),
        ("rdquo", _) => Some('”'),
        ("mdash", _) => Some('—'),
        ("middot", _) => Some('·'),
        (_, Some(number)) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            char::from_u32(code?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_entities_are_read() {
        let page = "<html><table><tr><td rowspan=2>甲</td><td colspan=\"2\">乙&nbsp;</td></tr>\n\
            <tr><TD>1&lt;2</TD><td><font>3</font></td></tr></table><table><tr><td>丙</td></tr></table>";
        let cells = cells(page).unwrap();
        let found: Vec<(u32, u32, &str)> =
            cells.iter().map(|cell| (cell.row, cell.column, cell.text.as_str())).collect();
        assert_eq!(found, [(0, 0, "甲"), (0, 1, "乙"), (1, 1, "1<2"), (1, 2, "3"), (2, 0, "丙")]);
    }
}
