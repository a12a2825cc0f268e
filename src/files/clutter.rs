//! What systems and editors leave in folders of their own accord.

/// Files that systems make, in lower case.
const OF_SYSTEMS: [&str; 5] =
    ["thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "icon\\x0d"];

/// Whether a name is of something that nobody put there on purpose: hidden, or a lock or copy of an editor.
pub(crate) fn is_clutter(name: &str) -> bool {
    is_hidden(name)
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || OF_SYSTEMS.contains(&name.to_lowercase().as_str())
}

/// Whether a name is that of something hidden, or of a lock file of an office program.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '~'])
}

/// Whether a hidden name is one that a system or program gives to what it keeps beside a file, and no person gives.
pub(crate) fn is_shadow(name: &str) -> bool {
    ["._", ".#", "~$", ".~"].iter().any(|mark| name.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clutter_is_told_from_what_was_put_there() {
        for name in ["Thumbs.db", "DESKTOP.INI", ".DS_Store", ".git", "~$说明.docx", "01.toml~"] {
            assert!(is_clutter(name), "{name}");
        }
        for name in ["01.toml", "说明.docx", "01.toml.txt", "#1.toml", "目录.db"] {
            assert!(!is_clutter(name), "{name}");
        }
        for name in ["._01.toml", ".#01.toml", "~$01.toml", ".~lock.01.toml"] {
            assert!(is_shadow(name), "{name}");
        }
        for name in [".01.toml", "~01.toml", "01.toml"] {
            assert!(!is_shadow(name), "{name}");
        }
    }
}
