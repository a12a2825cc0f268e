//! What is asked for, taken apart.

use percent_encoding::percent_decode_str;

use crate::serve::pairs::Pairs;
use crate::serve::sent::Sent;

/// A request that passed the gate, read whole.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    /// Whether something is to be done; else something is only looked at.
    pub does: bool,
    /// The parts of its path behind the token.
    pub path: Vec<String>,
    /// The fields of its form.
    pub form: Pairs,
    /// The files that it brings.
    pub sent: Vec<Sent>,
}

/// The parts of a path; none where one of them is no name: what leads elsewhere, or is no text.
pub(super) fn parts(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/')?;
    let decoded = path.split('/').map(|part| percent_decode_str(part).decode_utf8().ok());
    let parts: Vec<String> = decoded.map(|part| Some(part?.into_owned())).collect::<Option<_>>()?;
    let is_name = |part: &String| {
        part != "." && part != ".." && !part.contains(['/', '\\', '\0', ':']) && part.len() < 500
    };
    parts.iter().all(is_name).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_and_leads_nowhere() {
        assert_eq!(parts("/k/u/%E5%8E%BF/2022").unwrap(), ["k", "u", "县", "2022"]);
        for bad in
            ["", "k", "/k/../x", "/k/%2e%2e/x", "/k/a%2fb", "/k/a%5cb", "/k/%00", "/k/%ff", "/C:"]
        {
            assert_eq!(parts(bad), None, "{bad}");
        }
    }
}
