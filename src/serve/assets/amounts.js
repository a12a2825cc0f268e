// Amounts as they are typed: read, written as people read them, and added up.
"use strict";

/** A text as the program reads it: half-width, without what cannot be seen. @param {string} text */
function plain(text) {
  return text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "").trim();
}

/** Whether a text stands for nothing. @param {string} text */
function isNothing(text) {
  return /^(-{0,3}|[—―–─一无−/\\]|——)$/.test(plain(text).replace(/\s/g, ""));
}

/** An amount in cents; none where the program reads none, unless less than cents may be cut off. @param {string} text @param {boolean} [rough] */
function cents(text, rough) {
  if (isNothing(text)) return 0n;
  // What ⑤ or ² stands for is a guess.
  if (/[\p{No}\p{Nl}]/u.test(text)) return null;
  // Commas and single blanks part groups of three; else two numbers stand there.
  const parts = /^[¥']*\s*([-−–+(]?)\s*¥*\s*(\d*|\d{1,3}(?:(?:, ?| )\d{3})+)(?:\.(\d{0,2})(\d*))?\s*(\)?)$/.exec(plain(text));
  if (!parts || (parts[1] === "(") !== (parts[5] === ")") || !(parts[2] || parts[3])) return null;
  if (!rough && /[1-9]/.test(parts[4] || "")) return null;
  const sum = BigInt((parts[2].replace(/\D/g, "") || "0") + (parts[3] || "").padEnd(2, "0"));
  if (sum >= 10n ** 17n) return null;
  return /[^+]/.test(parts[1]) ? -sum : sum;
}

/** An amount in cents as people read it. @param {bigint} sum */
function amount(sum) {
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${sum < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
}

/** What stands in an input, in cents; what cannot be read, or is held and was not changed since, is as the file has it. @param {Field} field */
function inCents(field) {
  const isAsHeld = isHeld(field) && "defaultValue" in field && field.value === field.defaultValue;
  return (isAsHeld ? null : cents(field.value)) ?? cents(field.dataset.was || "") ?? 0n;
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
  let [isBlank, isPartly] = [true, false];
  for (const row of table.tBodies[0].rows) {
    const input = /** @type {Field | null} */ (row.cells[column]?.querySelector("[data-money]"));
    const code = /** @type {Field | null} */ (input && row.querySelector("[data-codes]"));
    if (!input) continue;
    amounts.push([code?.value.trim() || "", inCents(input)]);
    const lacks = isNothing(input.value);
    isBlank &&= lacks;
    isPartly ||= lacks && !newRow(input);
  }
  if (amounts.length === 0) return;
  const sum = (/** @type {string} */ below) => amounts.reduce((all, [code, one]) => (code.startsWith(below) ? all + one : all), 0n);
  const foot = table.tFoot?.rows[0].cells[column - (table.tFoot.querySelector("[colspan]") ? 1 : 0)];
  if (foot) foot.textContent = isBlank || (isPartly && foot.dataset.whole) ? "" : amount(sum(""));
  for (const row of table.querySelectorAll("tr.sum")) {
    const { cells, dataset } = /** @type {HTMLTableRowElement} */ (row);
    const all = sum(dataset.below || "");
    cells[column].textContent = all ? amount(all) : "";
  }
}
