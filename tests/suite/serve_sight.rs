//! What is in sight on the page: columns that are used, fields of the layout, lists below a field, the line that cannot be read,
//! the printed page of the topic.

use regex::Regex;

use crate::browser::{Browser, CONTROL};
use crate::serve_words::between;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// A topic of the reference unit.
fn topic(page: &Serving, topic: &str) -> String {
    page.get(&format!("u/{REFERENCE}/2022/{topic}")).text()
}

/// Of many columns of amounts those without a number are folded away, and are named; names of codes have a column of their own then.
/// One in which something is held, or where there is no row yet, stands there.
#[test]
fn columns_without_a_number_are_folded_away() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let named = |html: &str| between(html, "栏没有数：", "<").to_owned();
    let idle = |html: &str| html.matches(" idle in\"").count();
    let income = topic(&page, "income");
    assert_eq!(named(&income).split('、').count(), 7, "{}", named(&income));
    assert!(!named(&income).contains("一般公共预算财政拨款收入"), "{}", named(&income));
    assert!(income.contains("<td class=\"named\">社会保险经办机构</td>"), "{income}");
    assert_eq!(named(&topic(&page, "expenditure")), "上缴上级支出、经营支出、对附属单位补助支出");
    assert!(!topic(&page, "economic").contains("栏没有数"));
    let all = idle(&income);
    assert!(all > 0 && all % 7 == 0, "{all}");
    let field = "is|2022.toml|income[2080109].other";
    let held = [(field, "12万"), (&field.replace("is|", "was|"), ""), ("live", "1")];
    let held = page.post(&format!("u/{REFERENCE}/2022/income"), &held).text();
    assert!(!named(&held).contains("其他收入") && idle(&held) == all / 7 * 6, "{}", named(&held));
    sandbox.replace(YEAR, "income = [", "income = []\nnever = [");
    let empty = topic(&page, "income");
    assert!(!empty.contains("栏没有数"), "{empty}");
}

/// What only another layout prints is folded away below all else, unless it is filled in; a unit of that layout has it in its place.
#[test]
fn fields_of_other_layouts_are_folded_away() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let folded =
        |html: &str| html.split_once("这个版式用不到的").map(|(_, below)| below.to_owned());
    let reserved = "procurement.reserved.";
    let below = folded(&topic(&page, "procurement")).expect("folded fields");
    assert!(below.contains(reserved) && !below.contains("procurement.goods"), "{below}");
    let income = "profile.main-income.";
    let html = topic(&page, "profile");
    let folds = html.split("这个版式用不到的").skip(1);
    let folds: Vec<&str> = folds.filter_map(|fold| fold.split("</details>").next()).collect();
    assert_eq!(folds.len(), 2, "{html}");
    assert!(folds.iter().all(|fold| fold.contains(income) && !fold.contains("duties")), "{html}");
    sandbox.replace(YEAR, "goods = 78398.00", "goods = 78398.00\nreserved = { total = 1.00 }");
    let html = topic(&page, "procurement");
    assert!(folded(&html).is_none() && html.contains(reserved), "{html}");
    sandbox.replace(
        "data/fenyang-social-insurance/unit.toml",
        "nature",
        "layout = \"shanghai\"\nnature",
    );
    assert!(folded(&topic(&page, "performance")).is_none());
    let html = topic(&page, "profile");
    assert!(folded(&html).is_none() && html.contains(income), "{html}");
}

/// What the program does not have has the way back to what it has.
#[test]
fn the_way_back_stands_where_nothing_is() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    for path in ["nothing", "u/nobody/2022/todo", &format!("u/{REFERENCE}/2022/nothing")] {
        let answer = page.get(path);
        assert_eq!(answer.status, 404, "{path}");
        let html = answer.text();
        assert!(html.contains("没有这一页") && html.contains("‹ 全部单位</a>"), "{path}: {html}");
    }
}

/// What was accepted stands with its reason and the way to its field, and is taken back with a button; that is undone byte by byte.
#[test]
fn acceptances_are_taken_back() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let before = std::fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let buttons = |html: &str| -> Vec<String> {
        let values = html.split("name=\"remove\" value=\"").skip(1);
        values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let count = before.matches("[[accept]]").count();
    let html = topic(&page, "accepted");
    let all = buttons(&html);
    assert!(all.len() > 1 && all.len() <= count, "{all:?}");
    assert!(html.contains("reasons\">原因和用途</a>") || html.contains("/reasons#"), "{html}");
    let todo = topic(&page, "todo").matches("<tr ").count();
    let rows = count.to_string();
    let form = [("remove", all[1].as_str()), ("rows|2022.toml|accept", &rows), ("live", "1")];
    let taken = page.post(&format!("u/{REFERENCE}/2022/accepted"), &form).text();
    assert_eq!(buttons(&taken).len(), all.len() - 1);
    assert_eq!(topic(&page, "todo").matches("<tr ").count(), todo + 1);
    let undo = crate::serve_words::unescaped(between(&taken, "data-undo=\"", "\""));
    let undo: Vec<(String, String)> = serde_json::from_str(&undo).unwrap();
    let undo: Vec<(&str, &str)> = undo.iter().map(|(name, value)| (&**name, &**value)).collect();
    let back =
        page.post(&format!("u/{REFERENCE}/2022/accepted"), &[&undo[..], &[("live", "1")]].concat());
    assert_eq!(std::fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    // And done again.
    let redo = crate::serve_words::unescaped(between(&back.text(), "data-undo=\"", "\""));
    let redo: Vec<(String, String)> = serde_json::from_str(&redo).unwrap();
    let redo: Vec<(&str, &str)> = redo.iter().map(|(name, value)| (&**name, &**value)).collect();
    let again =
        page.post(&format!("u/{REFERENCE}/2022/accepted"), &[&redo[..], &[("live", "1")]].concat());
    assert_eq!(buttons(&again.text()), buttons(&taken));
}

/// In the order in which somebody would come across it.
#[test]
fn what_is_meant_is_in_sight() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let at = |topic: &str| {
        browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", page.address()));
        browser.until("document.querySelector('#pages figure[data-shown]')");
    };
    at("procurement");
    the_pages_show_the_topic(&browser);
    at("income");
    columns_unfold(&browser);
    at("evaluations");
    a_report_of_its_own_is_shown_from_its_beginning(&browser);
    names_are_whole(&browser);
    at("economic");
    codes_are_offered_in_sight(&browser);
    the_line_that_cannot_be_read_is_shown(&browser, &sandbox);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The pages show where a topic is printed that was come to, and stay where they are put once it is looked at.
fn the_pages_show_the_topic(browser: &Browser) {
    let shown = "document.getElementById('which').selectedOptions[0].text";
    browser.until(&format!("{shown}.includes('相关信息统计表')"));
    browser.run("document.getElementById('pages').scrollTop = 0");
    browser.until(&format!("{shown}.includes('封面')"));
    browser.reload();
    browser.until(
        "document.readyState === 'complete' && document.querySelector('#pages figure[data-shown]')",
    );
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert_eq!(browser.run(&format!("return {shown}.includes('封面')")), true);
}

/// Whoever comes to the self-evaluations sees where that report begins, from the upper edge of its page: no end of the page before.
fn a_report_of_its_own_is_shown_from_its_beginning(browser: &Browser) {
    let shown = "document.getElementById('which').selectedOptions[0].text";
    browser.until(&format!("/　(第五部分 附件|2022年城乡居民养老业务工作经费)$/.test({shown})"));
    browser.until(
        "[...document.querySelectorAll('#pages figure')].some(page => {
            const down = page.getBoundingClientRect().top - document.getElementById('pages').getBoundingClientRect().top;
            return down >= 0 && down < 20;
        })",
    );
}

/// Columns that are folded away take no focus and nothing that is pasted; they unfold by hand, and where a link leads there.
fn columns_unfold(browser: &Browser) {
    let field = "is|2022.toml|income[2080109].other";
    let is_seen = format!("document.getElementById('{field}').getClientRects().length > 0");
    let table = "document.querySelector('.grid')";
    browser.until(&format!(
        "!({is_seen}) && {table}.scrollWidth <= document.getElementById('form').clientWidth"
    ));
    let names = format!(
        "[...{table}.querySelectorAll('td.named')].every(cell => cell.scrollWidth <= cell.clientWidth)"
    );
    browser.until(&names);
    browser.click("[name='is|2022.toml|income[2080109].general']");
    browser.with('\u{e008}', '\u{e014}');
    browser.until("document.querySelectorAll('.chosen').length === 0");
    browser.click("details.idle summary");
    browser.until(&is_seen);
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.click("details.idle summary");
    browser.until(&format!("!({is_seen})"));
    browser.run(&format!("location.hash = encodeURIComponent('{field}')"));
    browser.until(&format!("document.activeElement.id === '{field}' && {is_seen}"));
    browser.keys("1\u{e007}");
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    browser.until(&format!("{is_seen} && !document.getElementById('{field}').closest('.idle')"));
    browser.run("document.activeElement.blur()");
    browser.with(CONTROL, 'z');
    browser.until(&format!("document.getElementById('{field}').value === ''"));
}

/// The names of indicators are not cut off, and sums are as wide as their table.
fn names_are_whole(browser: &Browser) {
    let names = "[...document.querySelectorAll('.broad td:nth-child(-n + 3) input')]";
    browser.until(&format!(
        "{names}.length > 8 && {names}.every(one => one.scrollWidth <= one.clientWidth)"
    ));
    browser.until(
        "[...document.querySelectorAll('.grid tfoot')].every(sums => Math.abs(sums.offsetWidth - sums.parentElement.offsetWidth) < 4)",
    );
}

/// The codes that are offered below the last row are in sight, over the sum.
fn codes_are_offered_in_sight(browser: &Browser) {
    browser.click("tr.new [data-codes]");
    browser.keys("办");
    browser.until(
        "(list => list && list.getBoundingClientRect().bottom <= document.getElementById('form').getBoundingClientRect().bottom)(document.getElementById('codes'))",
    );
    browser.keys("\u{e00c}");
    browser.run(
        "const field = document.querySelector('tr.new [data-codes]');
        field.value = '';
        field.dispatchEvent(new Event('input', { bubbles: true }));",
    );
}

/// A file that is broken while its page is open is told with its line, until it can be read.
fn the_line_that_cannot_be_read_is_shown(browser: &Browser, sandbox: &Sandbox) {
    sandbox.replace(YEAR, "income = [", "income = [[");
    browser
        .until("document.querySelector('#broken .band pre')?.textContent.includes('income = [[')");
    sandbox.replace(YEAR, "income = [[", "income = [");
    browser.until("!document.querySelector('#broken .band') && document.getElementById('fields')");
}

/// Words on the pages are framed line by line: no two frames of a place are beside each other on a line.
#[test]
fn words_are_framed_line_by_line() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    page.get(&format!("u/{REFERENCE}/2022/pages"));
    let mut count = 0;
    for key in ["total", "general", "basic"] {
        let field = format!("is|2022.toml|reasons.{key}");
        let found = page.post(&format!("u/{REFERENCE}/2022/trace"), &[("field", &field)]).text();
        for place in found.split("data-spots=\"").skip(1) {
            let spots = place.split('"').next().unwrap();
            let lines: Vec<Vec<f64>> = spots
                .split(',')
                .map(|spot| spot.split(' ').map(|edge| edge.parse().unwrap()).collect())
                .collect();
            for (number, one) in lines.iter().enumerate() {
                for other in &lines[number + 1..] {
                    let shared = one[4].min(other[4]) - one[2].max(other[2]);
                    let lower = (one[4] - one[2]).min(other[4] - other[2]);
                    assert!(one[0] != other[0] || shared <= lower / 2.0, "{key}: {spots}");
                }
            }
            count += 1;
        }
    }
    assert!(count > 0);
}

/// What a growth is made of tells which of its values are last year's.
#[test]
fn last_years_values_are_called_so() {
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    let base = format!("u/{REFERENCE}/2022");
    let pages = page.get(&format!("{base}/pages")).text().matches("<figure").count();
    let asked = |form: &[(&str, &str)]| page.post(&format!("{base}/trace"), form).text();
    let mut count = 0;
    for number in (0..pages).rev() {
        let shown = number.to_string();
        let numbers = asked(&[("page", &shown)]);
        for item in numbers.split("<li").skip(1) {
            let spot =
                item.split("data-spots=\"").nth(1).unwrap().split(['"', ',']).next().unwrap();
            let edges: Vec<f64> = spot.split(' ').map(|edge| edge.parse().unwrap()).collect();
            let [x, y] = [(edges[1] + edges[3]) / 2.0, (edges[2] + edges[4]) / 2.0];
            let found = asked(&[("page", &shown), ("x", &x.to_string()), ("y", &y.to_string())]);
            let of_year =
                |year: &str| found.matches(&format!("data-field=\"is|{year}.toml|")).count();
            assert_eq!(
                found.matches("上年 收入").count() + found.matches("上年 支出").count(),
                of_year("2021"),
                "{found}"
            );
            count += of_year("2021");
        }
        if count > 5 {
            break;
        }
    }
    assert!(count > 5, "{count} {pages}");
}

/// The list of the places of a figure takes one line, however many they are, and unfolds; it stays unfolded from field to field.
#[test]
fn the_places_take_one_line_until_they_are_unfolded() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    browser.size(1280, 600);
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until("document.querySelector('#pages figure[data-shown]')");
    let cell = |code: &str| format!("[name='is|2022.toml|expenditure[{code}/general].basic']");
    browser.click(&cell("2080109"));
    let told = "document.querySelector('#places details')";
    let high = "document.getElementById('places').offsetHeight";
    browser.until(&format!("{told} && document.querySelector('#pages rect.here')"));
    browser.picture("places-folded");
    browser.until(&format!("{high} > 20 && {high} < 40"));
    let count = browser.run("return document.querySelectorAll('#places [data-on]').length");
    assert_eq!(
        browser.run(&format!("return {told}.querySelector('summary').textContent")),
        format!("等 {count} 处")
    );
    browser.click("#places summary");
    browser.until(&format!("{high} > 50"));
    browser.picture("places-unfolded");
    browser.click("#places details [data-place]:last-child");
    browser.until(&format!(
        "document.getElementById('place').textContent.includes('第 ') && {told}.open"
    ));
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.click(&cell("2210201"));
    browser.until(&format!("{told} && {told}.open"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Words of a self-evaluation that are not written yet are led to where they will be printed: behind the words before them, or
/// where the report begins.
#[test]
fn what_a_report_of_its_own_lacks_leads_to_its_place() {
    let sandbox = Sandbox::reference();
    let report = "2022/01-城乡居民养老业务工作经费.toml";
    let file = format!("data/{REFERENCE}/{report}");
    let text = std::fs::read_to_string(sandbox.path(&file)).unwrap();
    let words_of = Regex::new("(?ms)^(overview|plan) = (\"\"\".*?\"\"\"|\".*?\")$\n").unwrap();
    assert_eq!(words_of.find_iter(&text).count(), 2);
    sandbox.write(&file, words_of.replace_all(&text, "").as_bytes());
    let page = Serving::of(&sandbox);
    let base = format!("u/{REFERENCE}/2022");
    page.get(&format!("{base}/pages"));
    let place = |field: &str| {
        let name = format!("is|{report}|{field}");
        let found = page.post(&format!("{base}/trace"), &[("field", &name)]).text();
        let places: Vec<u32> = found
            .split("data-on=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        (places, found)
    };
    let (funds, _) = place("funds[市县区财政资金].executed");
    let (goal, _) = place("annual-goal");
    let first = *funds.iter().max().unwrap();
    for (field, from) in [("overview", first), ("plan", *goal.last().unwrap())] {
        let (places, found) = place(field);
        assert!(found.contains("话还没有写，写上印在"), "{field}: {found}");
        assert!(places.len() == 1 && places[0].abs_diff(from) < 2, "{field}: {found} {from}");
    }
}
