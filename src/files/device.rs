//! Names that Windows keeps for devices.

/// The device for which Windows keeps a name, with or without an ending.
pub(crate) fn device(name: &str) -> Option<String> {
    let bare = name.split('.').next().unwrap_or_default().trim().to_uppercase();
    let is_numbered = |device: &str| {
        let number = bare.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1 && number.contains(|c| "123456789¹²³".contains(c))
    };
    let known = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];
    let is_device = known.contains(&bare.as_str()) || is_numbered("COM") || is_numbered("LPT");
    is_device.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_told() {
        for name in [
            "con",
            "NUL",
            "Com1",
            "lpt9.pdf",
            "aux .x",
            "aux.x",
            "AUX.x.y",
            "COM¹",
            "lpt³.a",
            "CONIN$",
            "conout$.txt",
            "clock$",
            "prn",
        ] {
            assert!(device(name).is_some(), "{name}");
        }
        for name in [
            "control",
            "COM0",
            "COM10",
            "COM",
            "某单位",
            "aux2022",
            "LPT⁴",
            "CONIN",
            "a.con",
            "",
            "nul 某单位",
        ] {
            assert!(device(name).is_none(), "{name}");
        }
    }
}
