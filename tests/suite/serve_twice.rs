//! `serve` of a folder that is served already: the second start leads to the page that is open and leaves it alone; what held the
//! folder lets it go with its process, however that ends.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::serving::Serving;
use crate::support::Sandbox;

/// A start of the program that may be a second one.
pub(crate) struct Start {
    /// The program.
    child: Child,
    /// The first line that it says: an address.
    pub(crate) address: String,
    /// What else it says.
    rest: BufReader<ChildStdout>,
}

/// How a start ended that served nothing.
pub(crate) struct Ended {
    /// Its status.
    pub(crate) status: Option<i32>,
    /// What stands on standard output behind the address.
    pub(crate) more: String,
    /// What it remarked.
    pub(crate) remarks: String,
}

impl Start {
    /// Starts the program in a folder.
    pub(crate) fn of(folder: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
        command.current_dir(folder).args(["serve", "--no-open"]).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut rest = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        rest.read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned(), rest }
    }

    /// The first line that it remarks.
    pub(crate) fn remark(&mut self) -> String {
        let mut remark = String::new();
        let stderr = self.child.stderr.as_mut().unwrap();
        BufReader::new(stderr).read_line(&mut remark).unwrap();
        remark
    }

    /// Waits for its end.
    pub(crate) fn end(&mut self) -> Ended {
        let (mut more, mut remarks) = (String::new(), String::new());
        self.rest.read_to_string(&mut more).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut remarks).unwrap();
        Ended { status: self.child.wait().unwrap().code(), more, remarks }
    }
}

impl Drop for Start {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody has.
fn free_port() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port().to_string()
}

/// The second start says where the page is open and ends well, whatever port it was told; the first goes on, and is found as well
/// where it was told a port itself. One that was killed is in nobody's way.
#[test]
fn a_second_start_leads_to_the_page_that_is_open() {
    let sandbox = Sandbox::brief();
    let first = Serving::of(&sandbox);
    let port = free_port();
    for more in [&[][..], &["--port", &port], &["--port", &first.port.to_string()]] {
        let mut second = Start::of(sandbox.root(), more);
        assert_eq!(second.address, first.address(), "{more:?}");
        let Ended { status, more: others, remarks } = second.end();
        assert_eq!(status, Some(0), "{remarks}");
        assert!(others.is_empty(), "{others}");
        assert!(remarks.contains("已经开着"), "{remarks}");
        assert_eq!(remarks.contains("--port"), !more.is_empty(), "{more:?}: {remarks}");
        assert_eq!(first.get("").status, 200);
    }
    // The same folder by another way is the same project.
    let below = sandbox.path("data");
    let mut second = Start::of(&below, &[]);
    assert_eq!(second.address, first.address());
    assert_eq!(second.end().status, Some(0));
    let token = first.token.clone();
    drop(first);
    let again = Start::of(sandbox.root(), &["--port", &port]);
    assert_eq!(again.address, format!("http://127.0.0.1:{port}/{token}/"));
    let mut second = Start::of(sandbox.root(), &[]);
    assert_eq!(second.address, again.address);
    assert_eq!(second.end().status, Some(0));
    drop(again);
    for _ in 0..3 {
        let page = Serving::of(&sandbox);
        assert_eq!(page.get("").status, 200);
    }
}

/// Of several that start at once in a folder that was never served, one serves, and the others lead to it.
#[test]
fn of_several_starts_at_once_one_serves() {
    let sandbox = Sandbox::brief();
    let mut starts: Vec<Start> = std::thread::scope(|scope| {
        let starting: Vec<_> =
            (0..4).map(|_| scope.spawn(|| Start::of(sandbox.root(), &[]))).collect();
        starting.into_iter().map(|start| start.join().unwrap()).collect()
    });
    let address = starts[0].address.clone();
    assert!(starts.iter().all(|start| start.address == address), "{address}");
    let mut serving = 0;
    for start in &mut starts {
        // Nobody but the one that serves goes on after what it says first.
        match start.remark().contains("已经开着") {
            true => assert_eq!(start.child.wait().unwrap().code(), Some(0)),
            false => serving += 1,
        }
    }
    assert_eq!(serving, 1);
}

/// Two folders have two pages.
#[test]
fn another_folder_is_another_page() {
    let (one, other) = (Sandbox::brief(), Sandbox::brief());
    let (first, second) = (Serving::of(&one), Serving::of(&other));
    assert_ne!(first.address(), second.address());
    assert_eq!([first.get("").status, second.get("").status], [200, 200]);
    // A copy of a folder that is served, with all that stands in it, is another project.
    let copy = Sandbox::of(one.root());
    let third = Start::of(copy.root(), &[]);
    assert_ne!(third.address, first.address());
    assert!(third.address.starts_with("http://127.0.0.1:"), "{}", third.address);
}
