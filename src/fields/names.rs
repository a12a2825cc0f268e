//! Names by codes, as rows of a code and a name.

use crate::fields::describe::{code, line, shape};
use crate::fields::field::Codes;

shape! {
    /// A name of a code that the catalogue lacks.
    names "names" "科目目录里没有的一个名称" by ["code"]
    {
        CODE "code" "编码" = code(Codes::Any).required();
        NAME "name" "名称" = line().required();
    }
}
