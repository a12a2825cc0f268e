// The keyboard leads through the form: from field to field, down a column, to what is to be done next, and back by undoing.
"use strict";

on("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const field = /** @type {Field} */ (event.target);
  const inGrid = field instanceof HTMLInputElement && field.closest(".grid");
  if (event.defaultPrevented) return;
  const isHelped = byId("help")?.hasAttribute("open");
  if (event.key === "F1" || isHelped && event.key === "Escape") {
    prevent(event);
    event.stopImmediatePropagation();
    help();
  } else if (isHelped) {
    // What is below it waits.
  } else if (event.key === "F8") {
    prevent(event);
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    step(event.shiftKey ? -1 : 1);
  } else if ((event.key === "z" || event.key === "y") && event.ctrlKey && field.value === field.dataset?.was) {
    prevent(event);
    undo(event.key === "z" ? "undo" : "redo");
  } else if (event.key === "s" && event.ctrlKey) {
    prevent(event);
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    if (waiting.length === 0) say(`已经存好，${clock()}`);
  } else if (event.key === "Escape" && field.dataset && field.dataset.was !== undefined) {
    field.value = onItsWay(field.name) ?? field.dataset.was;
    add(field);
    happen("given-up");
  } else if (event.key === "Enter" && (inGrid || (event.ctrlKey && field instanceof HTMLTextAreaElement))) {
    prevent(event);
    inGrid ? down(field, event.shiftKey ? -1 : 1) : after(field);
  } else if (inGrid && event.key === "Delete" && event.ctrlKey) {
    prevent(event);
    /** @type {HTMLElement | null | undefined} */
    const taken = field.closest("tr")?.querySelector("[name=remove], [data-drop]");
    if (!taken) return;
    taken.click();
    // What was typed goes with its row; the next is gone on with.
    if (field.dataset.was !== undefined) field.value = field.dataset.was;
    down(field, 1);
  } else if (inGrid && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    prevent(event);
    down(field, event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "Enter" && field.matches?.("input[data-was], textarea.line")) {
    prevent(event);
    after(field);
  }
});

/** Goes to the field after one; what is folded away, which takes no focus, is passed over. @param {Field} field */
function after(field) {
  const all = fields();
  if (!all.slice(all.indexOf(field) + 1).some(focused)) leave(field);
}

/** Goes to the same column of another row. @param {Field} field @param {number} step */
function down(field, step) {
  const cell = /** @type {HTMLTableCellElement | null} */ (field.closest("td"));
  let row = cell && cell.parentElement;
  while (cell && row) {
    row = /** @type {HTMLElement | null} */ (step > 0 ? row.nextElementSibling : row.previousElementSibling);
    const other = row && /** @type {HTMLTableRowElement} */ (row).cells[cell.cellIndex]?.querySelector("[data-was]");
    if (other) return /** @type {HTMLElement} */ (other).focus();
  }
  if (step < 0 || (!nextNew(field) && !toLacking(field))) leave(field);
}

/** Where the focus was before the panel of what the keys do opened: the page may be renewed behind it. */
let beforeHelp = "";

/** Opens the panel, or closes it. */
function help() {
  const panel = byId("help");
  if (panel?.open) return panel.close();
  beforeHelp = active()?.id || "";
  panel?.showModal();
}

byId("help")?.addEventListener("close", () => byId(beforeHelp)?.focus());
on("click", (event) => {
  const at = /** @type {Element} */ (event.target);
  if (at.closest("#help-open, #help-close") || at.id === "help") help();
});
/** Writes 0 wherever nothing is written of a topic in which nothing happened, or takes these away again; one step of undoing. */
on("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.dataset.nothing === undefined) return;
  const all = box.dataset.nothing.split(" ").map((name) => byId(name));
  const now = (/** @type {Field} */ field) => (onItsWay(field.name) ?? field.value).trim();
  /** @type {[string, string][]} */
  const pairs = [];
  for (const field of all) {
    if (!field || (now(field) !== "" && cents(now(field)) !== 0n) || (now(field) === "") !== box.checked) continue;
    const [was, value] = [comesAfter(field), box.checked ? "0" : ""];
    field.value = value;
    pairs.push([field.name, value], [wasName(field.name), was]);
  }
  if (pairs.length > 0) queueUp(pairs);
});
