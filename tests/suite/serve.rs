//! `serve`: who may ask, what is answered, and that nothing else can be reached or kept busy.

use std::fs;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::serve_words::{between, pages};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, is_long, repository, some};

/// Requests that foreign pages, foreign names and guesses make are refused; nothing of the project is told.
#[test]
fn strangers_are_refused() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (port, token) = (page.port, page.token.clone());
    let own = format!("127.0.0.1:{port}");
    let origin = format!("http://{own}");
    let get = |path: &str, host: &str, more: &str| {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{more}connection: close\r\n\r\n");
        page.raw(request.as_bytes())
    };
    let home = format!("/{token}/");
    let seen = get(&home, &own, "");
    assert_eq!(seen.status, 200, "{}", seen.head);
    assert!(seen.text().contains("汾阳市社会保险中心"));
    // Whoever names the whole address, as proxies do, names the same host in both places.
    assert_eq!(get(&format!("http://{own}{home}"), &own, "").status, 200);
    for header in [
        "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'",
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "x-frame-options: DENY",
    ] {
        assert!(seen.head.contains(header), "{header}\n{}", seen.head);
    }
    let mut refused = vec![
        ("no token", get("/", &own, "")),
        ("a guess", get(&format!("/{}/", "0".repeat(32)), &own, "")),
        ("a part of the token", get(&format!("/{}/", &token[..31]), &own, "")),
        ("foreign host", get(&home, "evil.example", "")),
        ("foreign host, own port", get(&home, &format!("evil.example:{port}"), "")),
        ("a whole foreign address", get(&format!("http://evil.example{home}"), &own, "")),
        ("the same with the port", get(&format!("http://evil.example:{port}{home}"), &own, "")),
        ("with a user", get(&format!("http://evil@{own}{home}"), &own, "")),
        ("without a port", get(&format!("http://127.0.0.1{home}"), &own, "")),
        ("of another kind", get(&format!("https://{own}{home}"), &own, "")),
        ("foreign origin", get(&home, &own, "origin: http://evil.example\r\n")),
        ("null origin", get(&home, &own, "origin: null\r\n")),
        ("foreign page", get(&home, &own, "sec-fetch-site: cross-site\r\n")),
        ("a page of another port", get(&home, &own, "sec-fetch-site: same-site\r\n")),
        ("an asset without token", get("/assets/page.css", &own, "")),
    ];
    for (name, origin) in [
        ("no origin", None),
        ("foreign form", Some("http://evil.example")),
        ("tls", Some("https://127.0.0.1")),
    ] {
        let origin = origin.map(|origin| format!("origin: {origin}\r\n")).unwrap_or_default();
        let request = format!(
            "POST /{token}/build HTTP/1.1\r\nhost: {own}\r\n{origin}content-length: 8\r\nconnection: \
             close\r\n\r\nwhat=due"
        );
        refused.push((name, page.raw(request.as_bytes())));
    }
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "HEAD"] {
        let request = format!(
            "{method} {home} HTTP/1.1\r\nhost: {own}\r\norigin: {origin}\r\nconnection: close\r\n\r\n"
        );
        refused.push((method, page.raw(request.as_bytes())));
    }
    for (name, answer) in &refused {
        assert!((400..500).contains(&answer.status), "{name}: {answer:?}");
        assert!(!answer.text().contains("汾阳") && !answer.text().contains(&token), "{name}");
        assert!(answer.head.contains("content-security-policy"), "{name}");
    }
    assert!(!sandbox.path("out").exists());
    // The address is not for others to read, and stays good.
    let kept = fs::read_to_string(sandbox.path(".juesuan/address")).unwrap();
    assert_eq!(kept.trim(), format!("{port} {token}"));
    drop(page);
    let again = Serving::of(&sandbox);
    assert_eq!(again.token, token);
    assert_eq!(again.get("").status, 200);
}

/// No part of any address leads out of what it names.
#[test]
fn no_path_leaves_the_project() {
    let sandbox = Sandbox::brief();
    sandbox.write("secret.toml", b"secret = \"not to be seen\"");
    let page = Serving::of(&sandbox);
    let ways = [
        "..",
        "../..",
        "..%2f..",
        "%2e%2e",
        "..%5c..",
        "%2e%2e%2fsecret.toml",
        "....//",
        "C:%5c",
        "%00",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..;",
        ".",
        "%c0%ae%c0%ae",
        "~",
        "secret.toml",
        "*",
        "%ff",
    ];
    let forms = [
        "WAY",
        "assets/WAY",
        "assets/WAY/WAY",
        "pdf/WAY/2022",
        "pdf/WAY/WAY",
        "pdf/fenyang-social-insurance/WAY",
        "u/WAY/2022",
        "u/WAY/2022/income",
        "u/fenyang-social-insurance/WAY",
        "progress/WAY",
        "u/fenyang-social-insurance/2022/WAY",
        "u/fenyang-social-insurance/2022/pages/WAY",
        "u/fenyang-social-insurance/2022/page/x/WAY",
        "u/fenyang-social-insurance/2022/page/WAY/WAY",
        "u/fenyang-social-insurance/2022/page/x/0/WAY",
        "u/fenyang-social-insurance/2022/edition/WAY",
        "u/WAY/2022/edition",
        "u/WAY/2022/workbook",
        "u/fenyang-social-insurance/WAY/workbook",
        "u/WAY/2022/pages",
        "import/WAY",
        "codes/WAY/1",
    ];
    for form in forms {
        for way in some(ways, 9) {
            let answer = page.get(&form.replace("WAY", way));
            let text = answer.text();
            assert!((400..500).contains(&answer.status), "{form} {way}: {}", answer.head);
            assert!(!text.contains("root:") && !text.contains("not to be seen"), "{form} {way}");
        }
    }
    let before = sandbox.files(".");
    for way in [
        "../../secret",
        "..",
        "/etc/passwd",
        "fenyang-social-insurance/../..",
        "*/2022",
        "*",
        "C:\\x",
    ] {
        let answer = page.post("build", &[("unit", way)]);
        assert_eq!(answer.status, 409, "{way}: {}", answer.text());
        let unit = "u/fenyang-social-insurance/2022";
        let names = [
            "is|WAY|year",
            "was|WAY|year",
            "new|WAY|income|code",
            "new|2022.toml|WAY|code",
            "is|2022.toml|WAY",
            "back|WAY|income[2080109]",
            "back|2022.toml|WAY",
        ];
        for name in names {
            let name = name.replace("WAY", way);
            page.post(&format!("{unit}/income"), &[(&name, "1"), ("live", "1")]);
            page.post("settings", &[(&name, "1"), ("live", "1")]);
        }
        for (path, name, value) in [
            (format!("{unit}/income"), "remove", format!("{way}|income[2080109]")),
            (format!("{unit}/income"), "remove", format!("2022.toml|{way}")),
            (format!("{unit}/income/paste"), "table", format!("{way}|income")),
            (format!("{unit}/income/paste"), "table", format!("2022.toml|{way}")),
            (format!("{unit}/accept"), "finding", way.to_owned()),
            (format!("{unit}/edition/correct"), "date", way.to_owned()),
            (format!("{unit}/edition/{way}"), "reason", way.to_owned()),
            ("import/0123456789abcdef".to_owned(), "unit", way.to_owned()),
            ("new".to_owned(), "kind", way.to_owned()),
        ] {
            let answer = page.post(
                &path,
                &[
                    (name, &value),
                    ("text", "1\t2"),
                    ("reason", "x"),
                    ("write", "yes"),
                    ("live", "1"),
                ],
            );
            let text = answer.text();
            assert!(
                !text.contains("root:") && !text.contains("not to be seen"),
                "{path} {name} {value}"
            );
        }
        let new = [("name", way), ("kind", "unit"), ("nature", "institution"), ("year", "2022")];
        page.post("new", &new);
    }
    // A new unit may have come of a harmless name; nothing else has changed, nothing is outside.
    let after: Vec<_> =
        sandbox.files(".").into_iter().filter(|(path, _)| !path.contains(".juesuan")).collect();
    for (path, bytes) in &after {
        let is_new =
            path.starts_with("data/") && !path.starts_with("data/fenyang-social-insurance/");
        assert!(is_new || before.contains(&(path.clone(), bytes.clone())), "{path}");
    }
    assert!(!sandbox.path("out").exists() && !sandbox.path("published").exists());
}

/// Whatever stands in a text of the data is shown as text, on every page.
#[test]
fn scripts_in_texts_are_shown_as_text() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>'";
    let mut count = 0;
    for (path, bytes) in sandbox
        .files(".")
        .into_iter()
        .filter(|(path, _)| path.ends_with(".toml") && path.starts_with("data"))
    {
        let text = String::from_utf8(bytes).unwrap();
        let chinese = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
        let lines = text.lines().map(|line| match line.split_once("= \"") {
            Some((key, value))
                if !key.contains('{')
                    && !line.trim_start().starts_with('#')
                    && value.starts_with(chinese) =>
            {
                count += 1;
                format!("{key}= \"{script}{value}")
            }
            _ => line.to_owned(),
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        sandbox.write(&path, text.as_bytes());
    }
    assert!(count > 20, "{count}");
    let page = Serving::of(&sandbox);
    let (mut shown, mut all) = (0, 0);
    for (path, text) in pages(&page) {
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
        shown += text.matches("&lt;script&gt;alert(1)").count();
        all += 1;
    }
    assert!(all > 20 && shown > count, "{shown} of {count} on {all} pages");
}

/// What is too large, too slow or not well formed is refused in time, and the page is still there for its user.
#[test]
fn what_is_too_large_slow_or_malformed_is_refused() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (port, token) = (page.port, &page.token);
    let head = format!(
        "POST /{token}/build HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\n"
    );
    let large = page.raw(format!("{head}content-length: 1073741824\r\n\r\n").as_bytes());
    assert_eq!(large.status, 413, "{large:?}");
    // One that does not say how large it is.
    let mut stream = page.connect();
    let begun = write!(stream, "{head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    begun.unwrap();
    let chunk = [b"10000\r\n".as_slice(), &[b'a'; 0x10000], b"\r\n"].concat();
    let mut sent = 0_usize;
    while sent < 1 << 30 && stream.write_all(&chunk).is_ok() {
        sent += chunk.len();
    }
    assert!(sent < 64 << 20, "{sent}");
    let long = format!(
        "GET /{token}/ HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nx: {}\r\n\r\n",
        "a".repeat(1 << 20)
    );
    assert!(matches!(page.raw(long.as_bytes()).status, 0 | 431 | 400));
    for number in 0..if is_long() { 1000 } else { 200 } {
        let whole = format!("{head}content-length: 8\r\n\r\nwhat=due").into_bytes();
        let mut bytes = whole.clone();
        let at = number * 7 % bytes.len();
        match number % 5 {
            0 => bytes.truncate(at),
            1 => bytes[at] = 0,
            2 => bytes.splice(at..at, [b'\r', b'\n', 0xff]).for_each(drop),
            3 => bytes.rotate_left(at.max(1)),
            _ => bytes[at] ^= 0x80,
        }
        let mut stream = page.connect();
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).unwrap_or("");
        assert!(status != "500" && status != "200", "{number}: {answer}");
    }
    let slow: Vec<_> = (0..90)
        .map(|_| {
            let mut stream = page.connect();
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nho");
            stream
        })
        .collect();
    let begun = Instant::now();
    assert_eq!(page.get("").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    drop(slow);
    if is_long() {
        // More than there are places, whose bodies never end.
        let slow: Vec<_> = (0..110)
            .map(|_| {
                let mut stream = page.connect();
                let _ = write!(stream, "{head}content-length: 100\r\n\r\nwhat=");
                stream
            })
            .collect();
        let begun = Instant::now();
        assert_eq!(page.get("").status, 200);
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
        drop(slow);
    }
    assert_eq!(page.get("assets/page.css").status, 200);
}

/// The table says what `status` says; what stands in the data is shown as text, whatever it is; a report that was built here
/// is the one that `build` makes, byte by byte.
#[test]
fn all_units_are_shown_and_built() {
    let sandbox = Sandbox::nine();
    let script = "<script>alert(1)</script>";
    let unit = fs::read_dir(sandbox.path("data")).unwrap().next().unwrap().unwrap().file_name();
    let unit = unit.into_string().unwrap();
    let path = format!("data/{unit}/unit.toml");
    let text = fs::read_to_string(sandbox.path(&path)).unwrap();
    let named = text.lines().find(|line| line.starts_with("name")).unwrap().to_owned();
    let page = Serving::of(&sandbox);
    sandbox.replace(&path, &named, &format!("name = \"甲{script}\""));
    let seen = page.get("").text();
    assert!(seen.contains("甲&lt;script&gt;alert(1)") && !seen.contains(script), "{seen}");
    sandbox.write(&path, text.as_bytes());
    let seen = page.get("").text();
    assert_eq!(seen.matches("<tr data-name=").count(), 9);
    assert!(seen.contains("生成要生成的 9 份"), "{seen}");
    let began = page.post("build", &[("what", "due")]);
    assert_eq!(began.status, 303, "{}", began.text());
    let until = Instant::now() + Duration::from_secs(120);
    let progress = loop {
        let progress = page.get("progress").text();
        if progress.contains("data-over") || Instant::now() > until {
            break progress;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(progress.contains("生成完了") && progress.contains("没有改动 0"), "{progress}");
    // Then nothing is due, which is said by a button that does nothing.
    let seen = page.get("").text();
    let top = between(&seen, "<header class=\"top\"", "</header>");
    assert!(top.contains("没有要生成的</button>") && top.contains("<button disabled"), "{top}");
    assert!(!top.contains("生成要生成的"), "{top}");
    let manifest = fs::read_to_string(sandbox.path("out/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let (report, entry) = manifest["reports"].as_object().unwrap().iter().next().unwrap();
    let (folder, year) = report.split_once('/').unwrap();
    let pdf = page.get(&format!("pdf/{folder}/{year}"));
    assert!(
        pdf.head.contains("application/pdf") && pdf.head.contains("attachment"),
        "{}",
        pdf.head
    );
    let built = sandbox.run(&["build", &format!("{folder}/{year}"), "--force", "--out", "other"]);
    assert_eq!(built.status(), 0, "{}", built.stderr());
    let other = fs::read(sandbox.path("other").join(entry["pdf"].as_str().unwrap())).unwrap();
    assert!(pdf.body == other, "the page's PDF is another one than the command's");
    assert_eq!(page.get(&format!("pdf/{REFERENCE}/2022")).status, 404);
}
