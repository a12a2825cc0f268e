//! `serve`: a department's pages say what is added up from its units, which are called by their names there; words of files are
//! shown as the page has them.

use std::fs;

use crate::browser::Browser;
use crate::serve_words::{between, words};
use crate::serving::Serving;
use crate::support::{Sandbox, repository};

/// The folders of the department's units, each with its name.
const UNITS: [(&str, &str); 5] = [
    ("education-office", "汀州县教育局机关"),
    ("first-school", "汀州县第一中学"),
    ("kindergarten", "汀州县机关幼儿园"),
    ("youth-camp", "汀州县青少年夏令营管理站"),
    ("supplies-office", "汀州县教育后勤服务所"),
];

/// What a topic is known by when it is added up.
const ADDED_UP: &str = "由所属单位汇总。";

/// A project of the tests.
fn project(name: &str) -> Sandbox {
    Sandbox::of_data(&repository().join("tests/projects").join(name))
}

/// What stands in the box of a page that says what is added up.
fn summed(html: &str) -> &str {
    let (_, from) = html.split_once("<div class=\"summed\"").unwrap_or_default();
    from.split_once("<div class=\"heading\"").map_or(from, |(box_, _)| box_)
}

/// Each topic whose figures come from the units says so, with the way to the same topic of each, what each has and the
/// department's sum; what the department has of its own is still filled in below.
#[test]
fn a_department_says_what_is_added_up() {
    let sandbox = project("department");
    let page = Serving::of(&sandbox);
    for (topic, sums, own) in [
        (
            "income",
            &["5,310,200.55", "9,021,201.55", "-89,000.00", "抵销"][..],
            "new|2024.toml|income|code",
        ),
        ("expenditure", &["8,920,000.35", "-89,000.00"], "new|2024.toml|expenditure|code"),
        ("economic", &["部门合计"], "new|2024.toml|economic|code"),
        ("carry-over", &["132,000.00"], "new|2024.toml|carry-over.opening|code"),
        ("budget", &["8,540,000.00"], "new|2024.toml|budget|code"),
        ("three-public", &["90,000.00"], "is|2024.toml|three-public.reception.initial"),
        ("procurement", &["760,000.50", "采购合计"], "is|2024.toml|procurement.goods"),
        ("assets", &[">4<", "车辆（辆）"], "is|2024.toml|assets.equipment"),
    ] {
        let html = page.get(&format!("u/education/2024/{topic}")).text();
        let said = summed(&html);
        assert!(said.contains(ADDED_UP) && html.contains(own), "{topic}: {said}");
        for (folder, name) in UNITS {
            let folder = folder.replace('-', "%2D");
            let link = format!("/u/{folder}/2024/{topic}\">{name}</a>");
            assert!(said.contains(&link), "{topic} {link}: {said}");
        }
        assert!(sums.iter().all(|sum| said.contains(sum)), "{topic} {sums:?}: {said}");
        assert!(!html.contains("id=\"nothing|"), "{topic}");
    }
    let operating = page.get("u/education/2024/operating").text();
    assert_eq!(summed(&operating).matches("/2024/operating\">").count(), 2, "{operating}");
    assert!(summed(&operating).contains("1,690,000.10"), "{operating}");
    // What is the department's own is not said to be added up, nor is anything of a unit or of a department without units.
    for path in ["education/2024/reasons", "education/2024/performance", "first-school/2024/income"]
    {
        assert!(!page.get(&format!("u/{path}")).text().contains(ADDED_UP), "{path}");
    }
    let alone = project("clean");
    let page = Serving::of(&alone);
    let html = page.get("u/agriculture-bureau/2024/income").text();
    assert!(html.contains("new|2024.toml|income|code") && !html.contains(ADDED_UP), "{html}");
}

/// Where a unit cannot be read, the ways are there without the sums.
#[test]
fn without_a_unit_the_ways_are_there() {
    let sandbox = project("department");
    sandbox.replace("data/kindergarten/2024.toml", "year = 2024", "year = ");
    let page = Serving::of(&sandbox);
    let html = page.get("u/education/2024/income").text();
    let said = summed(&html);
    assert!(said.contains(ADDED_UP) && said.contains("暂时算不出合计"), "{said}");
    assert!(!said.contains("部门合计") && said.contains("/u/kindergarten/2024/income"), "{said}");
}

/// No page of a department has the folder of a unit where the unit has a name.
#[test]
fn units_are_called_by_their_names() {
    let sandbox = project("department");
    let row = "outside = [{ unit = \"first-school\", code = \"2050204\", from-superior = 1.00 }]";
    sandbox.replace("data/education/2024.toml", "year = 2024", &format!("year = 2024\n{row}"));
    sandbox.replace("data/kindergarten/unit.toml", "nature", "nature_");
    let page = Serving::of(&sandbox);
    let mut count = 0;
    let topics = ["profile", "income", "outside", "todo", "accepted", "prior", "edition"];
    for path in
        topics.iter().map(|topic| format!("u/education/2024/{topic}")).chain(["".to_owned()])
    {
        let html = page.get(&path).text();
        let fields: String =
            html.split("<textarea").skip(1).map(|t| between(t, ">", "<")).collect();
        let said = format!("{}{fields}", words(&html));
        for (folder, _) in UNITS.iter().filter(|(folder, _)| *folder != "kindergarten") {
            assert!(!said.contains(folder), "{path} {folder}: {said}");
        }
        count += said.matches("汀州县第一中学").count();
    }
    assert!(count > 5, "{count}");
}

/// The list of a department's units is read and written by their names; folders are taken as well, and what is neither is not.
#[test]
fn units_are_listed_by_their_names() {
    let sandbox = project("department");
    let page = Serving::of(&sandbox);
    let file = sandbox.path("data/education/unit.toml");
    let topic = "u/education/2024/profile";
    let names = UNITS.map(|(_, name)| name);
    let html = page.get(topic).text();
    let shown = between(&html, "name=\"is|unit.toml|members\"", "</textarea>");
    assert!(shown.ends_with(&names.join("\n")), "{shown}");
    let post = |was: &str, is: &str| {
        let fields = [("is|unit.toml|members", is), ("was|unit.toml|members", was), ("live", "1")];
        page.post(topic, &fields).text()
    };
    for (typed, wanted) in [
        ("汀州县第一中学\n汀州县机关幼儿园", "members = [\"first-school\", \"kindergarten\"]"),
        (" 汀州县机关幼儿园 \nyouth-camp", "members = [\"kindergarten\", \"youth-camp\"]"),
    ] {
        let html = page.get(topic).text();
        let was =
            between(between(&html, "name=\"is|unit.toml|members\"", "</textarea>"), ">\n", "\0");
        post(was, typed);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(wanted), "{typed}: {text}");
    }
    // What was on the page is what the file had, so that nobody is told of a change that there was not.
    let html = post("汀州县机关幼儿园\n汀州县青少年夏令营管理站", "汀州县没有的单位");
    let said = words(&html);
    assert!(said.contains("没有所属单位“汀州县没有的单位”"), "{said}");
    assert!(!said.contains("这一格在别处改过") && !said.contains("文件夹"), "{said}");
}

/// Units of one name are told from each other.
#[test]
fn units_of_one_name_are_told_apart() {
    let sandbox = project("department");
    sandbox.replace("data/kindergarten/unit.toml", "汀州县机关幼儿园", "汀州县第一中学");
    let page = Serving::of(&sandbox);
    let html = page.get("u/education/2024/profile").text();
    let shown = between(&html, "name=\"is|unit.toml|members\"", "</textarea>");
    assert!(
        shown.contains("汀州县第一中学（first-school）\n汀州县第一中学（kindergarten）"),
        "{shown}"
    );
}

/// A unit is chosen by its name where payments with others are filled in.
#[test]
fn units_are_chosen_by_their_names() {
    let sandbox = project("department");
    let page = Serving::of(&sandbox);
    let topic = "u/education/2024/outside";
    let html = page.get(topic).text();
    for (folder, name) in UNITS {
        assert!(html.contains(&format!("<option value=\"{folder}\">{name}</option>")), "{html}");
    }
    assert!(!html.contains("文件夹"), "{html}");
    let cell = |key: &str| format!("new|2024.toml|outside|{key}");
    let (unit, code, amount) = (cell("unit"), cell("code"), cell("from-superior"));
    let fields =
        [(unit.as_str(), "汀州县第一中学"), (&code, "2050204"), (&amount, "1"), ("live", "1")];
    let html = page.post(topic, &fields).text();
    let text = fs::read_to_string(sandbox.path("data/education/2024.toml")).unwrap();
    assert!(text.contains("unit = \"first-school\""), "{text}");
    assert!(words(&html).contains("汀州县第一中学"), "{html}");
}

/// An office's own contents stand one below the other under what they are called, whole and in lines; their keys are not shown.
#[test]
fn own_contents_are_shown_whole() {
    let sandbox = project("everything");
    let page = Serving::of(&sandbox);
    let html = page.get("u/qingyu-affairs/2022/extra").text();
    for title in
        ["第 1 项　监督索引号", "年度重点工作", "会议费和培训费", "第 4 项　政府购买服务支出"]
    {
        assert!(words(&html).contains(title), "{title}");
    }
    for key in ["index-number", "purchased-services", "key-work", "meetings"] {
        assert!(
            !html.contains(&format!("value=\"{key}\"")) && !words(&html).contains(key),
            "{key}"
        );
    }
    let text = between(&html, "name=\"is|2022.toml|extra.key-work.paragraphs\"", "</textarea>");
    assert!(text.contains("一是建成青榆大道二期。\n二是办好科普活动。"), "{text}");
    let removed = [("remove", "2022.toml|extra.meetings"), ("live", "1")];
    page.post("u/qingyu-affairs/2022/extra", &removed);
    let file = fs::read_to_string(sandbox.path("data/qingyu-affairs/2022.toml")).unwrap();
    assert!(!file.contains("extra.meetings") && file.contains("extra.key-work"), "{file}");
}

/// What names of PDFs are made of is said in Chinese on the page, and stays in the settings as it was; what is typed as the
/// settings have it is taken as well.
#[test]
fn names_of_pdfs_are_said_in_chinese() {
    let sandbox = project("everything");
    let page = Serving::of(&sandbox);
    let read = || fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let html = page.get("settings").text();
    assert!(html.contains("value=\"{单位名称}{年度}年度{单位或部门}决算公开\""), "{html}");
    assert!(!html.contains("{unit}"), "{html}");
    let post = |was: &str, is: &str| {
        let fields =
            [("is|juesuan.toml|output", is), ("was|juesuan.toml|output", was), ("live", "1")];
        page.post("settings", &fields).text()
    };
    post("{单位名称}{年度}年度{单位或部门}决算公开", "{年度}{单位名称}决算");
    assert!(read().contains("output = \"{year}{unit}决算\""), "{}", read());
    post("{年度}{单位名称}决算", "{unit}决算");
    assert!(read().contains("output = \"{unit}决算\""), "{}", read());
    let refused = post("{单位名称}决算", "决算{年度}");
    assert!(
        words(&refused).contains("{单位名称}") && !words(&refused).contains("unit"),
        "{}",
        words(&refused)
    );
}

/// Names beside amounts of ten digits, or below their codes, have room for five characters, in windows as small as they are meant; amounts have room
/// for their digits, and funds for theirs.
#[test]
fn names_have_room() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let (whole, department) = (project("everything"), project("department"));
    let (page, other) = (Serving::of(&whole), Serving::of(&department));
    let names = "[...document.querySelectorAll('.grid tbody :is(td.named, td > small)')]";
    let cut = "[...document.querySelectorAll('.grid input.num')].filter(one => one.scrollWidth > one.clientWidth).length";
    for (width, height) in [(1366, 640), (1280, 600), (683, 320)] {
        browser.size(width, height);
        for topic in ["budget", "carry-over", "economic"] {
            browser.open(&format!("{}u/qingyu-affairs/2022/{topic}", page.address()));
            browser.until(&format!("{names}.length > 2"));
            let narrow =
                browser.run(&format!("return {names}.filter(one => one.clientWidth < 72).length"));
            assert_eq!(narrow, 0, "{topic} {width}");
            assert_eq!(browser.run(&format!("return {cut}")), 0, "{topic} {width}");
        }
        browser.open(&format!("{}u/education/2024/outside", other.address()));
        let head = "document.querySelector('.grid thead th')";
        browser.until(&format!("{head} && {head}.clientWidth > 90"));
        browser.open(&format!("{}u/education/2024/income", other.address()));
        browser.until("document.getElementById('summed')");
        assert_eq!(browser.violations(), Vec::<String>::new());
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
