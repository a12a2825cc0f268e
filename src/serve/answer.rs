//! What is answered.

use maud::Markup;

/// An answer, whole.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Its status.
    pub status: u16,
    /// The kind of its body.
    pub kind: &'static str,
    /// Its body.
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
    /// The name under which it is kept as a file.
    pub file_name: Option<String>,
    /// What it is known by: a browser that has it need not be sent it again.
    pub tag: Option<String>,
}

/// The kind of a page.
const HTML: &str = "text/html; charset=utf-8";
/// The kind of plain words.
const TEXT: &str = "text/plain; charset=utf-8";

impl Answer {
    /// An answer of a kind.
    pub(super) fn of(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let (location, file_name, tag) = (None, None, None);
        Self { status: 200, kind, body: body.into(), location, file_name, tag }
    }

    /// A page.
    pub(super) fn page(page: Markup) -> Self {
        Self::of(HTML, page.into_string())
    }

    /// Plain words.
    pub(super) fn text(words: impl Into<String>) -> Self {
        Self::of(TEXT, words.into())
    }

    /// Why there is nothing else, in plain words.
    pub(super) fn refusal(status: u16, words: &str) -> Self {
        Self { status, ..Self::text(words) }
    }

    /// Nothing has the path.
    pub(super) fn not_found() -> Self {
        Self::refusal(404, "没有这一页")
    }

    /// Whether it says that nothing has the path.
    pub(super) fn is_not_found(&self) -> bool {
        self.status == 404 && self.kind == TEXT
    }

    /// The words of a refusal; none where it is none, or is a page already.
    pub(super) fn refused(&self) -> Option<&str> {
        let words = std::str::from_utf8(&self.body).ok();
        words.filter(|_| self.status >= 400 && self.kind == TEXT)
    }

    /// What is not there, without that being an error: a browser tells nobody of it.
    pub(super) fn nothing() -> Self {
        Self { status: 204, ..Self::text("") }
    }

    /// The way to another page, which is looked at.
    pub(super) fn go(location: String) -> Self {
        Self { status: 303, location: Some(location), ..Self::text("") }
    }

    /// The same under a status.
    pub(super) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }
}
