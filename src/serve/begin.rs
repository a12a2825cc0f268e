//! A new project's settings, a new unit's first files.

use std::io::ErrorKind;

use crate::batch::today;
use crate::edit::{Change, edited};
use crate::exchange::fill::{of_field, value};
use crate::fields::FileForm;
use crate::fields::project::project::PUBLISHED;
use crate::files::{Files, write_new};
use crate::model::unit::{Kind, Nature};
use crate::problem::reason;
use crate::serve::office::Office;
use crate::serve::pairs::Pairs;
use crate::serve::unit::Now;
use crate::serve::unit::at::SETTINGS;
use crate::write::{folder_of, settings_text, unit_text, year_text};

/// Makes the settings of a project for the year and with the layout of a form, or the accounts of the year before and the usual
/// layout; why they are not made, where they are not.
pub(super) fn make_settings(office: &Office, form: &Pairs) -> Result<(), String> {
    let _turn = office.turn(None, "");
    let year = match form.get("year") {
        "" => today().year.saturating_sub(1),
        typed => year_of(typed).ok_or("年度写四位数字")?,
    };
    let layout = Some(form.get("layout")).filter(|layout| !layout.is_empty());
    if layout.is_some_and(|layout| office.layouts().iter().all(|(name, _)| name != layout)) {
        return Err("没有这个格式，再选一次".to_owned());
    }
    let text = settings_text(year, layout);
    let text = match form.get("published").trim() {
        "" => text,
        typed => with_day(&text, typed)?,
    };
    match write_new(&office.root.join(SETTINGS), text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err("已经有项目设置了，没有动它".to_owned());
        }
        Err(error) => return Err(format!("存不下（{}）", reason(&error))),
    }
    office.listeners.tell("changed");
    Ok(())
}

/// Settings with the day on which reports are published; why not where it is none.
fn with_day(settings: &str, typed: &str) -> Result<String, String> {
    let day = of_field(&PUBLISHED, typed).map_err(|why| format!("公开日期：{why}"))?;
    let Some(day) = day else { return Ok(settings.to_owned()) };
    let form = FileForm::of(SETTINGS).ok_or("没有项目设置的写法")?;
    let change = Change::Set(value(&PUBLISHED, &day));
    edited(form, settings, PUBLISHED.key, &change).map_err(|refused| refused.0)
}

/// Makes the files of the unit that a form describes: its folder and year, or why they are not made.
pub(super) fn make(office: &Office, form: &Pairs) -> Result<(String, u16), String> {
    let _turn = office.turn(None, form.get("tab"));
    let name = form.get("name").split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err("单位全称还没有写".to_owned());
    }
    let year = year_of(form.get("year")).ok_or("年度写四位数字")?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.key() == form.get("kind"));
    let nature = Nature::ALL.into_iter().find(|nature| nature.key() == form.get("nature"));
    let (Some(kind), Some(nature)) = (kind, nature) else {
        return Err("单位的种类和性质还没有选".to_owned());
    };
    let overview = office.overview();
    let rows = overview.status.iter().flat_map(|status| &status.rows);
    if rows.clone().any(|row| row.called() == name) {
        return Err("已经有这个单位了".to_owned());
    }
    let folder = folder_of(&name).map_err(|why| {
        format!("“{name}”不能作文件夹的名字：{why}；先写别的名称，建好以后在“单位和概况”里改")
    })?;
    let files = [
        ("unit.toml".to_owned(), unit_text(Some(&name), kind, nature)),
        (format!("{year}.toml"), year_text(year)),
    ];
    for (file, text) in files {
        let path = office.root.join("data").join(&folder).join(file);
        match write_new(&path, text.as_bytes()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err("已经有同名的文件夹了，没有动它".to_owned());
            }
            Err(error) => return Err(format!("存不下（{}）", reason(&error))),
        }
    }
    office.listeners.tell("changed");
    Ok((folder, year))
}

/// The year that was typed; none where it is none.
fn year_of(typed: &str) -> Option<u16> {
    typed.trim().parse::<u16>().ok().filter(|year| (1991..=2100).contains(year))
}

/// Makes the empty file of a year of a unit that has none; why not, where it is not made.
pub(super) fn make_year(office: &Office, folder: &str, year: u16, tab: &str) -> Result<(), String> {
    let _turn = office.turn(Some(folder), tab);
    let now = Now::look(&Files::on(&office.root), folder, year);
    now.filter(|_| (1991..=2100).contains(&year)).ok_or("没有这个单位，或者年度不对")?;
    let path = office.root.join("data").join(folder).join(format!("{year}.toml"));
    write_new(&path, year_text(year).as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => format!("已经有 {year} 年度的数据，没有动它"),
        _ => format!("存不下（{}）", reason(&error)),
    })?;
    office.listeners.tell("changed");
    Ok(())
}
