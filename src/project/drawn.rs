//! What stands on the pages that a layout should not have put there.

use crate::engine::Words;
use crate::layout::{Folder, FontRoles};
use crate::problem::{Problem, in_one_line};

/// What a link may begin with.
const SCHEMES: [&str; 3] = ["http:", "https:", "mailto:"];

/// A problem for every link that leads to anything but a page or a letter box.
pub(super) fn bad_links(words: &Words) -> Vec<Problem> {
    let is_good = |link: &&String| {
        let link = link.to_ascii_lowercase();
        SCHEMES.iter().any(|scheme| link.starts_with(scheme))
    };
    let bad = words.links.iter().filter(|link| !is_good(link));
    bad.map(|link| {
        let shown: String = in_one_line(link).chars().take(80).collect();
        Problem::error("bad-link", format!("版式里的链接不能用：{shown}"))
            .help("链接只能以 https://、http:// 或 mailto: 开头；请改正或删去")
    })
    .collect()
}

/// A warning for every font that neither the settings nor the files of the layout name: the engine took it because the
/// ones that they name lack a character.
pub(super) fn fallback_fonts(words: &Words, folder: &Folder, roles: &FontRoles) -> Vec<Problem> {
    let FontRoles { title, heading, subheading, body, table, digits } = roles;
    let named: Vec<String> = [title, heading, subheading, body, table, digits]
        .into_iter()
        .flatten()
        .map(|family| family.to_lowercase())
        .collect();
    let is_named = |family: &str| {
        named.contains(&family.to_lowercase()) || is_written(folder, &family.to_lowercase())
    };
    let other = words.fonts.iter().filter(|(family, _)| !is_named(family));
    other
        .map(|(family, drawn)| {
            let shown = in_one_line(&drawn.to_string());
            let headline = format!("版式的字体里没有“{shown}”这样的字，用了替补的字体 {family}");
            Problem::warning("fallback-font", headline)
                .help("请在 layout.toml 的 [fonts] 里加上有这个字的字体，或换一个字")
        })
        .collect()
}

/// Whether the files of a layout name a family, in lower case.
fn is_written(folder: &Folder, family: &str) -> bool {
    let files = folder.0.iter().filter(|(path, _)| path.ends_with(".typ"));
    files.into_iter().any(|(_, text)| {
        String::from_utf8_lossy(text).to_lowercase().contains(&format!("\"{family}\""))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_and_letter_boxes_are_linked_to() {
        let bad = |link: &str| {
            let links = [link.to_owned()].into();
            !bad_links(&Words { links, ..Words::default() }).is_empty()
        };
        for link in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "ftp://example.com",
            "smb://server/share",
            "\\\\server\\share",
            "C:\\x.exe",
            "ms-word:ofe|u|x",
            "x.pdf",
            " https://example.com",
            "tel:10086",
        ] {
            assert!(bad(link), "{link}");
        }
        for link in [
            "https://example.com",
            "http://example.com/决算",
            "HTTPS://EXAMPLE.COM",
            "mailto:a@b.cn",
        ] {
            assert!(!bad(link), "{link}");
        }
    }

    #[test]
    fn a_font_that_nothing_names_is_a_fallback() {
        let family = |name: &str| vec![name.to_owned()];
        let roles = FontRoles {
            title: family("Noto Serif SC"),
            heading: family("SimHei"),
            subheading: family("KaiTi"),
            body: family("FangSong"),
            table: family("SimSun"),
            digits: family("Liberation Serif"),
        };
        let cover = b"#text(font: \"FZKai-Z03\")[x] // Odd".to_vec();
        let folder = Folder([("layouts/mine/cover.typ".to_owned(), cover)].into());
        let told = |family: &str| {
            let words = Words { fonts: [(family.to_owned(), '龘')].into(), ..Words::default() };
            fallback_fonts(&words, &folder, &roles).len()
        };
        for named in ["SimSun", "simsun", "KaiTi", "Liberation Serif", "FZKai-Z03", "fzkai-z03"] {
            assert_eq!(told(named), 0, "{named}");
        }
        for other in ["Odd", "FandolKai", "DejaVu Sans", "New Computer Modern", "Sim"] {
            assert_eq!(told(other), 1, "{other}");
        }
    }
}
