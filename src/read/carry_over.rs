//! `[carry-over]`: opening balances, surplus used, distribution.

use crate::fields::carry_over::{carry_over as fields, opening as row_of};
use crate::fields::year::year;
use crate::model::amount::Money;
use crate::model::carry_over::{CarryOver, OpeningRow};
use crate::model::fund::Fund;
use crate::problem::Problem;
use crate::tables::Table;
use crate::tables::code::duplicates;

/// The table; nothing carried over when it is left out.
pub(super) fn table(parent: &Table<'_>, need_items: bool) -> CarryOver {
    let Some(table) = parent.table(&year::CARRY_OVER) else {
        return CarryOver {
            place: parent.place,
            opening: Vec::new(),
            surplus_used: parent.absent(Money::ZERO),
            distribution: parent.absent(Money::ZERO),
        };
    };
    let carry_over = CarryOver {
        place: table.place,
        opening: opening(&table, need_items),
        surplus_used: table.money(&fields::SURPLUS_USED),
        distribution: table.money(&fields::DISTRIBUTION),
    };
    table.finish();
    carry_over
}

/// The opening balances; with `need_items`, those of the government fund name their item.
fn opening(table: &Table<'_>, need_items: bool) -> Vec<OpeningRow> {
    let mut rows = Vec::new();
    for row in table.rows(&fields::OPENING) {
        let fund = row.fund(&row_of::FUND);
        let code = row.item(&row_of::CODE);
        let amount = row.required_money(&row_of::AMOUNT);
        row.finish();
        let Some(fund) = fund else { continue };
        if need_items
            && fund.value == Fund::GovernmentFund
            && code.is_none()
            && !row.has(&row_of::CODE)
        {
            row.reading.problem(
                Problem::error("missing-field", "政府性基金的年初结转和结余要写到项级编码")
                    .at(row.place, "缺少 code")
                    .help(
                        "例：{ fund = \"government-fund\", code = \"2120801\", amount = 100.00 }",
                    ),
            );
        }
        rows.push(OpeningRow { place: row.place, fund: fund.value, code, amount });
    }
    duplicates(
        table,
        &rows,
        |row| {
            let code = row.code.as_ref().map(|code| code.value.clone());
            let shown = code.as_ref().map_or_else(
                || row.fund.term().to_owned(),
                |code| format!("{code}（{}）", row.fund.term()),
            );
            ((code, row.fund), row.place, shown)
        },
        |(_, fund)| *fund,
        |one, other| one.1 == other.1 && (one.0 == other.0 || one.0.is_none() || other.0.is_none()),
    );
    rows
}
