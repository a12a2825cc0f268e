//! Files that a form sends (`multipart/form-data`), taken apart.

use memchr::memmem::find;

use crate::serve::pairs::Pairs;

/// How many parts a form may have.
const MANY: usize = 2000;

/// A file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    /// What it is called, as whoever sent it says.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What parts the parts of a body of a kind; none where it has no parts.
pub(super) fn boundary(kind: &str) -> Option<&str> {
    let rest = kind.strip_prefix("multipart/form-data")?.trim_start();
    let boundary = rest.strip_prefix(';')?.trim_start().strip_prefix("boundary=")?;
    let boundary = boundary.trim_matches('"');
    let is_plain = |b: u8| b.is_ascii_graphic() && b != b';';
    (!boundary.is_empty() && boundary.len() <= 70 && boundary.bytes().all(is_plain))
        .then_some(boundary)
}

/// The fields and files of a body; none where it is not well formed.
pub(super) fn parts(body: &[u8], boundary: &str) -> Option<(Pairs, Vec<Sent>)> {
    let opening = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(opening.as_bytes())?;
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    for _ in 0..MANY {
        if rest.starts_with(b"--") {
            return Some((Pairs(pairs), files));
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let head = find(rest, b"\r\n\r\n")?;
        let (head, after) = rest.split_at_checked(head)?;
        let after = after.get(4..)?;
        let end = find(after, between.as_bytes())?;
        let (bytes, following) = after.split_at_checked(end)?;
        rest = following.get(between.len()..)?;
        let head = std::str::from_utf8(head).ok()?;
        let name = parameter(head, "name")?;
        match parameter(head, "filename") {
            // A form without a chosen file sends an empty one.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => files.push(Sent { name: file, bytes: bytes.to_vec() }),
            None => pairs.push((name, String::from_utf8(bytes.to_vec()).ok()?)),
        }
    }
    None
}

/// A parameter of a part's disposition, as browsers write it.
fn parameter(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| {
        line.get(..20).is_some_and(|begin| begin.eq_ignore_ascii_case("content-disposition:"))
    })?;
    let (_, rest) = line.split_once(&format!("; {name}=\""))?;
    let value = rest.split('"').next()?;
    Some(value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_with_files_are_taken_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n甲\r\n--x\r\ncontent-disposition: form-data; name=\"f\"; filename=\"收 %22支.xls\"\r\nContent-Type: x\r\n\r\n1\r\n--y\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
        let (pairs, files) = parts(body.as_bytes(), "x").unwrap();
        assert_eq!(pairs.get("a"), "甲");
        let wanted = Sent { name: "收 \"支.xls".to_owned(), bytes: b"1\r\n--y\r\n".to_vec() };
        assert_eq!(files, [wanted]);
        for end in 0..body.len() - 4 {
            assert_eq!(parts(&body.as_bytes()[..end], "x").map(|_| ()), None, "{end}");
        }
    }

    #[test]
    fn only_plain_boundaries_are_taken() {
        assert_eq!(boundary("multipart/form-data; boundary=----a1"), Some("----a1"));
        for bad in [
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=a b",
        ] {
            assert_eq!(boundary(bad), None, "{bad}");
        }
    }
}
