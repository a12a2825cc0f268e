//! Who may ask: only pages of this program, opened by the address that it told.

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::uri::{Authority, Scheme};
use hyper::{Method, Uri};

use crate::serve::address::Address;
use crate::serve::answer::Answer;

/// By which browsers tell where a request comes from.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// Whether something is to be done.
    pub does: bool,
    /// Its path behind the token.
    pub path: String,
}

/// Lets a request pass, or says why not. Nothing of its body is read before.
pub(super) fn pass(
    address: &Address,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Passed, Answer> {
    let refused = |status, words| Err(Answer::refusal(status, words));
    let hosts = address.hosts();
    // A foreign name that leads to this computer is how pages of others get in.
    let mut named = headers.get_all(HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    if named.next().is_some() || !host.is_some_and(|host| hosts.iter().any(|own| own == host)) {
        return refused(421, "地址不对，请用程序给出的地址打开");
    }
    // A request may name the whole address, which then counts more than its head.
    let is_named = uri.scheme().is_some() || uri.authority().is_some();
    let whole = uri.authority().map(Authority::as_str);
    let is_plain = uri.scheme() == Some(&Scheme::HTTP);
    if is_named && !(is_plain && whole.is_some_and(|whole| hosts.iter().any(|own| own == whole))) {
        return refused(421, "地址不对，请用程序给出的地址打开");
    }
    let does = match *method {
        Method::GET => false,
        Method::POST => true,
        _ => return refused(405, "这个地址不能这样打开"),
    };
    let is_own = |origin: &str| {
        origin.strip_prefix("http://").is_some_and(|origin| hosts.iter().any(|own| own == origin))
    };
    let mut origins = headers.get_all(ORIGIN).iter();
    let origin = origins.next().map(|origin| origin.to_str().unwrap_or_default());
    let right = match origin {
        Some(origin) => is_own(origin) && origins.next().is_none(),
        None => !does,
    };
    let site = headers.get(SITE).map(|site| site.to_str().unwrap_or_default());
    if !right || !matches!(site, None | Some("same-origin" | "none")) {
        return refused(403, "别的网页不能用这里");
    }
    let after = uri.path().strip_prefix('/').unwrap_or_default();
    let (token, below) = after.split_at(after.find('/').unwrap_or(after.len()));
    if !same(token.as_bytes(), address.token.as_bytes()) {
        return refused(403, "地址不全，请用程序给出的地址打开");
    }
    Ok(Passed { does, path: below.to_owned() })
}

/// Whether two texts are the same, in a time that does not tell how far they are.
fn same(one: &[u8], other: &[u8]) -> bool {
    let differs = one.iter().zip(other).fold(0, |differs, (one, other)| differs | (one ^ other));
    one.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    /// What comes of a request with some headers.
    fn status(method: Method, path: &str, headers: &[(&'static str, &str)]) -> u16 {
        let address = Address { port: 8000, token: "k".repeat(32) };
        let path = path.replace("TOKEN", &address.token);
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        match pass(&address, &method, &path.parse().unwrap(), &map) {
            Ok(_) => 200,
            Err(answer) => answer.status,
        }
    }

    #[test]
    fn only_own_pages_pass() {
        let own = ("host", "127.0.0.1:8000");
        let get = |path, headers: &[(&'static str, &str)]| status(Method::GET, path, headers);
        let post = |headers: &[(&'static str, &str)]| status(Method::POST, "/TOKEN/x", headers);
        assert_eq!(get("/TOKEN/", &[own]), 200);
        assert_eq!(get("/TOKEN/", &[("host", "localhost:8000"), ("sec-fetch-site", "none")]), 200);
        for host in ["127.0.0.1", "127.0.0.1:8001", "evil.example:8000", "localhost:8000.evil", ""]
        {
            assert_eq!(get("/TOKEN/", &[("host", host)]), 421, "{host}");
        }
        assert_eq!(get("/TOKEN/", &[]), 421);
        assert_eq!(get("/TOKEN/", &[own, ("host", "evil.example")]), 421);
        for path in ["/", "/x/", "/TOKENx/", "/toke/"] {
            assert_eq!(get(path, &[own]), 403, "{path}");
        }
        for site in ["cross-site", "same-site", "x"] {
            assert_eq!(get("/TOKEN/", &[own, ("sec-fetch-site", site)]), 403, "{site}");
        }
        assert_eq!(post(&[own, ("origin", "http://127.0.0.1:8000")]), 200);
        assert_eq!(post(&[own]), 403);
        for origin in ["null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1"]
        {
            assert_eq!(post(&[own, ("origin", origin)]), 403, "{origin}");
        }
        assert_eq!(status(Method::PUT, "/TOKEN/", &[own]), 405);
        assert_eq!(get("http://127.0.0.1:8000/TOKEN/", &[own]), 200);
        assert_eq!(get("http://localhost:8000/TOKEN/", &[own]), 200);
        for foreign in [
            "http://evil.example/TOKEN/",
            "http://evil.example:8000/TOKEN/",
            "https://127.0.0.1:8000/TOKEN/",
            "http://127.0.0.1/TOKEN/",
            "http://evil@127.0.0.1:8000/TOKEN/",
            "ftp://127.0.0.1:8000/TOKEN/",
        ] {
            assert_eq!(get(foreign, &[own]), 421, "{foreign}");
        }
        assert_eq!(get("http://127.0.0.1:8000/TOKEN/", &[("host", "evil.example")]), 421);
    }
}
