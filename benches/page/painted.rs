//! How long an edit takes to the page that a browser has painted: from the key that leaves the cell to the first frame in which
//! all pages in view are those of the changed figures.

use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::{Driver, Kind};
use crate::told;

/// How many edits there are.
const EDITS: u32 = 100;

/// How long somebody looks at what came before the next edit.
const PAUSE: Duration = Duration::from_millis(1000);

/// How long after a key the next one is struck: one after the other at once, and as somebody types an amount.
const CADENCES: [Duration; 2] = [Duration::ZERO, Duration::from_millis(200)];

/// The key Enter by the number of the standard.
const ENTER: char = '\u{e007}';

/// The pictures of the pages in view, where each has the one that is meant.
const SHOWN: &str = "window.shown = () => {
    const root = document.getElementById('pages');
    const view = root.getBoundingClientRect();
    const seen = [...root.querySelectorAll('figure')].filter(figure => {
        const page = figure.getBoundingClientRect();
        return page.bottom > view.top && page.top < view.bottom;
    });
    const pictures = seen.map(figure => figure.querySelector('img').getAttribute('src'));
    return pictures.every((picture, at) => picture?.startsWith(seen[at].dataset.source)) ? pictures.join() : '';
};";

/// Goes to the cell, and has the page say when it is painted after the key that leaves it.
const BEGIN: &str = "const cell = document.getElementsByName(arguments[0])[0];
    const before = window.shown();
    window.painted = new Promise(done => {
        let begun = 0;
        document.addEventListener('keydown', event => { begun = event.timeStamp; });
        const watch = new MutationObserver(() => {
            const now = window.shown();
            if (!now || now === before) return;
            watch.disconnect();
            requestAnimationFrame(() => {
                // What is posted within a frame comes after its painting.
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => done(performance.now() - begun);
                port2.postMessage('');
            });
        });
        watch.observe(document.getElementById('pages'), { childList: true, subtree: true, attributes: true });
    });
    cell.focus();
    cell.select();";

/// Times edits of a field in the page at an address.
pub(crate) fn edits(address: &str, field: &str) {
    let Some(driver) = opened(address) else { return };
    let run = |script: &str, given: &[&str]| {
        driver.does("POST", "/execute/sync", &json!({ "script": script, "args": given }))
    };
    run(SHOWN, &[]);
    let name = format!("is|{field}");
    run(
        "document.getElementsByName(arguments[0])[0].scrollIntoView({ block: 'center' })",
        &[&name],
    );
    click(&driver, &name);
    // The pages go to where the figure is printed.
    std::thread::sleep(PAUSE * 4);
    for (round, cadence) in CADENCES.into_iter().enumerate() {
        let mut times = Vec::new();
        for number in 0..EDITS {
            until_shown(&run);
            std::thread::sleep(PAUSE);
            run(BEGIN, &[&name]);
            let typed = format!("{}.{:02}{ENTER}", 410_700 + round, number % 100);
            driver.does("POST", "/actions", &keys(&typed, cadence));
            let taken = run("return window.painted", &[]).as_f64();
            let taken = taken.expect("a number of milliseconds");
            times.push(Duration::from_secs_f64(taken / 1000.0));
        }
        let what = format!("from an edit, a key every {} ms,", cadence.as_millis());
        told(&format!("{what} to the pages painted by a browser"), times);
    }
}

/// A browser with the page at an address; none where there is no browser, which is said.
pub(crate) fn opened(address: &str) -> Option<Driver> {
    let kind = Kind::asked();
    let Ok(driver) = Driver::start(kind) else {
        let _ =
            writeln!(std::io::stderr(), "{} is not there: no browser was timed", kind.program());
        return None;
    };
    driver.does("POST", "/window/rect", &json!({ "width": 1366, "height": 768 }));
    driver.does("POST", "/url", &json!({ "url": address }));
    Some(driver)
}

/// Waits until the pages in view are there.
fn until_shown(run: &impl Fn(&str, &[&str]) -> Value) {
    while run("return window.shown()", &[]) == json!("") {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Clicks on a field: a window in which nobody clicked has no focus.
fn click(driver: &Driver, name: &str) {
    let sought = json!({ "using": "css selector", "value": format!("[name='{name}']") });
    let found = driver.does("POST", "/element", &sought);
    let ids = found.as_object().expect("an element");
    let id = ids.values().next().and_then(Value::as_str).expect("an element");
    driver.does("POST", &format!("/element/{id}/click"), &json!({}));
}

/// The strokes of keys, one so long after the other.
fn keys(typed: &str, cadence: Duration) -> Value {
    let strokes = typed.chars().flat_map(|key| {
        let pause = json!({ "type": "pause", "duration": cadence.subsec_millis() });
        let stroke = |what: &str| json!({ "type": what, "value": key });
        [pause, stroke("keyDown"), stroke("keyUp")]
    });
    let strokes: Vec<Value> = strokes.collect();
    json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] })
}
