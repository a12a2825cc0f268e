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
    Some(Answer::of(kind, file.contents()))
}
