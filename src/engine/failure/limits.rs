//! Messages about what goes on without end.

use crate::engine::failure::words::{Words, with};

/// What a message about something endless says.
pub(super) fn explain(message: &str) -> Option<Words> {
    match message {
        "maximum function call depth exceeded" => with(
            "函数自己用自己，没有停下来",
            "请看标出的函数里是否又用了它自己；改一句话的，多半是函数名与引入的名字相同",
        ),
        "maximum layout depth exceeded" | "maximum grouping depth exceeded" => {
            with("内容一层套一层，套得太深", "请看标出的地方是否把内容放进了它自己里面")
        }
        "maximum show rule depth exceeded" => with(
            "show 规则换出来的内容又要换，没有停下来",
            "请看标出的 show 规则：换成的内容里不能再有要换的东西",
        ),
        "maximum parsing depth exceeded" => {
            with("括号套得太深", "请看标出的地方是否多写了许多括号")
        }
        "loop seems to be infinite" | "condition is always true" => {
            with("while 循环停不下来", "while 后面的条件要有变假的时候；逐个处理的，用 for 更稳妥")
        }
        _ => None,
    }
}
