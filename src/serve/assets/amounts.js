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

/** Adds a column up while it is typed. @param {Field} field */
function add(field) {
  const cell = /** @type {HTMLTableCellElement | null} */ (field.closest("td"));
  const table = cell && cell.closest("table");
  if (!cell || !table || !table.tFoot || field.dataset.money === undefined) return;
  let sum = 0n;
  for (const row of table.tBodies[0].rows) {
    const input = /** @type {Field | null} */ (row.cells[cell.cellIndex]?.querySelector("[data-money]"));
    sum += (input && cents(input.value)) || 0n;
  }
  const foot = table.tFoot.rows[0].cells[cell.cellIndex - (table.tFoot.querySelector("[colspan]") ? 1 : 0)];
  if (foot) foot.textContent = amount(sum);
}
