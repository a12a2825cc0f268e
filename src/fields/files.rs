//! Which files have which fields.

use crate::fields::field::Shape;
use crate::fields::{comparison, evaluation, layout, project, unit, year};

/// A form of file: its name in the schemas, and its fields.
#[derive(Debug)]
pub struct FileForm {
    /// The name of its schema, such as `year`.
    pub name: &'static str,
    /// Its fields.
    pub(crate) shape: &'static Shape,
    /// Its fields where it says that it serves only comparisons.
    pub(crate) compared: Option<&'static Shape>,
    /// Which files are of this form, in words.
    pub files: &'static str,
}

/// All forms of files.
pub static FILES: [FileForm; 5] = [
    FileForm {
        name: "juesuan",
        shape: &project::project::SHAPE,
        compared: None,
        files: "juesuan.toml（项目设置）",
    },
    FileForm {
        name: "unit",
        shape: &unit::unit::SHAPE,
        compared: None,
        files: "data/<单位>/unit.toml（单位）",
    },
    FileForm {
        name: "year",
        shape: &year::year::SHAPE,
        compared: Some(&comparison::file::SHAPE),
        files: "data/<单位>/<年度>.toml（年度文件）",
    },
    FileForm {
        name: "evaluation",
        shape: &evaluation::evaluation::SHAPE,
        compared: None,
        files: "data/<单位>/<年度>/*.toml（项目绩效自评报告）",
    },
    FileForm {
        name: "layout",
        shape: &layout::layout::SHAPE,
        compared: None,
        files: "layouts/<版式>/layout.toml（版式的设置）",
    },
];

impl FileForm {
    /// The form of a file by its path from the project folder; none where it is no data and no settings.
    pub fn of(path: &str) -> Option<&'static Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let name = match parts.as_slice() {
            ["juesuan.toml"] => "juesuan",
            ["layouts", _, "layout.toml"] => "layout",
            ["data", _, "unit.toml"] => "unit",
            ["data", _, file] if file.ends_with(".toml") => "year",
            ["data", _, _, file] if file.ends_with(".toml") => "evaluation",
            _ => return None,
        };
        FILES.iter().find(|form| form.name == name)
    }
}

/// The fields of a file by its path from the project folder.
pub(crate) fn shape_of(path: &str) -> Option<&'static Shape> {
    FileForm::of(path).map(|form| form.shape)
}
