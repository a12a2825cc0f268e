//! What every page has around it.

use maud::{DOCTYPE, Markup, html};

/// A page with a title, the scripts that it uses, and what stands in it.
pub(super) fn frame(token: &str, title: &str, scripts: &[&str], body: &Markup) -> Markup {
    let root = format!("/{token}/");
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ (root) "assets/page.css" };
                link rel="stylesheet" href={ (root) "assets/form.css" };
                @if !scripts.contains(&"unit.js") { link rel="stylesheet" href={ (root) "assets/aside.css" }; }
                @if scripts.contains(&"overview.js") { link rel="stylesheet" href={ (root) "assets/overview.css" }; }
                @for script in scripts {
                    script src={ (root) "assets/" (script) } defer {}
                }
            }
            body.app data-root=(root) {
                (body)
            }
        }
    }
}

/// A page that says one thing, and what to do, where there is more to do than to go back.
pub(super) fn message(token: &str, words: &str, advice: Option<&str>) -> Markup {
    let body = html! {
        main.stage {
            div.whole.none {
                h1 { (words) }
                @if let Some(advice) = advice { p.note.advice { (advice) } }
                p { a href={ "/" (token) "/" } { "‹ 全部单位" } }
            }
        }
    };
    frame(token, words, &[], &body)
}
