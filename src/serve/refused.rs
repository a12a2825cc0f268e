//! Who asks, and how they are told that they are not given what they ask for: browsers that go to a page on a page, scripts in words.

use hyper::header::{ACCEPT, HeaderMap, HeaderName};

use crate::serve::answer::Answer;
use crate::serve::view;

/// By which browsers tell what a request is for.
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Who asks.
#[derive(Debug, Default)]
pub(super) struct Asker {
    /// Whether it is a browser that goes to a page.
    navigates: bool,
    /// The token, where it is known to them.
    token: Option<String>,
}

impl Asker {
    /// Who sends some headers.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let says = |name: HeaderName| headers.get(name).and_then(|text| text.to_str().ok());
        let navigates = match says(MODE) {
            Some(mode) => mode == "navigate",
            None => says(ACCEPT).is_some_and(|kinds| kinds.contains("text/html")),
        };
        Self { navigates, token: None }
    }

    /// Notes that they know the token.
    pub(super) fn knows(&mut self, token: &str) {
        self.token = Some(token.to_owned());
    }

    /// An answer as they are told it.
    pub(super) fn told(&self, answer: Answer) -> Answer {
        match answer.refused().filter(|_| self.navigates) {
            Some(words) => view::refused(self.token.as_deref(), answer.status, words),
            None => answer,
        }
    }
}
