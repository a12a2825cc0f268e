//! `juesuan schema`: what may be written in a file, for editors.

use crate::cli::args::SchemaArgs;
use crate::cli::{Exit, show};
use crate::fields::{FILES, schema};
use crate::tables::nearest;

/// Another name of a form of file.
const ATTACHMENT: (&str, &str) = ("attachment", "evaluation");

/// Shows the schema of a form of file, or lists the forms.
pub(super) fn run(args: &SchemaArgs) -> Exit {
    let Some(name) = args.form.as_deref().map(str::trim) else {
        for form in &FILES {
            show::result(&format!("{:<12}{}", form.name, form.files));
        }
        return Exit::Done;
    };
    let wanted = if name == ATTACHMENT.0 { ATTACHMENT.1 } else { name };
    match FILES.iter().find(|form| form.name == wanted) {
        Some(form) => {
            show::result(schema(form).trim_end());
            Exit::Done
        }
        None => {
            show::remark(&format!("错误[usage]: 没有“{name}”这种文件"));
            let names = || FILES.iter().map(|form| form.name);
            if let Some(near) = nearest(name, names()) {
                show::remark(&format!("  = 办法: 是否想写 {near}？"));
            }
            let names: Vec<&str> = names().collect();
            show::remark(&format!("  = 办法: 可以写：{}", names.join("、")));
            Exit::Usage
        }
    }
}
