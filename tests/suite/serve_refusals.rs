//! `serve`: what a browser is told that cannot be given what it asks for: a page that says what happened and what to do, with the way
//! back where the token was right, and without the token where it was not. Scripts are told in words alone.

use std::io::{Read, Write};

use crate::serve_words::{between, english};
use crate::serving::{Answered, Serving};
use crate::support::{REFERENCE, Sandbox};

/// What a browser sends that goes to another page.
const NAVIGATES: &str =
    "accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nsec-fetch-mode: navigate\r\n";

/// Asks as a browser does that goes to a page.
fn go(page: &Serving, method: &str, path: &str, host: &str, more: &str) -> Answered {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{NAVIGATES}{more}connection: close\r\n\r\n"
    );
    page.raw(request.as_bytes())
}

/// Makes sure that an answer is a page in words: what happened, and what to do.
fn is_page(answer: &Answered, status: u16, name: &str) {
    assert_eq!(answer.status, status, "{name}: {}", answer.head);
    assert!(answer.head.contains("content-type: text/html"), "{name}: {}", answer.head);
    assert!(answer.head.contains("content-security-policy"), "{name}: {}", answer.head);
    let html = answer.text();
    assert!(html.contains("<html lang=\"zh-CN\">") && html.contains("<title>"), "{name}: {html}");
    assert!(!between(&html, "<h1>", "</h1>").trim().is_empty(), "{name}: {html}");
    let advice = between(&html, "advice\">", "</p>");
    assert!(advice.trim().chars().count() > 5, "{name}: {html}");
    assert!(english(&html).is_empty(), "{name}: {:?}", english(&html));
}

/// Whoever has not got the token is told where the address is, on a page that has neither the token nor anything of the project.
#[test]
fn strangers_are_told_on_a_page_without_the_token() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (own, token) = (format!("127.0.0.1:{}", page.port), page.token.clone());
    let home = format!("/{token}/");
    for (name, status, answer) in [
        ("no token", 403, go(&page, "GET", "/", &own, "")),
        ("wrong token", 403, go(&page, "GET", &format!("/{}/", "0".repeat(32)), &own, "")),
        ("cut off", 403, go(&page, "GET", &format!("/{}/", &token[..30]), &own, "")),
        ("asset", 403, go(&page, "GET", "/assets/page.css", &own, "")),
        ("no path", 403, go(&page, "GET", "/%2e%2e/", &own, "")),
        ("foreign host", 421, go(&page, "GET", &home, "evil.example", "")),
        ("foreign page", 403, go(&page, "GET", &home, &own, "sec-fetch-site: cross-site\r\n")),
        ("foreign form", 403, go(&page, "POST", &home, &own, "origin: http://evil.example\r\n")),
        ("method", 405, go(&page, "PUT", &home, &own, "")),
    ] {
        is_page(&answer, status, name);
        let whole = format!("{}{}", answer.head, answer.text());
        assert!(!whole.contains(&token) && !whole.contains("汾阳"), "{name}: {whole}");
        assert!(!whole.contains("stylesheet") && !whole.contains("<script"), "{name}: {whole}");
    }
    // A script is told in words alone.
    let request = format!(
        "GET /x/ HTTP/1.1\r\nhost: {own}\r\naccept: */*\r\nsec-fetch-mode: cors\r\nconnection: close\r\n\r\n"
    );
    let answer = page.raw(request.as_bytes());
    assert!(answer.status == 403 && answer.head.contains("content-type: text/plain"));
}

/// Whoever has the token is told with the way back to all units.
#[test]
fn own_pages_are_told_with_the_way_back() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (own, token) = (format!("127.0.0.1:{}", page.port), page.token.clone());
    let origin = format!("origin: http://{own}\r\n");
    let at = |path: &str| format!("/{token}/{path}");
    let post =
        |path: &str, more: &str| go(&page, "POST", &at(path), &own, &format!("{origin}{more}"));
    let get = |path: &str| go(&page, "GET", &at(path), &own, "");
    let listening: Vec<_> = (0..48)
        .map(|_| {
            let mut stream = page.connect();
            write!(stream, "GET {} HTTP/1.1\r\nhost: {own}\r\n\r\n", at("events")).unwrap();
            // It is heard.
            assert_eq!(stream.read(&mut [0; 1]).unwrap(), 1);
            stream
        })
        .collect();
    let unit = format!("u/{REFERENCE}/2022");
    for (name, status, answer) in [
        ("nothing there", 404, get("nothing")),
        ("no unit", 404, get("u/nobody/2022/income")),
        ("no topic", 404, get(&format!("{unit}/nothing"))),
        ("no year", 404, get(&format!("u/{REFERENCE}/x"))),
        ("no asset", 404, get("assets/nothing.css")),
        ("no PDF", 404, get(&format!("pdf/{REFERENCE}/2022"))),
        ("no PDF at all", 404, get("reports.zip")),
        ("leads out", 400, get("u/%2e%2e/2022")),
        ("nothing to build", 409, post("build", "content-length: 0\r\n")),
        ("nothing to import", 409, post("import", "content-length: 0\r\n")),
        ("nothing to accept", 409, post(&format!("{unit}/accept"), "content-length: 0\r\n")),
        ("too large", 413, post("build", "content-length: 1073741824\r\n")),
        (
            "too large a file",
            413,
            post(
                "import",
                "content-type: multipart/form-data; boundary=x\r\ncontent-length: 1073741824\r\n",
            ),
        ),
        (
            "not whole",
            400,
            post(
                "import",
                "content-type: multipart/form-data; boundary=x\r\ncontent-length: 0\r\n",
            ),
        ),
        ("too many pages", 503, get("events")),
    ] {
        is_page(&answer, status, name);
        let html = answer.text();
        let back = format!("<a href=\"/{token}/\">");
        assert!(html.contains(&back) && html.contains("全部单位"), "{name}: {html}");
    }
    drop(listening);
}

/// A browser that sends too much sends all of it before it looks at the answer: it is let, and then told.
#[test]
fn who_sends_too_much_is_told() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (own, token) = (format!("127.0.0.1:{}", page.port), &page.token);
    let body = vec![b'x'; 48 << 20];
    let mut stream = page.connect();
    let length = body.len();
    write!(
        stream,
        "POST /{token}/build HTTP/1.1\r\nhost: {own}\r\norigin: http://{own}\r\n{NAVIGATES}\
         content-length: {length}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    stream.write_all(&body).expect("all of it is taken");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("分几次"), "{answer}");
}

/// Where the settings cannot be read, no address of a unit is called wrong: it is said what is to be mended first.
#[test]
fn settings_that_cannot_be_read_are_told_at_each_unit() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let own = format!("127.0.0.1:{}", page.port);
    let ask = |path: &str| {
        go(&page, "GET", &format!("/{}/u/{REFERENCE}/2022/{path}", page.token), &own, "")
    };
    is_page(&ask("nothing"), 404, "no such page");
    assert_eq!(ask("todo").status, 200);
    sandbox.replace("juesuan.toml", "year =", "year = =");
    for path in ["todo", "income", "edition", "corrections"] {
        let answer = ask(path);
        is_page(&answer, 409, path);
        assert!(answer.text().contains("项目设置读不通"), "{path}: {}", answer.text());
    }
}
