//! What differs, for a person.

use crate::cli::show;
use crate::editions::{Difference, Moved, Side, Unchanged};
use crate::problem::in_one_line;

/// What stands for something that is not there.
const NONE: &str = "（没有）";

/// Shows what differs: the data, the figures, the cells, the sentences; what moved, and what is the same.
pub(super) fn show(old: &Side, new: &Side, difference: &Difference) {
    show::result(&format!("旧：{}（{} 页）", old.label, old.pages()));
    show::result(&format!("新：{}（{} 页）", new.label, new.pages()));
    let Difference { inputs, figures, cells, words, moved, unchanged } = difference;
    if difference.is_none() {
        show::result("\n数据、数和印出的话都相同");
    }
    headed("改了的数据", inputs.len());
    for input in inputs {
        let term =
            if input.term.is_empty() { String::new() } else { format!("（{}）", input.term) };
        let (old, new) = change(&input.old, &input.new);
        show::result(&format!("  {}：{}{term}：{old} → {new}", input.file, input.path));
    }
    headed("跟着变的数", figures.len());
    for figure in figures {
        let (old, new) = change(&figure.old, &figure.new);
        show::result(&format!("  {}（{}）：{old} → {new}", figure.term, figure.id));
    }
    headed("印出来不同的格", cells.len());
    let mut table = "";
    for cell in cells {
        if cell.table != table {
            table = &cell.table;
            show::result(&format!("  《{table}》"));
        }
        let (old, new) = change(&cell.old, &cell.new);
        let pages = pages(cell.old_page, cell.new_page);
        show::result(&format!("    {}，{}：{old} → {new}（{pages}）", cell.row, cell.column));
    }
    headed("不同的话", words.len());
    for words in words {
        let section = if words.section.is_empty() { "封面、目录" } else { &words.section };
        let pages = pages(words.old_page, words.new_page);
        show::result(&format!("  {section}（{pages}）"));
        let line = match (&words.old, &words.new) {
            (None, Some(new)) => format!("新写：{new}"),
            (Some(old), None) => format!("删去：{old}"),
            _ => words.marked.clone(),
        };
        show::result(&format!("    {}", in_one_line(&line)));
    }
    shown_moved(moved);
    let Unchanged { inputs, figures, tables, words } = unchanged;
    show::result(&format!(
        "\n没有变的：数据 {inputs} 项，数 {figures} 个，表 {} 张，话 {words} 段",
        tables.len()
    ));
}

/// Shows what only stands on another page.
fn shown_moved(moved: &[Moved]) {
    headed("没有变、只换了页的", moved.iter().map(|moved| moved.pieces).sum());
    for Moved { section, from, to, pieces } in moved {
        let section = if section.is_empty() { "封面、目录" } else { section };
        show::result(&format!("  {section} {pieces} 处：第 {from} 页 → 第 {to} 页"));
    }
}

/// A heading with how many follow; none where nothing does.
fn headed(what: &str, count: usize) {
    if count > 0 {
        show::result(&format!("\n{what} {count} 处："));
    }
}

/// What was and what is, on one line each.
fn change(old: &Option<String>, new: &Option<String>) -> (String, String) {
    let shown = |text: &Option<String>| text.as_deref().map_or(NONE.to_owned(), in_one_line);
    (shown(old), shown(new))
}

/// The pages on which something stood and stands.
fn pages(old: Option<usize>, new: Option<usize>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old != new => format!("第 {old} 页 → 第 {new} 页"),
        (Some(page), _) | (_, Some(page)) => format!("第 {page} 页"),
        (None, None) => String::new(),
    }
}
