//! Which facts the files of a form ask for.

use std::collections::BTreeSet;

use crate::layout::folder::Folder;
use crate::layout::settings::Layout;

/// The folder that all layouts stand in.
const ROOT: &str = "layouts/";

/// Those of some keys that the files of a form ask for, as `.key` or `at("key")`: the files that its report reaches by
/// imports, of the statements and sections only those that the settings name.
pub(crate) fn mentioned(
    folder: &Folder,
    layout: &Layout,
    keys: &[&'static str],
) -> BTreeSet<&'static str> {
    let mut reached = BTreeSet::new();
    let mut found = BTreeSet::new();
    let mut next = vec![format!("layouts/{}/report.typ", layout.name)];
    while let Some(path) = next.pop() {
        let text = folder.0.get(&path).and_then(|bytes| str::from_utf8(bytes).ok());
        let Some(text) = text.filter(|_| reached.insert(path.clone())) else { continue };
        let code: String = text.lines().map(without_note).collect::<Vec<_>>().join("\n");
        found.extend(asked(&code, keys));
        next.extend(imports(&code).flat_map(|import| targets(folder, layout, &path, import)));
    }
    found
}

/// A line without the note at its end.
fn without_note(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Those of some keys that code asks for, as often as it does.
fn asked<'c>(code: &'c str, keys: &'c [&'static str]) -> impl Iterator<Item = &'static str> + 'c {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let behind = |mark: &'static str| {
        code.match_indices(mark).filter_map(move |(start, mark)| code.get(start + mark.len()..))
    };
    let fields = behind(".").filter_map(move |rest| {
        let is_meant =
            |key: &str| rest.strip_prefix(key).is_some_and(|rest| !rest.starts_with(goes_on));
        keys.iter().copied().find(|key| is_meant(key))
    });
    let named = behind("at(\"").filter_map(|rest| {
        let is_meant = |key: &str| rest.strip_prefix(key).is_some_and(|rest| rest.starts_with('"'));
        keys.iter().copied().find(|key| is_meant(key))
    });
    fields.chain(named)
}

/// The paths that code imports, as far as they are written out.
fn imports(code: &str) -> impl Iterator<Item = &str> {
    ["import", "include"].into_iter().flat_map(|word| {
        code.match_indices(word).filter_map(|(start, word)| {
            let path = code.get(start + word.len()..)?.trim_start().strip_prefix('"')?;
            path.split('"').next()
        })
    })
}

/// The files that an import in a file means: all that the settings name of a folder, where the rest of the path is put
/// together.
fn targets(folder: &Folder, layout: &Layout, from: &str, import: &str) -> Vec<String> {
    let path = match import.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => beside(from, import),
    };
    if !path.ends_with('/') {
        return vec![path];
    }
    // What all layouts share names the layout's folder by the facts.
    let all = path == ROOT;
    let style = &layout.style;
    let folders = [
        ("", ["contents", "cover", "style"].to_vec()),
        ("parts/", style.parts()),
        ("statements/", style.statements()),
        ("narrative/", style.sections()),
    ];
    let own = format!("{ROOT}{}/", layout.name);
    let named = folders.iter().flat_map(|(folder, names)| {
        let own = &own;
        names.iter().map(move |name| format!("{own}{folder}{name}.typ"))
    });
    let named: BTreeSet<String> = named.filter(|file| all || file.starts_with(&path)).collect();
    let is_part = |file: &&String| named.contains(*file);
    folder.0.keys().filter(is_part).cloned().collect()
}

/// A path as seen from a file.
pub(super) fn beside(from: &str, path: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let mut rest = path;
    while let Some(above) = rest.strip_prefix("../") {
        folders.pop();
        rest = above;
    }
    folders.push(rest);
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_asked_for_as_fields() {
        let keys = ["covered", "covered-share", "department", "level-one", "targets"];
        for (code, wanted) in [
            ("let (one, two) = (facts.performance.level-one, 2)", "level-one"),
            ("performance.at(\"targets\", default: none)", "targets"),
            ("facts.performance.covered-share", "covered-share"),
            ("facts.performance.covered.covered-share", "covered covered-share"),
            ("facts.targets", "targets"),
            ("facts.targets_of", ""),
            ("at(\"targets-of\")", ""),
            ("facts.unit.kind == \"department\"", ""),
        ] {
            let found: BTreeSet<&str> = asked(code, &keys).collect();
            assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), wanted, "{code}");
        }
    }

    #[test]
    fn imports_are_followed_from_where_they_stand() {
        let code =
            "#import \"../amounts.typ\": money\n import \"narrative/\" + key + \".typ\" as file";
        assert_eq!(imports(code).collect::<Vec<_>>(), ["../amounts.typ", "narrative/"]);
        assert_eq!(
            beside("layouts/mine/narrative/other.typ", "../amounts.typ"),
            "layouts/mine/amounts.typ"
        );
    }
}
