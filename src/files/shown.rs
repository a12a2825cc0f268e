//! Paths as they are shown.

use std::path::Path;

/// A path as it is shown: with one kind of separators, and without the mark of endless paths that Windows puts before.
pub(crate) fn shown_path(path: &Path) -> String {
    let path = path.display().to_string();
    if cfg!(windows) { of_windows(&path) } else { path }
}

/// The same of a path of Windows.
fn of_windows(path: &str) -> String {
    let path = path.replace('/', "\\");
    match (path.strip_prefix(r"\\?\UNC\"), path.strip_prefix(r"\\?\")) {
        (Some(share), _) => format!(r"\\{share}"),
        (None, Some(plain)) => plain.to_owned(),
        (None, None) => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_have_one_kind_of_separators() {
        for (path, shown) in [
            ("out\\2022/某单位.pdf", "out\\2022\\某单位.pdf"),
            (r"\\?\Z:\决算 2024\fonts", r"Z:\决算 2024\fonts"),
            (r"\\?\UNC\server\share/x", r"\\server\share\x"),
            (r"D:\决算/out", r"D:\决算\out"),
            ("out", "out"),
        ] {
            assert_eq!(of_windows(path), shown);
        }
        assert_eq!(shown_path(Path::new("a/b")), if cfg!(windows) { "a\\b" } else { "a/b" });
    }
}
