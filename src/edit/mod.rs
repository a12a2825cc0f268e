//! One edit of a data file or of settings: a field by its path gets a value, or goes. All other bytes stay as they are:
//! comments, order, blanks, line ends and byte order mark. The result is read again, and an edit that does not say what was
//! meant is refused.

mod accept_text;
mod add;
mod among;
mod change;
mod line;
mod path;
mod refused;
mod remove;
mod splice;
mod standard;
mod tree;
mod value;

use toml::de::DeTable;

use crate::edit::path::{Target, resolve};
use crate::edit::splice::Splice;
use crate::edit::tree::Node;
use crate::fields::FileForm;

pub(crate) use accept_text::{NewAcceptance, Renewal, appended, renewed};
pub use change::Change;
pub(crate) use path::keys as keys_of_row;
pub use refused::Refused;
pub(crate) use standard::standard;
pub use value::Value;
pub(crate) use value::{entry, fits};

/// The text of a file of a form with one change at a path such as `income[2080109].business`; an error says why it cannot
/// be made. A row that is not there is named by its keys and added.
pub fn edited(form: &FileForm, text: &str, path: &str, change: &Change) -> Result<String, Refused> {
    // The parser takes a byte order mark for a part of the first key.
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let (table, errors) = DeTable::parse_recoverable(body);
    if !errors.is_empty() {
        return Err(Refused("文件里有 TOML 写法上的错误，先改正它".to_owned()));
    }
    let root = table.get_ref();
    let target = resolve(form, root, path)?;
    change.check(&target, path)?;
    let before = Node::of_table(root);
    let meant = before.changed(&target, change).ok_or_else(|| cannot(path))?;
    let tried = candidates(body, root, &target, change);
    let proved = tried.into_iter().map(|splices| splice::applied(body, splices)).find(|text| {
        let (table, errors) = DeTable::parse_recoverable(text);
        errors.is_empty() && Node::of_table(table.get_ref()).says(&meant, change)
    });
    proved.map(|text| [mark, &text].concat()).ok_or_else(|| cannot(path))
}

/// The ways in which a change may be written, the one that people would choose first.
fn candidates(
    text: &str,
    root: &DeTable<'_>,
    target: &Target,
    change: &Change,
) -> Vec<Vec<Splice>> {
    match change {
        Change::Remove => remove::ways(text, root, target),
        Change::Set(value) if target.is_there() => add::replacements(text, root, target, value),
        Change::Set(value) => add::ways(text, root, target, value),
        Change::Insert(at, row) if target.is_there() => among::ways(text, root, target, *at, row),
        Change::Insert(_, row) => add::ways(text, root, target, &Value::Rows(vec![row.clone()])),
    }
}

/// The refusal of a change that no way of writing it proves.
fn cannot(path: &str) -> Refused {
    Refused(format!("{path} 在文件里的写法特别，程序改不准，没有改动；请手工改"))
}
