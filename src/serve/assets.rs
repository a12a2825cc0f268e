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

/// A style or script without what is only for whoever reads it: comments on lines of their own, and indents.
fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines().map(str::trim) {
        let end = line.find("*/").map(|end| end + 2);
        // What stands behind a comment on its line does something.
        let is_alone = line.starts_with("/*") && end.is_none_or(|end| end == line.len());
        if is_comment || is_alone {
            is_comment = end.is_none();
        } else if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
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
        assert_eq!(
            lean(script),
            "\"use strict\";\nfunction a() {\nreturn /** @type {number} */ (1); // 四\n/** 五 */ (a)();\n}\n"
        );
        for file in ASSETS.files() {
            let text = file.contents_utf8().unwrap();
            let name = file.path().display();
            for line in text.lines() {
                assert_eq!(line.matches('`').count() % 2, 0, "{name}: {line}");
            }
            assert!(lean(text).len() < text.len(), "{name}");
        }
    }
}
