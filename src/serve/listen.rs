//! Connections: a bounded number, each request of a bounded size and time, its answer with what keeps a browser strict.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, IF_NONE_MATCH};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::Builder;
use tokio::task::{spawn_blocking, yield_now};
use tokio::time::{sleep, timeout};

use crate::problem::reason;
use crate::serve::answer::Answer;
use crate::serve::ask::{Ask, parts as parts_of};
use crate::serve::gate::{Passed, pass};
use crate::serve::listeners::Heard;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::places::Places;
use crate::serve::refused::Asker;
use crate::serve::routes::answer;
use crate::serve::sent::{boundary, parts};

/// How many connections at once, and how long a request's head may take.
const BOUNDS: (usize, Duration) = (96, Duration::from_secs(5));

/// How many requests are worked on at once.
const WORKERS: usize = 8;

/// How long a request's body may take, and one that brings files.
const PATIENCE: [Duration; 2] = [Duration::from_secs(20), Duration::from_secs(120)];

/// How many bytes a request's head may have.
const HEAD: usize = 32 << 10;

/// How many bytes a form may have, and one that brings files.
const FORM: [usize; 2] = [2 << 20, 128 << 20];

/// How many bytes too many are read all the same: a browser looks at an answer only once it has sent all.
const FORGOTTEN: usize = 512 << 20;

/// The stack of a thread that answers, as large as that of a command.
const STACK: usize = 16 << 20;

/// What keeps a browser strict, with every answer.
const STRICT: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "no-cache"),
];

/// The body of an answer.
type Body = Either<Full<Bytes>, Heard>;

/// Answers until the program ends; why it could not begin, if so.
pub(super) fn listen(office: Arc<Office>, listener: TcpListener) -> Result<(), String> {
    listen_within(office, listener, BOUNDS)
}

/// The same with so many connections, whose heads may take so long.
fn listen_within(
    office: Arc<Office>,
    listener: TcpListener,
    (connections, patience): (usize, Duration),
) -> Result<(), String> {
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .thread_stack_size(STACK)
        .build()
        .map_err(|error| reason(&error))?;
    listener.set_nonblocking(true).map_err(|error| reason(&error))?;
    runtime.block_on(async {
        let listener =
            tokio::net::TcpListener::from_std(listener).map_err(|error| reason(&error))?;
        let places = Places::of(connections);
        for number in 0.. {
            let Ok((stream, _)) = listener.accept().await else {
                // Too many open files: some will be closed.
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let Some(place) = places.take(number).await else { return Ok(()) };
            let office = Arc::clone(&office);
            let work = tokio::spawn(async move {
                let service = service_fn(|request| {
                    place.heard();
                    reply(Arc::clone(&office), request)
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(patience)
                    .max_buf_size(HEAD)
                    .serve_connection(TokioIo::new(stream), service);
                // What is wrong with a connection is the other side's.
                let _ = connection.await;
            });
            places.wait(number, work.abort_handle());
            // What has come meanwhile is read before the next one is let in: nobody gives way whose head is there.
            yield_now().await;
        }
        Ok(())
    })
}

/// Answers one request.
async fn reply(
    office: Arc<Office>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let known = request.headers().get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let known = known.map(str::to_owned);
    let mut asker = Asker::of(request.headers());
    let (head, body) = request.into_parts();
    let passed = pass(&office.address, &head.method, &head.uri, &head.headers);
    let asked = match passed {
        Ok(passed) => {
            asker.knows(&office.address.token);
            read(passed, &head, body).await
        }
        Err(refusal) => Err(refusal),
    };
    Ok(match asked {
        Ok(ask) if !ask.does && ask.path == ["events"] => match office.listeners.listen() {
            Some(heard) => response(Answer::of("text/event-stream", ""), Some(heard), None, false),
            None => whole(asker.told(Answer::refusal(503, "开的页太多了，关掉几个")), None, false),
        },
        Ok(ask) => {
            // A fault of ours costs this answer, and nothing else.
            let work = spawn_blocking(move || answer(&office, &ask));
            let broken = || Answer::refusal(500, "程序内部出错，这一步没有做；文件没有动");
            let answer = work.await.unwrap_or_else(|_| broken());
            whole(asker.told(answer), known.as_deref(), false)
        }
        Err(refusal) => whole(asker.told(refusal), None, true),
    })
}

/// Reads a request that passed.
async fn read(passed: Passed, head: &Parts, body: Incoming) -> Result<Ask, Answer> {
    let Passed { does, path } = passed;
    let path = match path.as_str() {
        "" => Vec::new(),
        path => parts_of(path).ok_or_else(|| Answer::refusal(400, "地址不对"))?,
    };
    let too_large = || Answer::refusal(413, "太大了，收不下");
    let text = |name| head.headers.get(name).and_then(|text| text.to_str().ok());
    // Only an import and the beginning of a project take files.
    let boundary =
        text(CONTENT_TYPE).and_then(boundary).filter(|_| path == ["import"] || path == ["begin"]);
    let [form_alone, with_files] = FORM;
    let [of_form, of_files] = PATIENCE;
    let (most, patience) = match boundary {
        Some(_) => (with_files, of_files),
        None => (form_alone, of_form),
    };
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        if length.is_some_and(|length| length <= FORGOTTEN) {
            let _ = timeout(of_files, forget(body)).await;
        }
        return Err(too_large());
    }
    let (mut form, mut sent) = (Pairs::default(), Vec::new());
    if does {
        let read = timeout(patience, Limited::new(body, most).collect()).await;
        let read = read.map_err(|_| Answer::refusal(408, "等得太久了"))?;
        let bytes = read.map_err(|_| too_large())?.to_bytes();
        match boundary {
            None => form = Pairs::of(&bytes),
            Some(boundary) => {
                let broken = || Answer::refusal(400, "没有收全，再传一次");
                (form, sent) = parts(&bytes, boundary).ok_or_else(broken)?;
            }
        }
    }
    Ok(Ask { does, path, form, sent })
}

/// Reads a body and keeps nothing of it.
async fn forget(mut body: Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}

/// An answer with a body that ends.
fn whole(answer: Answer, known: Option<&str>, closes: bool) -> Response<Body> {
    response(answer, None, known, closes)
}

/// An answer as it is sent.
fn response(
    answer: Answer,
    heard: Option<Heard>,
    known: Option<&str>,
    closes: bool,
) -> Response<Body> {
    let Answer { status, kind, body, location, file_name, tag } = answer;
    let is_known = tag.is_some() && tag.as_deref() == known;
    let mut response = Response::builder().status(if is_known { 304 } else { status });
    for (name, value) in STRICT {
        response = response.header(name, value);
    }
    response = response.header("content-type", kind);
    if closes {
        response = response.header("connection", "close");
    }
    for (name, value) in [("location", location), ("etag", tag)] {
        if let Some(value) = value {
            response = response.header(name, value);
        }
    }
    if let Some(name) = file_name {
        let name = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
        response =
            response.header("content-disposition", format!("attachment; filename*=UTF-8''{name}"));
    }
    let body = match heard {
        Some(heard) => Either::Right(heard),
        None if is_known => Either::Left(Full::default()),
        None => Either::Left(Full::new(Bytes::from(body))),
    };
    response.body(body).unwrap_or_else(|_| Response::new(Either::Left(Full::default())))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;
    use std::thread;

    use super::*;
    use crate::serve::address::Address;

    /// Few places.
    const FEW: usize = 6;

    /// Listens with few places to who may take for ever, for as long as the tests run: the port.
    fn listening(folder: &Path) -> u16 {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let office = Office::new(folder.to_owned(), Address { port, token: "k".repeat(32) });
        let for_ever = Duration::from_secs(1 << 20);
        thread::spawn(move || listen_within(office, listener, (FEW, for_ever)));
        port
    }

    /// A connection that has sent something.
    fn with(port: u16, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        stream
    }

    /// What comes until the end.
    fn heard(mut stream: TcpStream) -> String {
        let mut heard = String::new();
        // Who is given up may hear nothing, or that it is.
        let _ = stream.read_to_string(&mut heard);
        heard
    }

    #[test]
    fn who_sends_nothing_gives_way() {
        let folder = tempfile::tempdir().unwrap();
        let port = listening(folder.path());
        let head = format!("host: 127.0.0.1:{port}\r\n");
        let whole =
            format!("GET /{}/x HTTP/1.1\r\n{head}connection: close\r\n\r\n", "k".repeat(32));
        let listens = format!("GET /{}/events HTTP/1.1\r\n{head}\r\n", "k".repeat(32));
        // Whoever has been heard gives way to nobody.
        let mut page = with(port, &listens);
        let mut first = [0; 4];
        page.read_exact(&mut first).unwrap();
        let mut idle = Vec::new();
        for round in 0..40 {
            let sent = ["", "GET / HTTP/1.1\r\nho", "GET /x"][round % 3];
            idle.extend((0..FEW).map(|_| with(port, sent)));
            let answer = heard(with(port, &whole));
            assert!(answer.starts_with("HTTP/1.1 404"), "{round}: {answer}");
        }
        page.set_nonblocking(true).unwrap();
        let mut rest = vec![0; 1 << 16];
        while let Ok(count) = page.read(&mut rest) {
            assert!(count > 0, "the page that listens was given up");
        }
        // The oldest gave way, the newest are there.
        assert_eq!(heard(idle.remove(0)), "");
        let newest = idle.last().unwrap();
        newest.set_nonblocking(true).unwrap();
        let there = (&*newest).read(&mut rest).unwrap_err();
        assert_eq!(there.kind(), std::io::ErrorKind::WouldBlock);
    }
}
