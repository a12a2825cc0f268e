//! Styles and scripts, which are inside the program.

use include_dir::{Dir, include_dir};

use crate::serve::answer::Answer;

/// All of them.
static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/assets");

/// The style or script of a name.
pub(super) fn asset(name: &str) -> Option<Answer> {
    let file = ASSETS.get_file(name)?;
    let text = lean(file.contents_utf8()?);
    match name.rsplit_once('.')?.1 {
        "css" => Some(Answer::of("text/css; charset=utf-8", tight(&text))),
        "js" => Some(Answer::of("text/javascript; charset=utf-8", joined(&text))),
        _ => None,
    }
}

/// A style without the blanks and signs that mean nothing.
fn tight(style: &str) -> String {
    let blanks = [
        (" {", "{"),
        ("{ ", "{"),
        (" }", "}"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
        ("{\n", "{"),
        (";\n", ";"),
        ("}\n", "}"),
        (";}", "}"),
    ];
    blanks.iter().fold(style.to_owned(), |style, (from, to)| style.replace(from, to))
}

/// A script without the line ends that mean nothing: those behind a sign that cannot end anything else. What may be a comment goes
/// on to its own.
fn joined(script: &str) -> String {
    let mut joined = String::with_capacity(script.len());
    for line in script.lines() {
        joined.push_str(line);
        if line.contains("//") || !line.ends_with(['{', '(', '[', ',', ';']) {
            joined.push('\n');
        }
    }
    joined
}

/// A style or script without what is only for whoever reads it: comments, those at the end of a line left, and indents.
fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let mut kept = String::new();
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once(if is_comment { "*/" } else { "/*" }) {
            kept.push_str(if is_comment { "" } else { before });
            rest = if is_comment { behind.trim_start() } else { behind };
            is_comment = !is_comment;
        }
        kept.push_str(if is_comment { "" } else { rest });
        if !kept.trim_end().is_empty() {
            lean.push_str(kept.trim_end());
            lean.push('\n');
        }
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of styles, nothing but blanks and last semicolons is left out, and none that parts one selector or value from the next.
    #[test]
    fn styles_mean_what_they_meant() {
        let style = "@media (max-width: 9px) { a :is(b, c) + d > e { margin: 0 -1px; top: calc(1px - 2px); } }";
        let tighter =
            "@media (max-width:9px){a :is(b,c) + d > e{margin:0 -1px;top:calc(1px - 2px)}}";
        assert_eq!(tight(style), tighter);
        for file in ASSETS
            .files()
            .filter(|file| file.path().ends_with("page.css") || file.path().ends_with("form.css"))
        {
            let text = lean(file.contents_utf8().unwrap());
            let tighter = tight(&text);
            let plain = |text: &str| text.replace([' ', '\n'], "").replace(";}", "}");
            assert_eq!(plain(&tighter), plain(&text));
            assert!(
                tighter.len() < text.len() && !tighter.contains("\" {") && !text.contains("\": ")
            );
        }
    }

    /// Of scripts, no line end goes that ends a statement or a comment.
    #[test]
    fn scripts_mean_what_they_meant() {
        let script =
            "\"use strict\";\nf(a,\n[\nb]); // c;\nlet d = 1\nif (d) {\ng(\"//\");\n}\nh()\n";
        let joined_script =
            "\"use strict\";f(a,[b]); // c;\nlet d = 1\nif (d) {g(\"//\");\n}\nh()\n";
        assert_eq!(joined(script), joined_script);
    }

    /// Nothing but comments and indents is left out; no file has words over several lines, in which these would mean something.
    #[test]
    fn what_does_something_stays() {
        let script = "// 一\n\"use strict\";\n\n/**\n * 二\n */\nfunction a() {\n  /** 三 */\n  return /** @type {number} */ (1); // 四\n  /** 五 */ (a)();\n}\n";
        assert_eq!(lean(script), "\"use strict\";\nfunction a() {\nreturn (1); // 四\n(a)();\n}\n");
        for file in ASSETS.files() {
            let text = file.contents_utf8().unwrap();
            let name = file.path().display();
            for line in text.lines() {
                assert_eq!(line.matches('`').count() % 2, 0, "{name}: {line}");
                let before = line.split("/*").next().unwrap();
                assert!(
                    !line.contains("/*") || before.matches('"').count() % 2 == 0,
                    "{name}: {line}"
                );
            }
            assert!(lean(text).len() < text.len(), "{name}");
        }
    }
}
