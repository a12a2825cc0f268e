// Amounts as they are typed: read, written as people read them, and added up.
"use strict";

/** An amount in cents; none where it is none. @param {string} text */
function cents(text) {
  const plain = text.replace(/[,，\s]/g, "").replace("。", ".");
  const parts = /^(-?)(\d*)(?:\.(\d{0,2}))?$/.exec(plain);
  if (!parts) return null;
  return BigInt(parts[1] + (parts[2] || "0") + (parts[3] || "").padEnd(2, "0"));
}

/** An amount in cents as people read it. @param {bigint} sum */
function amount(sum) {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sum < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
}

/** What stands in an input, in cents; what cannot be read is as the file has it. @param {Field} field */
function inCents(field) {
  return cents(field.value) ?? cents(field.dataset.was || "") ?? 0n;
}

/** Adds up while it is typed: the column of an amount with the sums of its classes, all columns where it is a code. @param {Field} field */
function add(field) {
  const cell = /** @type {HTMLTableCellElement | null} */ (field.closest("td"));
  const table = cell && cell.closest("table");
  if (!cell || !table || !table.tFoot) return;
  if (field.dataset.money !== undefined) addColumn(table, cell.cellIndex);
  else if (field.dataset.codes) [...table.rows[0].cells].forEach((_, column) => addColumn(table, column));
}

/** Adds a column of a table up. @param {HTMLTableElement} table @param {number} column */
function addColumn(table, column) {
  /** The codes of the rows with their amounts. @type {[string, bigint][]} */
  const amounts = [];
  for (const row of table.tBodies[0].rows) {
    const input = /** @type {Field | null} */ (row.cells[column]?.querySelector("[data-money]"));
    const code = /** @type {Field | null} */ (input && row.querySelector("[data-codes]"));
    if (input) amounts.push([code?.value.trim() || "", inCents(input)]);
  }
  if (amounts.length === 0) return;
  const sum = (/** @type {string} */ below) => amounts.reduce((all, [code, one]) => (code.startsWith(below) ? all + one : all), 0n);
  const foot = table.tFoot?.rows[0].cells[column - (table.tFoot.querySelector("[colspan]") ? 1 : 0)];
  if (foot) foot.textContent = amount(sum(""));
  for (const row of table.querySelectorAll("tr.sum")) {
    const { cells, dataset } = /** @type {HTMLTableRowElement} */ (row);
    const all = sum(dataset.below || "");
    cells[column].textContent = all ? amount(all) : "";
  }
}
