// What somebody is at stays in sight: what would fold away, as nothing is written there, does so once the focus has left it.
"use strict";

/** The cells of a column, by how many stand behind them in a row. @param {HTMLTableElement} table @param {number} behind */
function columnOf(table, behind) {
  const rows = [...table.rows].filter((row) => !row.matches(".say, .before"));
  return rows.map((row) => row.cells[row.cells.length - 1 - behind]).filter(Boolean);
}

/** Keeps in sight what the focus is in and what is typed: the columns that were shown before around it, and what it is folded away in. @param {Element} old @param {string[]} names */
function keepShown(old, names) {
  for (const one of every("details.kept", old)) byId(one.id)?.classList.add("kept");
  for (const field of names.map(byId)) {
    for (const one of every("details:not([open])")) {
      if (!one.contains(field)) continue;
      one.open = true;
      one.classList.add("kept");
    }
    const table = field?.closest("table");
    const before = every("table", old).find((one) => one.dataset.table === table?.dataset.table);
    for (const head of table ? every("th.idle", table) : []) {
      const behind = head.parentElement.cells.length - 1 - head.cellIndex;
      const [was] = before ? columnOf(before, behind) : [];
      const column = columnOf(/** @type {HTMLTableElement} */ (table), behind);
      if ((!was || was.matches(".idle")) && !column.some((cell) => cell.contains(field))) continue;
      for (const cell of column) cell.classList.replace("idle", "stays");
      head.classList.replace("w-idle", "w-amount");
    }
  }
}

/** Folds away what was kept in sight, and where the focus is not any more. */
function foldLeft() {
  const focus = active();
  for (const table of every("#fields table")) {
    const stays = table.contains(focus) ? [] : every(".stays", table);
    if (stays.some((cell) => every("[data-was]", cell).some((field) => field.value))) continue;
    for (const cell of stays) cell.classList.replace("stays", "idle");
  }
  for (const one of every("details.kept")) {
    if (one.contains(focus)) continue;
    one.open = false;
    one.classList.remove("kept");
  }
}

// Under the mouse nothing moves until it has clicked.
on("focusin", () => {
  if (!leaving && !pressed) foldLeft();
});
on("click", foldLeft);
