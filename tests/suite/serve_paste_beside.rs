//! `serve`: a table whose groups of columns stand side by side (公开06表) is pasted whole.

use std::fs;

use crate::serve_words::{between, unescaped, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// Groups of columns side by side are taken one below the other, and each code gets the amount of its own group.
#[test]
fn groups_side_by_side_are_pasted_whole() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let head = "科目编码\t科目名称\t决算数";
    let text = format!(
        "人员经费\t\t\t公用经费\t\t\n{head}\t{head}\n30101\t基本工资\t1,754,000.00\t30201\t办公费\t41,001.00\n\
         30102\t津贴补贴\t201,000.00\t\t\t\n人员经费合计\t\t1,955,001.00\t公用经费合计\t\t41,001.00\n"
    );
    let address = format!("u/{REFERENCE}/2022/economic/paste");
    let mut fields = vec![
        ("table", "2022.toml|economic"),
        ("text", text.as_str()),
        ("live", "1"),
        ("column|2", "basic"),
    ];
    let looked = page.post(&address, &fields).text();
    let said = words(&looked);
    for wanted in ["并排的 2 组接成了一组", "贴的里面是 1,955,001.00，写入以后是 1,955,000.00"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    let seen = unescaped(between(&looked, "name=\"seen\" value=\"", "\""));
    fields.extend([("seen", seen.as_str()), ("write", "yes")]);
    assert_eq!(page.post(&address, &fields).status, 200);
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    for row in [
        "\"30101\", basic = 1754000.00",
        "\"30102\", basic = 201000.00",
        "\"30201\", basic = 41001.00",
    ] {
        assert!(after.contains(row), "{row}: {after}");
    }
}
