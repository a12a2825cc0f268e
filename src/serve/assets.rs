//! Styles and scripts, which are inside the program.

use include_dir::{Dir, include_dir};

use crate::serve::answer::Answer;

/// All of them.
static ASSETS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/assets");

/// The style or script of a name.
pub(super) fn asset(name: &str) -> Option<Answer> {
    let file = ASSETS.get_file(name)?;
    let kind = match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        _ => return None,
    };
    Some(Answer::of(kind, lean(file.contents_utf8()?)))
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
