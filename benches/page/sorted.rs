//! How long the table of many units takes in a browser to be painted sorted, filtered and sought in: from the click or the key to
//! the end of the first frame after it.

use std::time::Duration;

use serde_json::json;

use crate::painted::opened;
use crate::told;

/// How often each is done.
const TIMES: usize = 20;

/// Waits until what was done is painted; how many milliseconds it took from `begun`.
const PAINTED: &str = "return new Promise(done => requestAnimationFrame(() => {
        // What is posted within a frame comes after its painting.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - begun);
        port2.postMessage('');
    }))";

/// Times the table in the page at an address.
pub(crate) fn table(address: &str) {
    let Some(driver) = opened(address) else { return };
    let heads = "[...document.querySelectorAll('.units thead th button')]";
    let chips = "[...document.querySelectorAll('[data-chip]')]";
    let sought = "const box = document.getElementById('find');
        box.value = box.value ? '' : '局';
        box.dispatchEvent(new Event('input', { bubbles: true }))";
    for (what, done) in [
        ("sorted by another column", format!("{heads}[NUMBER % {heads}.length].click()")),
        ("filtered", format!("{chips}[NUMBER % {chips}.length].click()")),
        ("sought in", sought.to_owned()),
    ] {
        let times = (0..TIMES).map(|number| {
            let done = done.replace("NUMBER", &number.to_string());
            let script = format!("const begun = performance.now();\n{done};\n{PAINTED}");
            let taken = driver
                .does("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
                .as_f64();
            Duration::from_secs_f64(taken.expect("a number of milliseconds") / 1000.0)
        });
        told(&format!("the table {what}, painted by a browser"), times.collect());
    }
}
