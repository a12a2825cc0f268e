//! Where the page is: its port and the token in its address. Both are kept in the project folder, so that a page that is open
//! stays good when the program is started again.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use crate::files::{Most, keep_private, read, write_whole};
use crate::problem::reason;

/// The folder in a project where the page keeps what is its own.
pub(super) const OWN: &str = ".juesuan";

/// How many bytes of chance a token has.
const BYTES: usize = 16;

/// Where the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The port, on this computer only.
    pub port: u16,
    /// What only those know whom the program told the address.
    pub token: String,
}

impl Address {
    /// Takes a port: the one that was asked for, else the one of the last time, else any.
    pub(super) fn take(root: &Path, port: Option<u16>) -> Result<(Self, TcpListener), String> {
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
        if kept.is_none() {
            address.keep(root);
        }
        Ok((address, listener))
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

    #[test]
    fn an_address_stays_good_over_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let (first, listener) = Address::take(folder.path(), None).unwrap();
        let (beside, _listener) = Address::take(folder.path(), None).unwrap();
        assert_eq!(beside.token, first.token);
        assert_ne!(beside.port, first.port);
        drop(listener);
        let (again, _listener) = Address::take(folder.path(), None).unwrap();
        assert_eq!(again, first);
        fs::write(place(folder.path()), "0 ../..\n").unwrap();
        let (other, _listener) = Address::take(folder.path(), None).unwrap();
        assert_ne!(other.token, first.token);
        assert_eq!(other.token.len(), 32);
    }
}
