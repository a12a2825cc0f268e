//! What is written of performance management, in every form: told as far as it is known, and never said to be nothing.

use juesuan::project::Purpose;

use crate::support::{Sandbox, lay_out_for, repository, some};

/// Both families of forms, with the section of each in which performance stands.
const FORMS: [(&str, &str); 3] =
    [("shanxi", "other"), ("central", "other"), ("shanghai", "performance")];

/// The text of the archives' report about performance, with these words in place of its own.
fn told(form: &str, section: &str, written: &str, has_reports: bool) -> String {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{form}\""));
    sandbox.write_form(form, &["totals"], &[section]);
    let path = "data/archives/2022.toml";
    let text = std::fs::read_to_string(sandbox.path(path)).unwrap();
    let (before, rest) = text.split_once("\n[performance]\n").unwrap();
    let (_, after) = rest.split_once("\n[reasons]\n").unwrap();
    sandbox.write(path, format!("{before}\n{written}\n[reasons]\n{after}").as_bytes());
    if !has_reports {
        std::fs::remove_dir_all(sandbox.path("data/archives/2022")).unwrap();
    }
    let lines = lay_out_for(sandbox.root(), "archives", 2022, Purpose::Draft).lines();
    let text: String = lines.concat().chars().filter(|c| !c.is_whitespace()).collect();
    let (_, after) = text.rsplit_once(HEADINGS[usize::from(form == "shanghai")]).unwrap();
    after.to_owned()
}

/// The headings of performance in the two families, as far as they stand nowhere else.
const HEADINGS: [&str; 2] = ["（四）预算绩效情况说明", "、预算绩效管理情况"];

/// Levels and money, as Shanxi's form prints them.
const BY_FUND: &str = "[performance]
covered = { general = 470000.00, government-fund = 48000.00 }
level-one = { amount = 518000.00, excellent = 1 }
level-two = { amount = 0 }
";

/// The stages, as Shanghai's form prints them.
const BY_STAGE: &str = "[performance]
targets = { projects = 2, amount = 518000.00 }
self-evaluation = { amount = 518000.00, average = 96.5, excellent = 2 }
";

/// Checks that what is written is told in each form, in the words of its own or of another.
#[test]
fn what_is_written_is_told_in_every_form() {
    let other = "other = \"自评报告已报财政局备案\"\n";
    let mechanism = "mechanism = \"事前评估、事中跟踪、事后评价\"\n";
    let zero = BY_FUND.replace("470000.00", "0").replace("48000.00", "0");
    let cases = [
        (BY_FUND.to_owned(), "绩效自评"),
        (BY_FUND.to_owned(), "涉及资金51"),
        (BY_STAGE.to_owned(), "2个，涉及预算金额"),
        (format!("{BY_STAGE}{other}"), "自评报告已报财政局备案。"),
        (zero.replace("518000.00, excellent = 1", "0") + other, "自评报告已报财政局备案"),
        (
            format!("{BY_STAGE}{mechanism}"),
            "建立了事前评估、事中跟踪、事后评价的预算绩效管理工作机制",
        ),
    ];
    for (written, words) in some(cases, 2) {
        // Shanxi's family does not print the stages: they do not leave with its reports.
        let forms = FORMS.iter().filter(|(form, _)| {
            *form == "shanghai" || !written.contains("targets") || words.starts_with("自评报告")
        });
        for (form, section) in forms {
            let told = told(form, section, &written, false);
            assert!(told.contains(words), "{form}: {written}{told}");
            assert!(!told.contains("没有需要公开的预算绩效"), "{form}: {written}{told}");
        }
    }
}

/// Checks that projects with reports are named where nothing else is written, and that nothing is said to be nothing.
#[test]
fn only_nothing_is_said_to_be_nothing() {
    for (form, section) in FORMS {
        let told = told(form, section, "", false);
        assert_eq!(told.matches("没有需要公开的预算绩效").count(), 1, "{form}: {told}");
        let told = self::told(form, section, "", true);
        // A form that prints no reports of self-evaluation knows nothing of them.
        assert_eq!(told.contains("没有需要公开的预算绩效"), form == "shanghai", "{form}: {told}");
    }
}

/// Checks that no form says that something was undertaken for no project and no money.
#[test]
fn what_was_not_done_is_not_told_as_done() {
    let by_fund = "[performance]\ncovered = { general = 0 }\nlevel-one = { amount = 0 }\nlevel-two = { amount = 0 }\n";
    let by_stage =
        "[performance]\ntargets = { projects = 0, amount = 0 }\nself-evaluation = { amount = 0 }\n";
    for (form, section) in FORMS {
        for (written, words) in
            [(by_fund, "没有"), (by_stage, "没有编报绩效目标、开展绩效自评的项目")]
        {
            // Shanxi's family knows nothing of the stages.
            if written == by_stage && form != "shanghai" {
                continue;
            }
            let told = told(form, section, written, false);
            assert!(told.contains(words), "{form}: {told}");
            assert!(!told.contains("0个") && !told.contains("开展了绩效自评"), "{form}: {told}");
        }
    }
}
