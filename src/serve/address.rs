//! Where the page is: its port and the token in its address. Both are kept in the project folder, so that a page that is open
//! stays good when the program is started again.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::files::{Alone, Most, hold_alone, keep_private, read, write_whole};
use crate::problem::reason;

/// The folder in a project where the page keeps what is its own.
pub(super) const OWN: &str = ".juesuan";

/// How many bytes of chance a token has.
const BYTES: usize = 16;

/// How often it is looked for whoever holds a project.
const TRIES: u32 = 20;

/// How long it is waited in between.
const PAUSE: Duration = Duration::from_millis(100);

/// How long it is waited for an answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The port, on this computer only.
    pub port: u16,
    /// What only those know whom the program told the address.
    pub token: String,
}

/// What came of taking a port.
#[derive(Debug)]
pub(super) enum Taken {
    /// It is ours.
    New(Held),
    /// The page is open already, in another process.
    Open(Address),
}

/// A port that was taken.
#[derive(Debug)]
pub(super) struct Held {
    /// Where the page is.
    pub address: Address,
    /// What listens there.
    pub listener: TcpListener,
    /// By which the project is held alone; none where that cannot be.
    pub alone: Option<Alone>,
}

impl Address {
    /// Takes a port: the one that was asked for, else the one of the last time, else any. Where the page is open already, that is where.
    pub(super) fn take(root: &Path, port: Option<u16>) -> Result<Taken, String> {
        let alone = match hold_alone(&root.join(OWN).join("lock")) {
            Ok(Some(file)) => Some(file),
            Ok(None) => match answering(root) {
                Some(open) => return Ok(Taken::Open(open)),
                // It is open on another computer, which has the same folder and its own port.
                None => None,
            },
            // Some folders cannot be written to, some systems know no locks: the page can be looked at all the same.
            Err(_) => None,
        };
        let kept = kept(root);
        let token = match &kept {
            Some(kept) => kept.token.clone(),
            None => token().ok_or("系统给不出随机数")?,
        };
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match (port, &kept) {
            (Some(port), _) => bind(port),
            (None, Some(kept)) => bind(kept.port).or_else(|_| bind(0)),
            (None, None) => bind(0),
        };
        let listener = listener.map_err(|error| match port {
            Some(port) => format!("端口 {port} 不能用（{}）", reason(&error)),
            None => format!("本机的端口不能用（{}）", reason(&error)),
        })?;
        let port = listener.local_addr().map_err(|error| reason(&error))?.port();
        let address = Self { port, token };
        // Whoever holds the folder alone says where; else only what nobody said yet is said.
        if kept.as_ref() != Some(&address) && (alone.is_some() || kept.is_none()) {
            address.keep(root);
        }
        Ok(Taken::New(Held { address, listener, alone }))
    }

    /// The address to open.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// The names by which a browser may call this computer.
    pub(super) fn hosts(&self) -> [String; 2] {
        ["127.0.0.1", "localhost"].map(|name| format!("{name}:{}", self.port))
    }

    /// Writes it down for the next time; where that cannot be, the next time has another.
    fn keep(&self, root: &Path) {
        let folder = root.join(OWN);
        // Whoever keeps the project under version control does not keep this.
        let _ = write_whole(&folder.join(".gitignore"), b"*\n");
        let path = place(root);
        let _ = write_whole(&path, format!("{} {}\n", self.port, self.token).as_bytes());
        keep_private(&path);
    }
}

/// Where another process of this computer answers that holds the project; none where none does. One that has just been started may
/// not have written down yet where it is.
fn answering(root: &Path) -> Option<Address> {
    for _ in 0..TRIES {
        let answers = |kept: &Address| {
            let place = SocketAddr::from((Ipv4Addr::LOCALHOST, kept.port));
            TcpStream::connect_timeout(&place, PATIENCE).is_ok()
        };
        match kept(root).filter(answers) {
            Some(open) => return Some(open),
            None => thread::sleep(PAUSE),
        }
    }
    None
}

/// The file that it is written down in.
fn place(root: &Path) -> PathBuf {
    root.join(OWN).join("address")
}

/// The address of the last time.
fn kept(root: &Path) -> Option<Address> {
    let text = String::from_utf8(read(&place(root), Most::Data).ok()?).ok()?;
    let (port, token) = text.trim().split_once(' ')?;
    let is_token = token.len() == 2 * BYTES && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    let port = port.parse::<u16>().ok().filter(|port| *port > 0)?;
    is_token.then(|| Address { port, token: token.to_owned() })
}

/// A new token from the system's source of chance.
fn token() -> Option<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A port that is taken for a folder.
    fn taken(folder: &Path) -> Held {
        match Address::take(folder, None).unwrap() {
            Taken::New(held) => held,
            Taken::Open(open) => panic!("it is open at {open:?}"),
        }
    }

    #[test]
    fn an_address_stays_good_over_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let first = taken(folder.path());
        let address = first.address.clone();
        // Whoever comes second is told where the first is, whatever port it asked for.
        for port in [None, Some(1), Some(address.port)] {
            let second = Address::take(folder.path(), port).unwrap();
            assert!(matches!(second, Taken::Open(open) if open == address));
        }
        drop(first);
        let again = taken(folder.path());
        assert_eq!(again.address, address);
        drop(again);
        // Where somebody else has the port, the page is elsewhere, and stays there.
        let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, address.port)).unwrap();
        let moved = taken(folder.path());
        assert_eq!(moved.address.token, address.token);
        assert_ne!(moved.address.port, address.port);
        drop(stranger);
        let second = Address::take(folder.path(), None).unwrap();
        assert!(matches!(second, Taken::Open(open) if open == moved.address));
        drop(moved);
        fs::write(place(folder.path()), "0 ../..\n").unwrap();
        let other = taken(folder.path());
        assert_ne!(other.address.token, address.token);
        assert_eq!(other.address.token.len(), 32);
    }
}
