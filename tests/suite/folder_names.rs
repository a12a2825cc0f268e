//! Names that folders cannot have on every system: refused, with the reason, wherever a folder is made of a name; names that only look
//! like them are taken, and so is whatever a unit is called whose folder is called otherwise.

use std::fs;

use crate::import::empty;
use crate::serve_words::{english, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, some};
use crate::workbooks::Made;

/// Names that no folder can have on some system.
const ODD: [&str; 26] = [
    "CON",
    "nul",
    "Com1",
    "lpt9",
    "aux.x",
    "PRN.县",
    "COM¹",
    "conin$",
    "甲.",
    "甲..",
    "甲 ",
    " 甲",
    "甲。.",
    "a<b",
    "a>b",
    "a:b",
    "a\"b",
    "a/b",
    "a\\b",
    "a|b",
    "a?b",
    "a*b",
    "甲\n乙",
    "甲\u{7f}乙",
    "甲\u{202e}乙",
    "..",
];

/// Names that look like them.
const NEAR: [&str; 7] = ["control", "COM10", "COM0", "甲.乙", "aux2022", "图书馆（本级）", "a.con"];

/// Every command that makes a folder of a name refuses one that some system does not take, and writes nothing.
#[test]
fn commands_make_no_folder_that_some_system_does_not_take() {
    for odd in some(ODD, 3) {
        let sandbox = empty();
        sandbox.write("a.xlsx", &Made::of_a_unit().bytes());
        let before = sandbox.files(".");
        for command in [
            &["new", odd, "--nature", "institution"][..],
            &["new", odd, "--nature", "institution", "--name", "某县档案局"],
            &["layout", "new", odd, "--extends", "shanxi"],
            &["import", "a.xlsx", "--unit", odd],
            &["import", "a.xlsx", "--unit", odd, "--dry-run"],
        ] {
            let run = sandbox.run(command);
            assert_eq!(run.status(), 1, "{command:?}: {}{}", run.stdout(), run.stderr());
            assert!(run.stderr().contains("不能作"), "{command:?}: {}", run.stderr());
        }
        assert_eq!(sandbox.files("."), before, "{odd:?}");
    }
    for near in some(NEAR, 2) {
        let sandbox = empty();
        sandbox.write("a.xlsx", &Made::of_a_unit().bytes());
        let run = sandbox.run(&["new", near, "--nature", "institution"]);
        assert_eq!(run.status(), 0, "{near}: {}", run.stderr());
        let run = sandbox.run(&["import", "a.xlsx", "--unit", &format!("{near}二")]);
        assert_eq!(run.status(), 0, "{near}: {}", run.stderr());
    }
}

/// A workbook of a unit whose name makes no folder is refused; into a folder that there is, it goes. What can be written otherwise in
/// the folder's name is.
#[test]
fn a_workbook_makes_no_folder_that_some_system_does_not_take() {
    let named = |name: &str| Made::of_a_unit().with_all("某县档案局", name).bytes();
    for odd in ["CON", "lpt1", "Aux.甲", "catalog"] {
        let sandbox = empty();
        sandbox.write("a.xlsx", &named(odd));
        let run = sandbox.run(&["import", "a.xlsx"]);
        assert_eq!(run.status(), 1, "{odd}: {}", run.stdout());
        assert!(run.stderr().contains(&format!("“{odd}”不能作")), "{odd}: {}", run.stderr());
        assert!(!sandbox.path("data").exists(), "{odd}");
        // The unit may be called so.
        assert_eq!(
            sandbox.run(&["new", "office", "--nature", "administrative", "--name", odd]).status(),
            0
        );
        fs::remove_file(sandbox.path("data/office/2023.toml")).unwrap();
        let run = sandbox.run(&["import", "a.xlsx"]);
        assert_eq!(run.status(), 0, "{odd}: {}", run.stderr());
        assert!(sandbox.path("data/office/2023.toml").exists(), "{odd}");
    }
    for (name, folder) in
        [("某局/本级", "某局_本级"), ("某局（二）", "某局（二）"), ("某局.", "某局")]
    {
        let sandbox = empty();
        sandbox.write("a.xlsx", &named(name));
        let run = sandbox.run(&["import", "a.xlsx"]);
        assert_eq!(run.status(), 0, "{name}: {}", run.stderr());
        assert!(sandbox.path(&format!("data/{folder}/2023.toml")).exists(), "{name}");
    }
}

/// On the page, a new unit whose name makes no folder is refused with the reason, in words; one whose folder can be called a little
/// otherwise is made.
#[test]
fn the_page_makes_no_folder_that_some_system_does_not_take() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let make = |name: &str| {
        let fields =
            [("name", name), ("kind", "unit"), ("nature", "institution"), ("year", "2022")];
        page.post("new", &fields)
    };
    let folders = || {
        let mut folders: Vec<String> = fs::read_dir(sandbox.path("data"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        folders.sort();
        folders
    };
    for odd in ["CON", "nul", "Com1", "lpt9.", "aux.x", "...", "catalog"] {
        let answer = make(odd);
        assert_eq!(answer.status, 409, "{odd}: {}", answer.text());
        let told = words(&answer.text());
        assert!(told.contains(&format!("“{odd}”不能作")), "{odd}: {told}");
        assert!(english(&answer.text()).is_empty(), "{odd}: {:?}", english(&answer.text()));
        assert_eq!(folders(), [REFERENCE], "{odd}");
    }
    for name in ["某局/本级", "某局:二", "某局“三”", "某局.四", "某局.", "Control"]
    {
        let answer = make(name);
        assert_eq!(answer.status, 303, "{name}: {}", answer.text());
    }
    assert_eq!(
        folders(),
        ["Control", REFERENCE, "某局", "某局.四", "某局_二", "某局_本级", "某局“三”"]
    );
}
