//! What has another name since some version of the facts: facts, files and functions that copied files may still use.

/// Something that has another name since some version of the facts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    /// The version since which it has.
    pub since: u16,
    /// What it was.
    pub old: Old,
    /// What to write instead, in the user's words.
    pub now: &'static str,
}

/// What something was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Old {
    /// A key of the facts.
    Fact(&'static str),
    /// A file of a layout.
    File {
        /// The layout, or one that is taken over.
        layout: &'static str,
        /// Its path within the layout.
        path: &'static str,
    },
    /// A function of a file.
    Function {
        /// The layout, or one that is taken over, or what all share.
        layout: &'static str,
        /// The file's path within the layout.
        file: &'static str,
        /// The function.
        name: &'static str,
    },
}

/// A key of the facts.
const fn fact(key: &'static str, now: &'static str) -> Renamed {
    Renamed { since: 2, old: Old::Fact(key), now }
}

/// A file of a layout.
const fn file(layout: &'static str, path: &'static str, now: &'static str) -> Renamed {
    Renamed { since: 2, old: Old::File { layout, path }, now }
}

/// A function of a file.
const fn function(
    layout: &'static str,
    file: &'static str,
    name: &'static str,
    now: &'static str,
) -> Renamed {
    Renamed { since: 2, old: Old::Function { layout, file, name }, now }
}

/// What files of parts became.
const PROFILE: &str = "parts/profile.typ，函数名改为 part，不再写“第一部分”的标题（标题在 layout.toml 的 [part.profile]）";
/// What files of parts became.
const GLOSSARY: &str = "parts/glossary.typ，函数名改为 part，不再写“第四部分”的标题（标题在 layout.toml 的 [part.glossary]）";
/// What files of parts became.
const ATTACHMENTS: &str = "parts/attachments.typ，函数名改为 part，不再写“第五部分”的标题（标题在 layout.toml 的 [part.attachments]）";
/// What became of the file that ran through the statements.
const STATEMENTS: &str =
    "各表由 common/report.typ 依次排出，标题在 layout.toml 的 [part.statements]；删去这个文件";
/// What became of the file that ran through the sections.
const NARRATIVE: &str = "各节由 common/report.typ 依次排出，标题在 layout.toml 的 [part.narrative]；怎样断行写在 style.typ 的 narrative-style；删去这个文件";

/// What became of the file of other ways to write amounts.
const AMOUNTS: &str = "句子里的金额只有一种写法：money（common/format.typ）；money-plain、money-whole 都改成它；删去这个文件";

/// All of them, the facts first.
pub(super) const RENAMED: &[Renamed] = &[
    fact("sme", "small-and-medium"),
    fact("sme-share", "small-and-medium-share"),
    fact("micro", "small-and-micro"),
    fact("micro-share", "small-and-micro-share"),
    fact("won-sme", "won-small-and-medium"),
    fact("won-micro", "won-small-and-micro"),
    file("shanxi", "profile.typ", PROFILE),
    file("shanghai", "profile.typ", PROFILE),
    file("shanxi", "glossary.typ", GLOSSARY),
    file("shanghai", "glossary.typ", GLOSSARY),
    file("shanxi", "attachments.typ", ATTACHMENTS),
    file("shanxi", "statements.typ", STATEMENTS),
    file("shanghai", "statements.typ", STATEMENTS),
    file("shanxi", "narrative.typ", NARRATIVE),
    file("shanghai", "narrative.typ", NARRATIVE),
    function("common", "text.typ", "listed", "item-paragraphs（common/text.typ）"),
    function("common", "charts.typ", "sized", "extent（common/format.typ）"),
    file("shanxi", "amounts.typ", AMOUNTS),
    file("central", "amounts.typ", AMOUNTS),
    function(
        "shanxi",
        "narrative/income.typ",
        "share-of",
        "share-phrase（common/compare.typ），写 lead: \"，占比\"",
    ),
    function("shanxi", "narrative/general.typ", "overall", "general-overall"),
    function("shanxi", "narrative/general.typ", "structure", "general-structure"),
    function("shanxi", "narrative/general.typ", "details", "general-details"),
    function("shanxi", "narrative/three-public.typ", "overall", "three-public-overall"),
    function("shanxi", "narrative/three-public.typ", "details", "three-public-details"),
    function("shanxi", "performance.typ", "whole", "whole-result"),
    function("shanxi", "statements/three-public.typ", "amounts", "six-cells"),
    function("shanghai", "phrases.typ", "compared", "versus-prior-year"),
    function("shanghai", "phrases.typ", "listed", "items-with-shares"),
    function("shanghai", "phrases.typ", "share-of", "share-phrase（common/compare.typ）"),
    function("shanghai", "phrases.typ", "item-sentence", "account-sentence"),
    function("shanghai", "narrative/general.typ", "overall", "general-overall"),
    function("shanghai", "narrative/general.typ", "structure", "general-structure"),
    function("shanghai", "narrative/general.typ", "details", "general-details"),
    function(
        "shanghai",
        "narrative/three-public.typ",
        "names",
        "three-items（common/three-public.typ）",
    ),
    function(
        "shanghai",
        "narrative/three-public.typ",
        "vehicle-names",
        "vehicle-items（common/three-public.typ）",
    ),
    function("shanghai", "narrative/three-public.typ", "attained", "completed"),
    function("shanghai", "narrative/three-public.typ", "overall", "three-public-overall"),
    function("shanghai", "narrative/three-public.typ", "details", "three-public-details"),
    function("shanghai", "statements/basic.typ", "listed", "is-shown"),
    function("shanghai", "statements/basic.typ", "listed-sections", "form-sections"),
    function("central", "statements/basic.typ", "listed", "is-shown"),
];

/// What a fact that is gone is called now.
pub(crate) fn new_name(key: &str) -> Option<&'static str> {
    let found = RENAMED.iter().find(|renamed| matches!(renamed.old, Old::Fact(old) if old == key));
    found.map(|renamed| renamed.now)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::Files;
    use crate::layout::shelf;

    #[test]
    fn what_has_another_name_is_gone_from_the_programs_layouts() {
        let nowhere = Files::on(Path::new("/nowhere"));
        let text = |layout: &str, path: &str| {
            let file = shelf::contents(&nowhere, layout).remove(path)?;
            String::from_utf8(file.contents).ok()
        };
        for renamed in RENAMED {
            match renamed.old {
                Old::Fact(key) => assert_ne!(key, renamed.now),
                Old::File { layout, path } => assert_eq!(text(layout, path), None, "{path}"),
                Old::Function { layout, file, name } => {
                    let text = text(layout, file).unwrap();
                    assert!(!text.contains(&format!("#let {name}(")), "{file}: {name}");
                }
            }
        }
    }
}
