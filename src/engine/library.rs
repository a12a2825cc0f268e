//! What Typst offers to a layout.

use typst::foundations::{Binding, Module, Scope};
use typst::{Library, LibraryExt};

/// Names of Typst's standard library that layouts do without: a plugin is a program.
const WITHHELD: [&str; 1] = ["plugin"];

/// Typst's standard library without what runs programs.
pub(super) fn library() -> Library {
    let mut library = Library::default();
    library.global = without(&library.global);
    library.std = Binding::detached(library.global.clone());
    library
}

/// A module without the names that are withheld.
fn without(module: &Module) -> Module {
    let mut scope = Scope::new();
    for (name, binding) in module.scope().iter() {
        if !WITHHELD.contains(&name.as_str()) {
            scope.bind(name.clone(), binding.clone());
        }
    }
    module.clone().with_scope(scope)
}
