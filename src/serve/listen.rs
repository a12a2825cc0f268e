//! Connections: a bounded number, each request of a bounded size and time, its answer with what keeps a browser strict.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, IF_NONE_MATCH};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::problem::reason;
use crate::serve::answer::Answer;
use crate::serve::ask::Ask;
use crate::serve::gate::{Passed, pass};
use crate::serve::listeners::Heard;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::routes::answer;
use crate::serve::sent::{boundary, parts};

/// How many connections at once.
const CONNECTIONS: usize = 96;

/// How many requests are worked on at once.
const WORKERS: usize = 8;

/// How long a request's head may take, its body, and one that brings files.
const PATIENCE: [Duration; 3] =
    [Duration::from_secs(5), Duration::from_secs(20), Duration::from_secs(120)];

/// How many bytes a request's head may have.
const HEAD: usize = 32 << 10;

/// How many bytes a form may have, and one that brings files.
const FORM: [usize; 2] = [2 << 20, 128 << 20];

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
        let free = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let Ok(place) = Arc::clone(&free).acquire_owned().await else { return Ok(()) };
            let Ok((stream, _)) = listener.accept().await else {
                // Too many open files: some will be closed.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let office = Arc::clone(&office);
            tokio::spawn(async move {
                let service = service_fn(move |request| reply(Arc::clone(&office), request));
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE[0])
                    .max_buf_size(HEAD)
                    .serve_connection(TokioIo::new(stream), service);
                // What is wrong with a connection is the other side's.
                let _ = connection.await;
                drop(place);
            });
        }
    })
}

/// Answers one request.
async fn reply(
    office: Arc<Office>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let known = request.headers().get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let known = known.map(str::to_owned);
    Ok(match read(&office, request).await {
        Ok(ask) if !ask.does && ask.path == ["events"] => match office.listeners.listen() {
            Some(heard) => response(Answer::of("text/event-stream", ""), Some(heard), None, false),
            None => whole(Answer::refusal(503, "开的页太多了，关掉几个"), None, false),
        },
        Ok(ask) => {
            // A fault of ours costs this answer, and nothing else.
            let work = spawn_blocking(move || answer(&office, &ask));
            let broken = || Answer::refusal(500, "程序内部出错，这一步没有做；文件没有动");
            whole(work.await.unwrap_or_else(|_| broken()), known.as_deref(), false)
        }
        Err(refusal) => whole(refusal, None, true),
    })
}

/// Reads a request that may pass.
async fn read(office: &Office, request: Request<Incoming>) -> Result<Ask, Answer> {
    let (head, body) = request.into_parts();
    let Passed { does, path } = pass(&office.address, &head.method, &head.uri, &head.headers)?;
    let too_large = || Answer::refusal(413, "太大了，收不下");
    let text = |name| head.headers.get(name).and_then(|text| text.to_str().ok());
    // Only an import and the beginning of a project take files.
    let boundary =
        text(CONTENT_TYPE).and_then(boundary).filter(|_| path == ["import"] || path == ["begin"]);
    let [form_alone, with_files] = FORM;
    let [_, of_form, of_files] = PATIENCE;
    let (most, patience) = match boundary {
        Some(_) => (with_files, of_files),
        None => (form_alone, of_form),
    };
    let length = text(CONTENT_LENGTH);
    if length.is_some_and(|length| length.parse::<usize>().is_ok_and(|length| length > most)) {
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
