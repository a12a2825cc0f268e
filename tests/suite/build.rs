//! `juesuan build`.

use std::fs;

use crate::support::{REFERENCE, Sandbox};

/// Checks that the one command writes the report under its name.
#[test]
fn the_reference_report_is_written_under_its_name() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["build"]);
    assert_eq!((run.status(), run.stderr().as_str()), (0, ""));
    assert!(
        run.stdout().contains("汾阳市社会保险中心2022年度单位决算公开.pdf"),
        "{}",
        run.stdout()
    );
    assert!(fs::read(sandbox.report()).unwrap().starts_with(b"%PDF-1.7"));
    let beside = fs::read_dir(sandbox.path("out/2022")).unwrap().count();
    assert_eq!(beside, 1, "nothing but the report is left behind");
}

/// Checks that folder, threads, time zone and language do not show in the bytes.
#[test]
fn the_same_data_give_the_same_bytes() {
    let (one, other) = (Sandbox::reference(), Sandbox::reference());
    one.run_with(&["build"], &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC")]);
    other.run_with(
        &["build", REFERENCE],
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.GB18030")],
    );
    assert!(fs::read(one.report()).unwrap() == fs::read(other.report()).unwrap());
}

/// Checks that errors leave an earlier PDF as it was.
#[test]
fn an_error_leaves_the_earlier_report() {
    let sandbox = Sandbox::reference();
    sandbox.write("out/2022/汾阳市社会保险中心2022年度单位决算公开.pdf", "上一次".as_bytes());
    let data = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(&data, "400662.00", "400662.001");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert_eq!(fs::read(sandbox.report()).unwrap(), "上一次".as_bytes());
    assert_eq!(fs::read_dir(sandbox.path("out/2022")).unwrap().count(), 1);
}

/// Checks that one unit's errors do not stop the others.
#[test]
fn a_failed_unit_does_not_stop_the_others() {
    let sandbox = Sandbox::reference();
    sandbox.write("data/a-broken/unit.toml", b"name = 1\n");
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 1);
    assert!(sandbox.report().exists());
    assert!(run.stderr().contains("未生成 a-broken/2022"), "{}", run.stderr());
}

/// Checks the ways to name a unit.
#[test]
fn units_are_selected_by_folder_name_year_and_pattern() {
    let sandbox = Sandbox::reference();
    for select in ["fenyang-social-insurance/2022", "fenyang-*", "汾阳市社会保险中心", "*/2022"]
    {
        let run = sandbox.run(&["build", select]);
        assert_eq!(run.status(), 0, "{select}: {}", run.stderr());
    }
}

/// Checks that a project's own layout file wins over the built-in one.
#[test]
fn a_projects_own_layout_file_wins() {
    let sandbox = Sandbox::reference();
    sandbox.run(&["build"]);
    let before = fs::read(sandbox.report()).unwrap();
    sandbox.write(
        "layouts/shanxi/cover.typ",
        "#let cover(facts) = page[#text(font: facts.fonts.title)[自己的封面]]".as_bytes(),
    );
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    assert!(fs::read(sandbox.report()).unwrap() != before);
}
