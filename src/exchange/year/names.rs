//! Names that the tables give to codes: those that the catalogue lacks are taken over, others are held against it.

use crate::catalog::Catalog;
use crate::exchange::statement::{Coded, Statements, Troubles};
use crate::exchange::table::{Cell, plain};
use crate::exchange::year::draft::Draft;

/// Takes over the names of codes that the catalogue lacks; notes names that are not the catalogue's.
pub(super) fn unknown(
    statements: &Statements,
    catalog: &Catalog,
    year: u16,
    draft: &mut Draft,
    troubles: &mut Troubles,
) {
    let mut lines: Vec<Named<'_>> = Vec::new();
    gather(statements.income.as_ref(), &mut lines);
    gather(statements.expenditure.as_ref(), &mut lines);
    for table in [&statements.general, &statements.government_fund, &statements.state_capital] {
        gather(table.as_ref(), &mut lines);
    }
    let own = Default::default();
    let names = catalog.names(year, &own);
    for (code, name, [at, named_at]) in lines {
        let has_name = !name.is_empty() && name.chars().any(char::is_alphabetic);
        let former = catalog.formers(code).iter().map(|former| former.name.as_str());
        let mut known = former.chain(names.function(code)).peekable();
        match known.peek() {
            None if has_name => {
                draft.names.entry(code.to_owned()).or_insert_with(|| name.to_owned());
            }
            None => {}
            Some(first) => {
                let first = (*first).to_owned();
                if has_name && !known.any(|known| plain(known) == plain(name)) {
                    troubles.contradict(format!(
                        "{at} 的编码 {code} 在目录里是“{first}”，表里（{named_at}）写的是“{name}”；以编码为准"
                    ));
                }
            }
        }
    }
}

/// A code with its name, and the cells of both.
type Named<'s> = (&'s str, &'s str, [&'s Cell; 2]);

/// The codes of a table with their names and cells.
fn gather<'s, K>(table: Option<&'s Coded<K>>, lines: &mut Vec<Named<'s>>) {
    let rows = table.into_iter().flat_map(|table| &table.rows);
    lines.extend(
        rows.map(|(code, line)| (code.as_str(), line.name.as_str(), [&line.at, &line.named_at])),
    );
}
