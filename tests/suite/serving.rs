//! The program serving its page, asked by raw connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::Sandbox;

/// A page that is served until this is dropped.
pub(crate) struct Serving {
    /// The program.
    child: Child,
    /// The port.
    pub(crate) port: u16,
    /// The token in the address.
    pub(crate) token: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answered {
    /// Its status; 0 where the connection was closed without a word.
    pub(crate) status: u16,
    /// Its head.
    pub(crate) head: String,
    /// Its body.
    pub(crate) body: Vec<u8>,
}

impl Answered {
    /// Its body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether it tells a script that something was not done: in words alone, which are no page, under a status of which no
    /// browser complains.
    pub(crate) fn is_refused(&self) -> bool {
        self.status == 200 && self.head.to_lowercase().contains("content-type: text/plain")
    }
}

impl Serving {
    /// Serves the page of a project.
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        Self::at(sandbox.root())
    }

    /// Serves the page of the project of a folder.
    pub(crate) fn at(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
        command.current_dir(folder).args(["serve", "--no-open"]);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, token) = address.trim_end_matches('/').split_once('/').expect("a token");
        Self { port: port.parse::<u16>().unwrap(), token: token.to_owned(), child }
    }

    /// The address of its first page.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Kills the program after a time.
    #[cfg(unix)]
    pub(crate) fn killer(&self, after: Duration) -> std::thread::JoinHandle<()> {
        let id = self.child.id().to_string();
        std::thread::spawn(move || {
            std::thread::sleep(after);
            let killed = Command::new("kill").args(["-9", &id]).status();
            assert!(killed.unwrap().success());
        })
    }

    /// What a form gets; none where nobody answers.
    #[cfg(unix)]
    pub(crate) fn try_to_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answered> {
        TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        Some(self.post(path, fields)).filter(|answer| answer.status > 0)
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// What is answered to some bytes.
    pub(crate) fn raw(&self, request: &[u8]) -> Answered {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else {
            return Answered { status: 0, head: String::new(), body: Vec::new() };
        };
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // A server that has heard enough closes before all is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse::<u16>().ok());
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Answered { status: status.unwrap_or(0), head, body }
    }

    /// What a page of the program gets at a path behind the token.
    pub(crate) fn get(&self, path: &str) -> Answered {
        let (token, port) = (&self.token, self.port);
        let request = format!(
            "GET /{token}/{path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n"
        );
        self.raw(request.as_bytes())
    }

    /// What a form of the program gets.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                let bytes = value.bytes().map(|byte| format!("%{byte:02X}"));
                format!("{name}={}", bytes.collect::<String>())
            })
            .collect();
        self.post_as(path, "application/x-www-form-urlencoded", fields.join("&").as_bytes())
    }

    /// What a body of a kind gets.
    pub(crate) fn post_as(&self, path: &str, kind: &str, body: &[u8]) -> Answered {
        let (token, port, length) = (&self.token, self.port, body.len());
        let head = format!(
            "POST /{token}/{path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: \
             http://127.0.0.1:{port}\r\ncontent-type: {kind}\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        self.raw(&[head.as_bytes(), body].concat())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
