//! `serve`: a block that a spreadsheet copied is shown before it is written, goes to the rows that it names, and nowhere else.

use std::fs;

use crate::browser::{Browser, CONTROL, ENTER};
use crate::serve_words::{between, unescaped, words};
use crate::serving::{Answered, Serving};
use crate::support::{REFERENCE, Sandbox, is_long, repository};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// Pastes into rows of the reference unit; what is to be written is looked at first.
fn paste(page: &Serving, topic: &str, text: &str, more: &[(&str, &str)]) -> Answered {
    let look: Vec<(&str, &str)> =
        more.iter().copied().filter(|(name, _)| *name != "write").collect();
    let looked = post(page, topic, text, &look);
    match look.len() == more.len() {
        true => looked,
        false => {
            let seen = seen(&looked.text());
            post(page, topic, text, &[more, &[("seen", seen.as_str())]].concat())
        }
    }
}

/// Sends a block for rows of the reference unit.
fn post(page: &Serving, topic: &str, text: &str, more: &[(&str, &str)]) -> Answered {
    let table = format!("2022.toml|{topic}");
    let fields = [&[("table", table.as_str()), ("text", text), ("live", "1")], more].concat();
    page.post(&format!("u/{REFERENCE}/2022/{topic}/paste"), &fields)
}

/// What the form of a page carries as having been shown.
fn seen(page: &str) -> String {
    unescaped(between(page, "name=\"seen\" value=\"", "\""))
}

/// What was changed elsewhere since it was shown is not written over: it is shown again, and then written as shown.
#[test]
fn only_what_was_shown_is_written() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let text = "编码\t基本支出\n30101\t1754000.00\n30102\t201000.00\n";
    let first = seen(&paste(&page, "economic", text, &[]).text());
    for (old, new, why) in [
        (
            "basic = 1754977.00",
            "basic = 777777.00",
            "30101 基本工资，列入基本支出的数：刚才文件里是 1,754,977.00，现在是 777,777.00",
        ),
        ("{ code = \"30102\", basic = 201054.00 },", "", "30102 津贴补贴：文件里没有这一行了"),
        ("code = \"30102\"", "code = \"30103\"", "30102 津贴补贴：文件里没有这一行了"),
    ] {
        let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        sandbox.replace(YEAR, old, new);
        let changed = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        let fields = [("write", "yes"), ("seen", first.as_str())];
        let again = post(&page, "economic", text, &fields).text();
        assert!(words(&again).contains(why), "{why}: {}", words(&again));
        assert!(again.contains("id=\"write\"") && again.contains("没有写"), "{why}");
        assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), changed, "{why}");
        let shown = seen(&again);
        let fields = [("write", "yes"), ("seen", shown.as_str())];
        assert_eq!(post(&page, "economic", text, &fields).status, 200);
        let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        assert!(
            after.contains("\"30101\", basic = 1754000.00")
                && after.contains("\"30102\", basic = 201000.00"),
            "{after}"
        );
        sandbox.write(YEAR, before.as_bytes());
    }
}

/// Rows are found by their codes whatever their order; rows that add up others, unknown codes and what is no number are left
/// out and said; nothing is written before it is asked for, and one step undoes it.
#[test]
fn rows_are_matched_by_their_codes() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let text = "经济分类科目\t\t本年支出\t\t\r\n科目编码\t科目名称\t合计\t基本支出\t项目支出\r\n栏次\t\t1\t2\t3\r\n\
        \t合计\t3\t1\t2\r\n301\t工资福利支出\t3\t1\t2\r\n30201\t办公费\t349,296.16\t41,000.00\t308,296.16\r\n\
        30101\t基本工资\t1,754,978.50\t１，７５４，９７８．５０\t\r\n30239\t其他交通费用\t1200\t1200\t—\r\n\
        39900\t没有的\t1\t1\t\r\n30102\t津贴补贴\t1\t十二\t\r\n30239\t再来一次\t5\t5\t\r\n";
    // A row that comes twice is asked about.
    let asked = paste(&page, "economic", text, &[("write", "yes")]).text();
    assert!(asked.contains("id=\"twice\"") && !asked.contains("id=\"write\""), "{asked}");
    assert!(words(&asked).contains("1,200.00、5.00"), "{}", words(&asked));
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    let text = text.split("30239\t再来").next().unwrap();
    let seen = paste(&page, "economic", text, &[]);
    assert_eq!(seen.status, 200, "{}", seen.text());
    let said = words(&seen.text());
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    assert!(
        said.contains("改 1 行，新加 1 行，一样的 1 行，不贴 4 行"),
        "{}",
        said.replace("\n\n", "")
    );
    for wanted in [
        "合计的行，程序自己加",
        "类、款的行，程序自己加",
        "科目目录里没有这个编码",
        "不是数",
        "30102 津贴补贴",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let written = paste(&page, "economic", text, &[("write", "yes")]);
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let wanted = before.replacen("basic = 1754977.00", "basic = 1754978.50", 1);
    let without =
        after.lines().filter(|line| !line.contains("30239")).collect::<Vec<_>>().join("\n");
    assert_eq!(without + "\n", wanted);
    assert!(after.contains("{ code = \"30239\", basic = 1200.00 }"), "{after}");
    let undo: Vec<(String, String)> =
        serde_json::from_str(&unescaped(between(&written.text(), "data-undo=\"", "\""))).unwrap();
    let fields: Vec<(&str, &str)> = undo
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain([("live", "1")])
        .collect();
    // What was changed since is not undone, and said.
    sandbox.replace(YEAR, "code = \"30239\", basic = 1200.00", "code = \"30239\", basic = 1201.00");
    let refused = page.post(&format!("u/{REFERENCE}/2022/economic"), &fields);
    assert!(refused.is_refused(), "{}", refused.text());
    assert!(refused.text().contains("后来又改过"), "{}", refused.text());
    sandbox.replace(YEAR, "code = \"30239\", basic = 1201.00", "code = \"30239\", basic = 1200.00");
    let undone = page.post(&format!("u/{REFERENCE}/2022/economic"), &fields);
    assert_eq!(undone.status, 200);
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
}

/// Amounts in 万元 are asked about, whether the block says so or they only look so; what cannot be pasted at all is said.
#[test]
fn ten_thousand_is_asked_about() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    for (text, unit, wanted) in [
        (
            "单位：万元\t\t\n编码\t名称\t基本支出\n30101\t基本工资\t175.4978\n",
            "万元",
            "basic = 1754978.00",
        ),
        (
            "编码\t名称\t基本支出\n30101\t基本工资\t175.4978\n30102\t津贴补贴\t20.1054\n",
            "万元",
            "basic = 1754978.00",
        ),
        ("编码\t名称\t基本支出（千元）\n30101\t基本工资\t1754.978\n", "千元", "basic = 1754978.00"),
    ] {
        let asked = paste(&page, "economic", text, &[("write", "yes")]).text();
        assert!(asked.contains("先选金额单位") && !asked.contains("id=\"write\""), "{text}");
        assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before, "{text}");
        let written = paste(&page, "economic", text, &[("write", "yes"), ("amounts", unit)]);
        assert_eq!(written.status, 200, "{}", written.text());
        let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        assert!(after.contains(wanted) && after.contains("basic = 201054.00"), "{text}\n{after}");
        sandbox.write(YEAR, before.as_bytes());
    }
    let plain = paste(&page, "economic", "30101\t1754977\t\n30102\t201054\t", &[]).text();
    assert!(!plain.contains("先选金额单位"), "{}", words(&plain));
    for (topic, text, why) in [
        ("economic", " \n", "没有贴进来的内容"),
        ("profile", "x\ty", "不知道贴到哪张表里"),
        ("year", "x\ty", "不知道贴到哪张表里"),
        ("../../juesuan.toml|year", "x\ty", "不知道贴到哪张表里"),
    ] {
        let refused = paste(&page, "economic", text, &[]);
        let refused = if topic == "economic" {
            refused
        } else {
            let table = format!("2022.toml|{topic}");
            page.post(
                &format!("u/{REFERENCE}/2022/economic/paste"),
                &[("table", &table), ("text", text), ("live", "1")],
            )
        };
        assert!(refused.is_refused(), "{topic}");
        assert!(refused.text().contains(why), "{topic}: {}", refused.text());
    }
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
}

/// Rows that are called by a word besides the code take it from a column or from what is chosen; columns may be told.
#[test]
fn columns_and_funds_may_be_told() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let text = "甲\t乙\t丙\n2210201\t住房公积金\t400,700.00\n2210203\t购房补贴\t5\n";
    let asked = paste(&page, "expenditure", text, &[]).text();
    assert!(asked.contains("没有要写的"), "{}", words(&asked));
    let more = [("column|2", "basic"), ("write", "yes")];
    let written = paste(&page, "expenditure", text, &more);
    assert_eq!(written.status, 200, "{}", written.text());
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    assert!(
        after.contains("{ code = \"2210201\", fund = \"general\", basic = 400700.00 }"),
        "{after}"
    );
    assert!(after.contains("{ code = \"2210203\", fund = \"general\", basic = 5.00 }"), "{after}");
    let by_word = "编码\t资金\t项目支出\n2210201\t非财政拨款\t70000\n";
    let written = paste(&page, "expenditure", by_word, &[("write", "yes")]);
    assert_eq!(written.status, 200, "{}", written.text());
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    assert!(after.contains("fund = \"non-fiscal\", project = 70000.00"), "{after}");
}

/// Pastes a text where something is.
pub(crate) fn put(browser: &Browser, selector: &str, text: &str) {
    let (selector, text) =
        (serde_json::to_string(selector).unwrap(), serde_json::to_string(text).unwrap());
    browser.run(&format!(
        "const data = new DataTransfer(); data.setData('text/plain', {text});
        // Firefox takes the words themselves, Chromium what holds them.
        const words = {{ clipboardData: data, data: {text}, dataType: 'text/plain' }};
        document.querySelector({selector}).dispatchEvent(new ClipboardEvent('paste', {{ ...words, bubbles: true, cancelable: true }}));"
    ));
}

/// Amounts as people write them, with what is written of them; what is refused has nothing.
const AMOUNTS: [(&str, &str); 25] = [
    ("1,234.5", "1234.50"),
    (" １２，３４５．６７\u{3000}", "12345.67"),
    ("￥ 12.50", "12.50"),
    ("（1,200.00）", "-1200.00"),
    ("(100)", "-100.00"),
    ("- 5", "-5.00"),
    ("+5", "5.00"),
    ("１００", "100.00"),
    ("￥100", "100.00"),
    ("1 234 567.8", "1234567.80"),
    ("1, 234", "1234.00"),
    (".5", "0.50"),
    ("1.230", "1.23"),
    ("0", "0.00"),
    ("1,23", ""),
    ("12 34.5", ""),
    ("1,234 5", ""),
    ("12 .5", ""),
    ("1  234", ""),
    ("1.234", ""),
    ("(5", ""),
    ("(-5)", ""),
    ("12万元", ""),
    ("12。5", ""),
    ("1234567890123456", ""),
];

/// The page and the program read amounts alike: what is typed, added up and pasted.
#[test]
fn amounts_are_read_alike() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.open(&format!("{}u/{REFERENCE}/2022/economic", page.address()));
    browser.until("document.querySelector('.grid')");
    let texts = serde_json::to_string(&AMOUNTS.map(|(text, _)| text)).unwrap();
    let read = browser.run(&format!(
        "return JSON.stringify({texts}.map((text) => {{
            const sum = cents(text);
            return sum === null ? '' : amount(sum).replace(/,/g, '');
        }}))"
    ));
    let read: Vec<String> = serde_json::from_str(read.as_str().unwrap()).unwrap();
    let mut was = String::new();
    for (number, ((text, wanted), read)) in AMOUNTS.iter().zip(&read).enumerate() {
        assert_eq!(wanted, read, "{text}");
        if !is_long() && number % 5 != 0 {
            continue;
        }
        let at = "2022.toml|economic[30229].project";
        let (is_name, was_name) = (format!("is|{at}"), format!("was|{at}"));
        let fields = [(is_name.as_str(), *text), (was_name.as_str(), &was), ("live", "1")];
        assert_eq!(page.post(&format!("u/{REFERENCE}/2022/economic"), &fields).status, 200);
        // What is refused leaves what is there.
        if !wanted.is_empty() {
            (*wanted).clone_into(&mut was);
        }
        let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        let line = after.lines().find(|line| line.contains("\"30229\"")).unwrap();
        assert!(line.contains(&format!("project = {was} ")), "{text}: {line}");
    }
    // Nothing is erased by what stands for nothing.
    for text in ["", " ", "-", "--", "—", "－", "无", "/"] {
        let text = serde_json::to_string(text).unwrap();
        assert_eq!(browser.run(&format!("return isNothing({text}) && String(cents({text}))")), "0");
    }
}

/// As many numbers as cells that are chosen go straight into them; what is blank leaves what is there; what looks like 万元,
/// and what has codes, is looked at first.
#[test]
fn blocks_of_the_same_size_go_straight_in() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let before = read();
    let cell = |code: &str, key: &str| format!("[name='is|2022.toml|economic[{code}].{key}']");
    let open = || {
        browser.open(&format!("{}u/{REFERENCE}/2022/economic", page.address()));
        browser.until("document.querySelector('.grid')");
    };
    let (down, right) = ('\u{e015}', '\u{e014}');
    let choose = |code: &str, steps: &[char]| {
        browser.click(&cell(code, "basic"));
        steps.iter().for_each(|step| browser.with('\u{e008}', *step));
        let count = if steps.contains(&right) { 2 * steps.len() } else { steps.len() + 1 };
        browser.until(&format!("document.querySelectorAll('.chosen').length === {count}"));
    };
    let has = |line: &str| {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while !read().contains(line) {
            assert!(std::time::Instant::now() < until, "{line}: {}", read());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    };
    open();
    // One cell with blank ones behind it is that cell.
    choose("30201", &[right]);
    put(&browser, &cell("30201", "basic"), "1234.50\t\r\n");
    browser.keys(&ENTER.to_string());
    has("\"30201\", basic = 1234.50, project = 308296.16");
    for (text, first, second) in [
        (
            "（1000）\t\r\n￥90000\t１００００\t\r\n\t\t\r\n",
            "basic = -1000.00, project = 308296.16",
            "basic = 90000.00, project = 10000.00",
        ),
        (
            "—\t50000\r\n1965308.48\t20000.00",
            "basic = -1000.00, project = 50000.00",
            "basic = 1965308.48, project = 20000.00",
        ),
        (
            "1965308\t30101\r\n1965309\t0",
            "basic = 1965308.00, project = 30101.00",
            "basic = 1965309.00, project = 0.00",
        ),
    ] {
        open();
        choose("30201", &[down, right]);
        put(&browser, &cell("30201", "basic"), text);
        has(&format!("\"30201\", {first}"));
        has(&format!("\"30229\", {second}"));
        // What stayed is said, and still is once all is written.
        let stayed = if text.contains('—') { "没有动：30201" } else { "" };
        browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
        browser
            .until(&format!("document.getElementById('picked').textContent.includes('{stayed}')"));
    }
    sandbox.write(YEAR, before.as_bytes());
    for (text, code, steps, wanted) in [
        ("175.50\r\n20.11\r\n118.61", "30101", &[down, down][..], "先选金额单位"),
        ("175.4977\r\n20.1054\r\n118.6124", "30101", &[down, down], "先选金额单位"),
        ("226.34\r\n15.64\r\n8.01", "30101", &[down, down], "先选金额单位"),
        ("226340000\r\n—\r\n801000000", "30101", &[down, down], "先选金额单位"),
        ("30201\t5\r\n30229\t6", "30201", &[down, right], "看不出各栏的数是什么"),
    ] {
        open();
        choose(code, steps);
        put(&browser, &cell(code, "basic"), text);
        browser.until("document.getElementById('paste')");
        assert!(browser.text().contains(wanted), "{text}: {}", browser.text());
        assert_eq!(read(), before, "{text}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Two hundred rows are pasted in the browser, seen, written and undone in one step; a block of numbers goes straight into a
/// block of the same size that was chosen, and the same block is copied out again.
#[test]
fn many_rows_are_pasted() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let before = read();
    let count = if is_long() { 200 } else { 40 };
    let codes = fs::read_to_string(repository().join("data/catalog/functions.tsv")).unwrap();
    let codes: Vec<(&str, &str)> = codes
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(code, _)| code.len() == 7 && code.starts_with("201"))
        .take(count)
        .map(|(code, rest)| (code, rest.split('\t').next().unwrap()))
        .collect();
    assert_eq!(codes.len(), count);
    let mut text =
        "编码\t名称\t基本支出\t项目支出\n\t合计\t1\t1\n201\t一般公共服务支出\t1\t1\n".to_owned();
    for (number, (code, name)) in codes.iter().enumerate() {
        text.push_str(&format!("{code}\t{name}\t{}.50\t1,000.00\n", number + 1));
    }
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until("document.querySelector('.grid')");
    let put = |selector: &str, text: &str| put(&browser, selector, text);
    let cell =
        |code: &str, key: &str| format!("[name='is|2022.toml|expenditure[{code}/general].{key}']");
    browser.click(&cell("2210201", "basic"));
    put(&cell("2210201", "basic"), &text);
    // That few 元 beside the millions of the file may be 万元.
    browser.until("document.getElementById('paste')");
    assert!(browser.text().contains("选好金额单位以后再写"), "{}", browser.text());
    browser.run("document.getElementById('amounts').value = '元'");
    browser.click("[name=again]");
    browser.until("document.getElementById('write')");
    assert!(browser.text().contains(&format!("新加 {count} 行")), "{}", browser.text());
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(read(), before);
    browser.click("#write");
    browser.until(&format!(
        "document.querySelectorAll('.grid tbody tr:not(.new, .say, .before, .sum)').length === {}",
        count + 6
    ));
    let after = read();
    assert!(codes.iter().all(|(code, _)| after.contains(&format!("code = \"{code}\""))));
    // What was there, and 1.50, 2.50 and so on.
    let total = if is_long() { "218,955,701.76" } else { "218,936,341.76" };
    browser
        .until(&format!("document.querySelector('.grid tfoot').textContent.includes('{total}')"));
    browser.click("#undo");
    browser.until(
        "document.querySelectorAll('.grid tbody tr:not(.new, .say, .before, .sum)').length === 6",
    );
    assert_eq!(read(), before);
    // A block of the same size, chosen by keyboard.
    browser.click(&cell("2080109", "basic"));
    browser.with('\u{e008}', '\u{e015}');
    browser.with('\u{e008}', '\u{e014}');
    browser.until("document.querySelectorAll('.chosen').length === 4");
    let copied = browser.run(
        "const words = { clipboardData: new DataTransfer(), data: '', dataType: 'text/plain' };
        const event = new ClipboardEvent('copy', { ...words, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(event);
        return event.clipboardData.getData('text/plain')",
    );
    assert_eq!(copied, "25394839.76\t36356533.02\r\n193140000.00\t42241124.41");
    put(&cell("2080109", "basic"), "25394838.00\t36356534.00\r\n193140001.00\t42241125.00\r\n");
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    let after = read();
    assert!(
        after.contains(
            "code = \"2080109\", fund = \"general\", basic = 25394838.00, project = 36356534.00"
        ),
        "{after}"
    );
    assert!(
        after.contains(
            "code = \"2080507\", fund = \"general\", basic = 193140001.00, project = 42241125.00"
        ),
        "{after}"
    );
    browser.with(CONTROL, 'z');
    browser.until(&format!(
        "document.querySelector(\"{}\").value === '25,394,839.76'",
        cell("2080109", "basic")
    ));
    assert_eq!(read(), before);
    // Numbers without a block of their size are not put anywhere before it is chosen; a row that was removed comes back.
    browser.click(&cell("2082602", "project"));
    put(&cell("2082602", "project"), "5\r\n6\r\n");
    browser.until("document.querySelectorAll('.chosen').length === 2");
    assert_eq!(read(), before);
    browser.keys(&ENTER.to_string());
    browser.click("[name=remove][value='2022.toml|expenditure[2210201/general]']");
    browser.until(
        "document.querySelectorAll('.grid tbody tr:not(.new, .say, .before, .sum)').length === 5",
    );
    assert!(!read().contains("2210201\", fund"));
    browser.click("#undo");
    browser.until(
        "document.querySelectorAll('.grid tbody tr:not(.new, .say, .before, .sum)').length === 6",
    );
    assert!(read().contains("{ code = \"2210201\", fund = \"general\", basic = 400662.00 }"));
    browser.click("#redo");
    browser.until(
        "document.querySelectorAll('.grid tbody tr:not(.new, .say, .before, .sum)').length === 5",
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
