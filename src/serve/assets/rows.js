// Rows: one that is to be added is written when it is left, and what is typed finds its row again after that is called otherwise.
"use strict";

/** What rows are called otherwise by something that was written, each by `file|path` before and now. @typedef {[string, string][]} Renames */

/** All of that since the page was taken last. @type {Renames[]} */
let renamed = [];
/** That of what was written last. @type {Renames} */
let renames = [];

/** The row that is to be added which something is in. @param {Element} field */
function newRow(field) {
  return /** @type {HTMLElement | null} */ (field.closest("tr.new"));
}

/** The inputs of a row. @param {HTMLElement} row @returns {Field[]} */
function cellsOf(row) {
  return every("[data-was]", row);
}

/** Whether a row that is to be added is held. @param {Field[]} cells */
function isHeldRow(cells) {
  return cells.some(isHeld);
}

/** Whether a row that is to be added has all that it needs: an amount as well, where it has amounts. @param {HTMLElement} row */
function isReady(row) {
  const needs = (row.dataset.needs || "").split(" ").filter(Boolean);
  const whole = needs.length > 0 && needs.every((name) => byId(name)?.value.trim());
  const amounts = cellsOf(row).filter((cell) => cell.dataset.money !== undefined);
  return whole && (amounts.length === 0 || amounts.some((cell) => cell.value.trim()));
}

/** Whether a row that is to be added is not left yet: the focus goes to another cell of it, or only the window is left. @param {HTMLElement} field @param {EventTarget | null} to */
function staysInNew(field, to) {
  const row = newRow(field);
  return row !== null && (active() === field || to instanceof Node && row.contains(to));
}

/**
 * How many rows a table has once all that waits is written, where its rows are called by their place: what is sent again
 * after an answer was lost is not done again.
 * @param {string} table
 * @returns {[string, string][]}
 */
function rowsOf(table) {
  const told = /** @type {HTMLInputElement | undefined} */ (document.getElementsByName(`rows|${table}`)[0]);
  if (!told) return [];
  const does = (/** @type {[string, string]} */ [name, value]) => {
    if (name === "remove") return value.startsWith(`${table}[`) ? -1 : 0;
    return name.startsWith(`back|${table}[`) ? -1 : 0;
  };
  const isNew = (/** @type {string} */ name) => name.startsWith(`new|${table}|`) || name.startsWith(`new|${table}~`);
  const adds = waiting.filter((pairs) => pairs.some(([name]) => isNew(name))).length;
  const count = waiting.flat().reduce((count, pair) => count + does(pair), Number(told.value) + adds);
  return [[`rows|${table}`, String(count)]];
}

/** What the page gave an input. @param {Field} field */
function given(field) {
  if ("defaultValue" in field) return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value || "";
}

/** Adds a row once all that it needs is written, or has it held as it is: whether it was sent. @param {HTMLElement} row @param {boolean} anyway */
function leaveNew(row, anyway) {
  const cells = cellsOf(row);
  const isBlank = cells.every((cell) => !cell.value.trim());
  const isHeld = isHeldRow(cells);
  // What is held and was only passed through stays held.
  if (isHeld && cells.every((cell) => cell.value === given(cell))) return false;
  // One that is held and was emptied is let go of.
  if (isBlank ? !isHeld : !isReady(row) && !anyway) return false;
  // Each is held apart from the next, which may be begun before it is known whether this one was written.
  const draft = crypto.randomUUID().slice(0, 8);
  const nameOf = (/** @type {string} */ name) => (isHeld ? name : name.replace(/\|([^|]*)$/, `~${draft}|$1`));
  const pairs = cells.map((cell) => /** @type {[string, string]} */ ([nameOf(cell.name), cell.value]));
  pairs.push(...rowsOf(cells[0].name.split("|").slice(1, 3).join("|").split("~")[0]));
  for (const cell of cells) {
    cell.value = "";
    if ("defaultValue" in cell) cell.defaultValue = "";
    cell.removeAttribute("aria-invalid");
  }
  queueUp(pairs);
  return true;
}

/** Adds the row at the end and begins the next; whether it was one that is ready. @param {Field} field */
function nextNew(field) {
  const row = newRow(field);
  if (!row || !isReady(row) || !leaveNew(row, false)) return false;
  const rows = row.closest("tbody")?.querySelectorAll("tr.new") || [];
  const last = /** @type {HTMLElement | undefined} */ (rows[rows.length - 1]);
  if (last) cellsOf(last)[0]?.focus();
  return true;
}

/** Goes to what a row at the end lacks that something was typed into; whether it lacks something. @param {Field} field */
function toLacking(field) {
  const row = newRow(field);
  const cells = row ? cellsOf(row) : [];
  const needs = (row?.dataset.needs || "").split(" ").map((name) => byId(name));
  const lacks = needs.find((cell) => cell && !cell.value.trim());
  if (!lacks || cells.every((cell) => !cell.value.trim())) return false;
  lacks.focus();
  return true;
}

/** Takes a row away, once however often that is asked for. @param {string} row its `file|path` */
function removeRow(row) {
  if (waiting.flat().some(([name, value]) => name === "remove" && value === row)) return;
  queueUp([["remove", row], ...rowsOf(row.split("[")[0])]);
}

/** What an input is called now, where its row is called otherwise. @param {string} name @param {Renames[]} renamed */
function nowCalled(name, renamed) {
  const begin = /^(is|was)\|/.exec(name)?.[0] || "";
  let rest = name.slice(begin.length);
  // Rows may take each other's names: of what was written at once, each changes once.
  for (const renames of renamed) {
    const [before, now] = renames.find(([before]) => rest === before || rest.startsWith(`${before}.`)) || ["", ""];
    rest = now + rest.slice(before.length);
  }
  return begin + rest;
}

/** Takes in which rows are called otherwise by what was written, for what waits behind it. @param {Document} now */
function rename(now) {
  renames = JSON.parse(now.getElementById("form")?.dataset.renamed || "[]");
  if (renames.length === 0) return;
  renamed.push(renames);
  for (const pair of waiting.flat()) {
    pair[0] = nowCalled(pair[0], [renames]);
    if (pair[0] === "remove") pair[1] = nowCalled(pair[1], [renames]);
  }
}

/** Leaves the buttons that take a row away to the pointer and to Ctrl+Delete: whoever types from cell to cell meets none. */
function passBy() {
  for (const button of every("#fields .grid [name=remove], #fields .grid [data-drop]")) {
    button.tabIndex = -1;
  }
}

on("keydown", (event) => {
  const field = /** @type {Field} */ (event.target);
  if (event.isComposing || event.key !== "Tab" || event.shiftKey || event.ctrlKey || event.altKey) return;
  const row = field.dataset?.was !== undefined && newRow(field);
  const shown = row ? cellsOf(row).filter((cell) => cell.getClientRects().length > 0) : [];
  if (!row || shown.at(-1) !== field || isHeldRow(cellsOf(row))) return;
  if (nextNew(field)) prevent(event);
});
on("click", (event) => {
  const row = event.target instanceof Element && event.target.closest("[data-drop]") && newRow(event.target);
  if (!row) return;
  for (const cell of cellsOf(row)) cell.value = "";
  leaveNew(row, false);
});
on("renewed", passBy);
passBy();
