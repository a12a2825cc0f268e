//! Units in the fill-in workbook of a department: they are called by their names; folders stand nowhere that is seen.

use std::fs;

use juesuan::exchange::fill::{Cells, Content};

use crate::fill::{all, fill, line, of_rows, sheets, taken};
use crate::support::{Sandbox, repository};

/// The folder of the department.
const UNIT: &str = "water-bureau";

/// The project of a department, and its workbook.
fn department() -> (Sandbox, Cells) {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean-more"));
    let cells = sheets(sandbox.root(), UNIT, 2024);
    (sandbox, cells)
}

/// All that is seen of a workbook, cell by cell.
fn seen(cells: &Cells) -> Vec<String> {
    let pages = cells.0.iter().filter(|page| page.name != "juesuan");
    let texts = pages.flat_map(|page| {
        page.cells.iter().filter_map(|((_, column), content)| match content {
            Content::Text(text) if *column > 0 => Some(text.clone()),
            _ => None,
        })
    });
    texts.collect()
}

/// The cells call units by their names, and not one by its folder; what is not changed changes nothing.
#[test]
fn units_are_called_by_their_names() {
    let (sandbox, cells) = department();
    let seen = seen(&cells);
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let folder = entry.unwrap().file_name().into_string().unwrap();
        // The keys of fields have letters as well.
        let shows = seen.iter().find(|text| text.contains(&folder));
        assert_eq!(shows, None, "{folder}");
    }
    let all_members = "桐岩县水利局机关\n桐岩县水政监察大队\n";
    assert!(seen.iter().any(|text| text.starts_with(all_members)), "{seen:?}");
    assert!(seen.iter().any(|text| text == "桐岩县水利局机关"));
    let before = all(sandbox.root());
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused.is_empty() && applied.texts.is_empty(), "{:?}", applied.refused);
    assert_eq!(all(sandbox.root()), before);
}

/// Whoever fills a workbook in may call a unit by its name or its folder; the files have the folder. What is not known is refused
/// or told by the reader as it stands.
#[test]
fn names_become_folders() {
    let (sandbox, mut cells) = department();
    let members = "桐岩县水利局机关\nreservoir\n桐岩县水政监察大队";
    fill(&mut cells, "unit.toml", "members", members);
    let (page, row) = line(&cells, "2024.toml", "outside", "unit", "桐岩县水利局机关");
    let (_, _, column) = of_rows(&cells, "2024.toml", "outside", "unit");
    let other = Content::Text("桐岩县水政监察大队".to_owned());
    cells.0[page].cells.insert((row, column), other);
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused.is_empty(), "{:?}", applied.refused);
    let text =
        |path: &str| fs::read_to_string(sandbox.path(&format!("data/{UNIT}/{path}"))).unwrap();
    let members = "members = [\"water-office\", \"reservoir\", \"water-inspection\"]";
    assert!(text("unit.toml").contains(members), "{}", text("unit.toml"));
    let year = text("2024.toml");
    assert!(year.contains("unit = \"water-inspection\", superior = 50000.00"), "{year}");
    assert!(!year.contains("unit = \"water-office\""), "{year}");
}

/// Units of the same name are told apart by their folders.
#[test]
fn units_of_one_name_are_told_apart() {
    let (sandbox, _) = department();
    sandbox.replace("data/reservoir/unit.toml", "桐岩县青石岭水库管理所", "桐岩县水利局机关");
    let cells = sheets(sandbox.root(), UNIT, 2024);
    let seen = seen(&cells);
    let told = "桐岩县水利局机关（water-office）\n";
    assert!(seen.iter().any(|text| text.starts_with(told) && text.contains("机关（reservoir）")));
    let applied = taken(&sandbox, &cells, None);
    assert!(applied.refused.is_empty() && applied.texts.is_empty(), "{:?}", applied.refused);
}
