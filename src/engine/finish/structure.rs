//! What the catalogue and the structure of a report say that validators or readers stumble over.

use crate::engine::pdf::{Dictionary, File, reference};

/// Leaves out the statement that nothing is suspect, which is the default, and has the title read as a heading of the
/// first level.
pub(super) fn corrected(file: &mut File<'_>) -> Option<()> {
    let catalog = catalog(file)?;
    let value = file.object(catalog)?.value.clone();
    let mut dictionary = Dictionary::read(&value)?;
    if let Some(marks) = dictionary.value("MarkInfo").map(<[u8]>::to_vec) {
        let mut marks = Dictionary::read(&marks)?;
        marks.remove("Suspects");
        let marks = marks.written();
        dictionary.set("MarkInfo", marks);
    }
    let root = dictionary.value("StructTreeRoot").and_then(reference);
    let value = dictionary.written();
    file.object_mut(catalog)?.value = value.into();
    let Some(root) = root else { return Some(()) };
    let tree = file.object(root)?.value.clone();
    let mut tree = Dictionary::read(&tree)?;
    let Some(roles) = tree.value("RoleMap").map(<[u8]>::to_vec) else { return Some(()) };
    let mut roles = Dictionary::read(&roles)?;
    if roles.value("Title").is_some() {
        roles.set("Title", *b"/H1");
        let roles = roles.written();
        tree.set("RoleMap", roles);
        let value = tree.written();
        file.object_mut(root)?.value = value.into();
    }
    Some(())
}

/// The number of the catalogue.
pub(super) fn catalog(file: &File<'_>) -> Option<usize> {
    Dictionary::entries(&file.trailer)?.value("Root").and_then(reference)
}
