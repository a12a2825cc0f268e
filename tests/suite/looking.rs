//! How a page is looked at: in every size, for what keeps somebody out, with a picture kept where it is asked for.

use std::time::Duration;

use serde_json::json;

use crate::browser::Browser;

/// The sizes at which every page is looked at.
pub(crate) const SIZES: [(u32, u32); 3] = [(1366, 640), (1280, 600), (1920, 1080)];

/// The amounts in tables of which less than all can be seen: they are read as others.
const CUT: &str =
    "return [...document.querySelectorAll('.grid input.num, .grid td.num, .grid td.last')]
    .filter(one => one.scrollWidth > one.clientWidth)
    .map(one => one.name + ' ' + (one.value || one.textContent))";

/// The columns of names in which hardly a word has room beside its neighbours, and others that have hardly any.
const NARROW: &str = "return [...document.querySelectorAll('.grid thead th')]
    .filter(one => one.textContent === '名称' ? one.clientWidth < 125 : !one.matches('.w-del, .idle') && one.clientWidth < 40)
    .map(one => one.closest('table').dataset.table + ' ' + one.clientWidth)";

/// Looks at the page that is open in all sizes: it does not go on sideways, no amount is cut, axe-core finds nothing.
pub(crate) fn look(browser: &Browser, name: &str) {
    browser.until("document.readyState === 'complete'");
    for (width, height) in SIZES {
        browser.size(width, height);
        if browser.run("return document.getElementById('pages') !== null") == true {
            browser.until_pages_are_shown();
            // The pages go to where the topic is printed, and are then shown anew.
            std::thread::sleep(Duration::from_millis(400));
            browser.until_pages_are_shown();
        }
        let wide = browser.run("return document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{name} at {width}: {wide}");
        assert_eq!(browser.run(CUT), json!([]), "{name} at {width}");
        assert_eq!(browser.run(NARROW), json!([]), "{name} at {width}");
        browser.picture(&format!("{name}-{width}"));
    }
    browser.size(1366, 640);
    browser.run("document.querySelectorAll('details').forEach(one => { one.open = true; })");
    assert_eq!(browser.violations(), Vec::<String>::new(), "{name}");
}
