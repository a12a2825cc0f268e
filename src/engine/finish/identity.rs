//! What tells one file from another.

use sha2::{Digest, Sha256};

use crate::engine::finish::Finishing;
use crate::engine::finish::structure::catalog;
use crate::engine::pdf::{Dictionary, File, array, reference};

/// Gives a file an identity of its own: the exporter's knows the pages, but nothing of what was added since.
pub(super) fn renewed(file: &mut File<'_>, finishing: &Finishing) -> Option<()> {
    let trailer = file.trailer.clone();
    let mut trailer = Dictionary::entries(&trailer)?;
    let identities = trailer.value("ID")?.to_vec();
    let identities = array(&identities)?;
    let [document, instance] = identities.as_slice() else { return None };
    let old = instance.strip_prefix(b"(")?.strip_suffix(b")")?;
    let new = identity(old, finishing);
    let value = [b"[", *document, b"(", new.as_bytes(), b")]"].concat();
    trailer.set("ID", value);
    let value = trailer.bare();
    file.trailer = value.into();
    let metadata = Dictionary::read(&file.object(catalog(file)?)?.value)?;
    let Some(metadata) = metadata.value("Metadata").and_then(reference) else { return Some(()) };
    let metadata = file.object_mut(metadata)?;
    let words = String::from_utf8(metadata.stream.as_ref()?.to_vec()).ok()?;
    let words = words.replace(str::from_utf8(old).ok()?, &new);
    metadata.stream = Some(words.into_bytes().into());
    Some(())
}

/// The identity of a file from that of its pages and all that was added.
fn identity(pages: &[u8], finishing: &Finishing) -> String {
    let Finishing { attachments, published, draft } = finishing;
    let mut digest = Sha256::new();
    let mut add = |part: &[u8]| {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    };
    add(pages);
    for attachment in attachments {
        add(attachment.name.as_bytes());
        add(attachment.description.as_bytes());
        add(&attachment.bytes);
    }
    add(format!("{published:?}").as_bytes());
    add(if draft.is_some() { b"draft" } else { b"report" });
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
