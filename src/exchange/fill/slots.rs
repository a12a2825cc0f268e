//! The data files of one report, each with what it says.

use crate::exchange::fill::said::Said;
use crate::fields::FileForm;
use crate::fields::field::Shape;
use crate::files::{Files, Most, is_hidden};

/// A data file of a report.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// Its path from the unit's folder, with forward slashes.
    pub path: String,
    /// Its form.
    pub form: &'static FileForm,
    /// Its fields.
    pub shape: &'static Shape,
    /// Its text; none where it is not there.
    pub text: Option<String>,
    /// What it says.
    pub said: Said,
    /// Whether it is only shown.
    pub locked: bool,
}

/// The tables and fields of a whole year's file that the year after it does not compare with.
const NOT_COMPARED: [&str; 13] = [
    "published",
    "approved",
    "budget",
    "profile",
    "procurement",
    "assets",
    "performance",
    "reasons",
    "extra",
    "control",
    "prior",
    "corrections",
    "accept",
];

/// Which of the files of a report a path is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Who reports.
    Unit,
    /// The year.
    Year,
    /// The year before.
    LastYear,
    /// A self-evaluation report.
    Evaluation,
}

/// Which file of a report a path from the unit's folder is; none where it is none of them.
pub(crate) fn part(path: &str, year: u16) -> Option<Part> {
    let plain = |name: &str| {
        !is_hidden(name) && !name.contains(|c: char| c.is_control() || "\\/:*?\"<>|".contains(c))
    };
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["unit.toml"] => Some(Part::Unit),
        [file] if *file == format!("{year}.toml") => Some(Part::Year),
        [file] if *file == format!("{}.toml", year.saturating_sub(1)) => Some(Part::LastYear),
        [folder, file]
            if *folder == year.to_string()
                && file.to_lowercase().ends_with(".toml")
                && plain(file) =>
        {
            Some(Part::Evaluation)
        }
        _ => None,
    }
}

impl Slot {
    /// The file of a path, as it is on disk; why not where it cannot be read.
    pub(super) fn read(files: &Files, folder: &str, path: &str, year: u16) -> Result<Self, String> {
        let full = format!("data/{folder}/{path}");
        let unknown = || format!("{full} 不是这份报告的数据文件");
        let part = part(path, year).ok_or_else(unknown)?;
        let form = FileForm::of(&full).ok_or_else(unknown)?;
        let text = match files.is_absent(&full) {
            Ok(true) => None,
            Ok(false) | Err(_) => {
                let bytes = files.read(&full, Most::Data);
                let bytes = bytes.map_err(|unread| format!("{full} 读不出：{}", unread.why()))?;
                let text = String::from_utf8(bytes);
                Some(text.map_err(|_| format!("{full} 不是 UTF-8 编码的文本"))?)
            }
        };
        let broken = || format!("{full} 里有 TOML 写法上的错误，先改正它（juesuan check 会指出）");
        let only = text.as_deref().map(|text| Said::of(text, form.shape).ok_or_else(broken));
        let compared = match only.transpose()? {
            Some(said) if said.is_only_compared() => form.compared,
            _ => None,
        };
        let shape = match (part, compared, &text) {
            (_, Some(compared), _) => compared,
            // A file of last year that is not there yet is one that serves only comparisons.
            (Part::LastYear, None, None) => form.compared.unwrap_or(form.shape),
            _ => form.shape,
        };
        let said = match &text {
            Some(text) => Said::of(text, shape).ok_or_else(broken)?,
            None => Said::default(),
        };
        let locked = part == Part::LastYear && compared.is_none() && text.is_some();
        let mut slot = Self { path: path.to_owned(), form, shape, text, said, locked };
        if locked {
            slot.leave_out_what_is_not_compared();
        }
        Ok(slot)
    }

    /// The settings of a project; why not where they cannot be read.
    pub(crate) fn of_settings(files: &Files) -> Result<Self, String> {
        let path = "juesuan.toml".to_owned();
        let form = FileForm::of(&path).ok_or("项目设置不在")?;
        let bytes = files.read(&path, Most::Data).map_err(|unread| unread.why())?;
        let text = String::from_utf8(bytes).map_err(|_| "不是 UTF-8 编码的文本")?;
        let said = Said::of(&text, form.shape).ok_or("写法上有错误")?;
        Ok(Self { path, form, shape: form.shape, text: Some(text), said, locked: false })
    }

    /// Leaves out what the year after does not compare with.
    fn leave_out_what_is_not_compared(&mut self) {
        let kept = |path: &str| {
            let top = path.split(['.', '[']).next().unwrap_or_default();
            !NOT_COMPARED.contains(&top)
        };
        self.said.leaves.retain(|path, _| kept(path));
        self.said.rows.retain(|path, _| kept(path));
        self.said.has.retain(|path| kept(path));
    }

    /// What all of it says, also what the year after does not compare with.
    pub(crate) fn whole(&self) -> Option<Said> {
        Said::of(self.text.as_deref()?, self.shape)
    }

    /// Whether a field of it stands in the workbook.
    pub(crate) fn shows(&self, key: &str) -> bool {
        !self.locked || !NOT_COMPARED.contains(&key)
    }

    /// Which file it is.
    pub(crate) fn part(&self, year: u16) -> Option<Part> {
        part(&self.path, year)
    }
}

/// All files of a report, with one self-evaluation report that is not there yet.
pub(crate) fn slots(files: &Files, folder: &str, year: u16) -> Result<Vec<Slot>, String> {
    let mut slots = vec![
        Slot::read(files, folder, "unit.toml", year)?,
        Slot::read(files, folder, &format!("{year}.toml"), year)?,
    ];
    let last = Slot::read(files, folder, &format!("{}.toml", year.saturating_sub(1)), year)?;
    if last.text.is_some() {
        slots.push(last);
    }
    let names = files.names(&format!("data/{folder}/{year}")).unwrap_or_default();
    let reports: Vec<&String> = names
        .iter()
        .filter(|name| part(&format!("{year}/{name}"), year) == Some(Part::Evaluation))
        .collect();
    for name in &reports {
        slots.push(Slot::read(files, folder, &format!("{year}/{name}"), year)?);
    }
    let free = (reports.len() + 1..).map(|number| format!("{number:02}-自评.toml"));
    if let Some(name) = free.into_iter().find(|name| !reports.contains(&name)) {
        slots.push(Slot::read(files, folder, &format!("{year}/{name}"), year)?);
    }
    Ok(slots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_the_report_are_known() {
        for (path, wanted) in [
            ("unit.toml", Some(Part::Unit)),
            ("2022.toml", Some(Part::Year)),
            ("2021.toml", Some(Part::LastYear)),
            ("2022/01-甲.toml", Some(Part::Evaluation)),
            ("2020.toml", None),
            ("../b/unit.toml", None),
            ("2022/../unit.toml", None),
            ("2022/.toml", None),
            ("2022/~a.toml", None),
            ("2022/a\\b.toml", None),
            ("2022/01.txt", None),
            ("/etc/passwd", None),
            ("", None),
        ] {
            assert_eq!(part(path, 2022), wanted, "{path}");
        }
    }
}
