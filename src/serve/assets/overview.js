// All units: choosing, sorting and finding rows; the table as it is now.
"use strict";

/** What is remembered of the table over a reload. @type {{ find: string, chip: string, sort: string, down: boolean, flat: boolean, folds: Record<string, boolean>, picked: string[] }} */
const kept = { find: "", chip: "", sort: "", down: false, flat: false, folds: {}, picked: [] };
Object.assign(kept, JSON.parse(recall("units") || "{}"));

/** How words are put in order; made once, as that takes longer than sorting. */
const words = new Intl.Collator("zh-CN", { numeric: true });
words.compare("甲", "乙");

/** The rows. @returns {HTMLTableRowElement[]} */
function rows() {
  return every(".units tbody tr");
}

/** The box that picks a row. @param {HTMLTableRowElement} row */
function box(row) {
  return every('[name="unit"]', row)[0];
}

/** Whether a row is one of those that are asked for. @param {HTMLTableRowElement} row */
function fits(row) {
  const { name, chips } = row.dataset;
  return (name || "").includes(kept.find) && (!kept.chip || (chips || "").split(" ").includes(kept.chip));
}

/** Whether the units under a row are folded away: not while something is looked for. @param {HTMLTableRowElement} row */
function isFolded(row) {
  const { group, folded } = row.dataset;
  if (!group || kept.flat || kept.find || kept.chip) return false;
  return kept.folds[group] ?? folded !== undefined;
}

/** The units under each department. @param {HTMLTableRowElement[]} all @returns {Map<string | undefined, HTMLTableRowElement[]>} */
function families(all) {
  const under = new Map();
  for (const row of all.filter((row) => row.dataset.in)) {
    under.set(row.dataset.in, [...(under.get(row.dataset.in) || []), row]);
  }
  return under;
}

/** The number of a cell, of its own row alone. @param {HTMLTableCellElement} cell */
function own(cell) {
  return Number(cell.dataset.own ?? cell.textContent);
}

/** The number of a column for a row and those under it. @param {HTMLTableRowElement} row @param {number} column @param {HTMLTableRowElement[]} under */
function sum(row, column, under) {
  return under.reduce((all, one) => all + own(one.cells[column]), own(row.cells[column]));
}

/** What a row is sorted by in a column. @param {HTMLTableRowElement} row @param {number} column @param {HTMLTableRowElement[] | undefined} under */
function order(row, column, under) {
  const cell = row.cells[column];
  if (under && cell.classList.contains("num")) return String(sum(row, column, under));
  if (cell.dataset.own !== undefined) return cell.dataset.own;
  return column === 1 ? row.dataset.name || "" : cell.dataset.order || (cell.textContent || "").trim();
}

/** Shows a department with its units, or with their numbers in its own. @param {HTMLTableRowElement} row @param {HTMLTableRowElement[]} under */
function fold(row, under) {
  const button = every(".fold", row)[0];
  const folded = isFolded(row);
  button.hidden = Boolean(kept.flat || kept.find || kept.chip);
  button.textContent = folded ? "▸" : "▾";
  button.setAttribute("aria-expanded", String(!folded));
  button.setAttribute("aria-label", `${folded ? "展开" : "收起"} ${row.dataset.name} 的单位`);
  for (const cell of row.querySelectorAll("td.num")) {
    const { dataset, cellIndex } = /** @type {HTMLTableCellElement} */ (cell);
    dataset.own ??= cell.textContent || "";
    const said = folded ? String(sum(row, cellIndex, under) || "") : dataset.own;
    if (cell.textContent !== said) cell.textContent = said;
  }
}

/** Remembers how the table is shown, and which units whoever goes from one to the next comes to. @param {HTMLTableRowElement[]} all */
function keep(all) {
  store("units", JSON.stringify(kept));
  const walk = all.filter(fits).map((row) => [box(row).value, row.dataset.name]);
  store("walk", JSON.stringify(walk));
}

/** Shows the rows that are asked for, in the order that is asked for. */
function show() {
  const all = rows();
  const folded = new Set();
  for (const [group, under] of families(all)) {
    const head = all.find((row) => row.dataset.group === group);
    if (head) fold(head, under);
    if (head && isFolded(head)) folded.add(group);
  }
  for (const row of all) row.hidden = !fits(row) || folded.has(row.dataset.in);
  document.querySelector(".units")?.classList.toggle("flat", kept.flat);
  for (const chip of every("[data-chip]")) {
    chip.setAttribute("aria-pressed", String(chip.dataset.chip === kept.chip));
  }
  stopOnce();
  keep(all);
}

/** Has the keyboard stop once at a group that the arrow keys lead through: where it is or what is chosen, else at its first. */
function stopOnce() {
  for (const group of every("[data-arrows]")) {
    const all = every("button", group);
    const chosen = group.querySelector("button:focus") || group.querySelector("[aria-pressed='true'], [aria-sort] button") || all[0];
    for (const one of all) one.tabIndex = one === chosen ? 0 : -1;
  }
}

/** Sorts the rows, those under a department among themselves. */
function sort() {
  const button = every(`[data-sort="${kept.sort}"]`)[0];
  const heading = button && button.closest("th");
  every(".units th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
  if (!heading) return;
  heading.setAttribute("aria-sort", kept.down ? "descending" : "ascending");
  const column = /** @type {HTMLTableCellElement} */ (heading).cellIndex;
  const isNumber = heading.classList.contains("num");
  const all = rows();
  const under = kept.flat ? new Map() : families(all);
  const sorted = all.map((row) => ({ row, key: order(row, column, under.get(row.dataset.group)) }));
  sorted.sort((one, other) =>
    isNumber ? Number(one.key || 0) - Number(other.key || 0) : words.compare(one.key, other.key));
  if (kept.down) sorted.reverse();
  const inOrder = sorted.map(({ row }) => row);
  const behind = families(inOrder);
  const placed = kept.flat ? inOrder : inOrder.filter((row) => !row.dataset.in)
    .flatMap((row) => [row, ...(row.dataset.group && behind.get(row.dataset.group) || [])]);
  document.querySelector(".units tbody")?.append(...placed);
}

/** Says how many rows are picked. */
function count() {
  kept.picked = rows().map(box).filter((one) => one.checked).map((one) => one.value);
  store("units", JSON.stringify(kept));
  const picked = kept.picked.length;
  const said = byId("picked");
  if (said) said.textContent = picked ? `选中 ${picked} 个单位` : "没有选中单位";
}

/** Picks the rows again that were picked. */
function pick() {
  const picked = new Set(kept.picked);
  for (const one of rows().map(box)) one.checked = picked.has(one.value);
}

/** Takes the page as it is now, with what is picked, scrolled and written left as it is. */
const renew = oneByOne(async () => {
  const now = await page(location.href);
  const had = inFocusNow();
  for (const place of [".units tbody", ".sum", ".chips", "#progress", "header.top"]) {
    const [old, fresh] = [document.querySelector(place), now.querySelector(place)];
    if (!old || !fresh) {
      if (old || fresh) return location.reload();
      continue;
    }
    old.replaceWith(fresh);
  }
  pick();
  sort();
  show();
  count();
  focusAgain(had);
});

/** Takes what there is to say of the build, and puts each report's cell into its row. */
const progress = oneByOne(async () => {
  const now = await page(at("progress"));
  const had = inFocusNow();
  const cells = /** @type {HTMLTableElement | null} */ (now.getElementById("cells"));
  cells?.remove();
  byId("progress")?.replaceChildren(...now.body.childNodes);
  focusAgain(had);
  const heading = cells && document.querySelector(`.units th.${cells.dataset.column}`);
  if (!cells || !heading) return;
  const column = /** @type {HTMLTableCellElement} */ (heading).cellIndex;
  const all = new Map(rows().map((row) => [box(row).value, row]));
  for (const { dataset, cells: [fresh] } of cells.rows) {
    const old = all.get(dataset.report || "")?.cells[column];
    if (old && !old.isEqualNode(fresh)) old.replaceWith(fresh);
  }
});

/** Copies the sentence of a button; where the browser does not let it, the sentence is chosen. @param {HTMLElement} button */
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy || "");
    button.textContent = "复制好了";
  } catch {
    if (button.parentElement) getSelection()?.selectAllChildren(button.parentElement);
    button.textContent = "选中了，可以复制";
  }
}

on("click", (event) => {
  const button = around(event, "[data-chip], [data-sort], [data-copy], .fold");
  if (!button) return;
  if (button.dataset.copy !== undefined) {
    copy(button);
    return;
  }
  if (button.dataset.chip !== undefined) kept.chip = button.dataset.chip;
  if (button.dataset.sort !== undefined) {
    kept.down = kept.sort === button.dataset.sort && !kept.down;
    kept.sort = button.dataset.sort;
    sort();
  }
  const row = button.closest("tr[data-group]");
  if (row) kept.folds[row.dataset.group || ""] = !isFolded(row);
  show();
});
on("keydown", (event) => {
  const group = around(event, "[data-arrows]");
  const all = group ? every("button", group) : [];
  const step = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 })[event.key];
  const at = all.indexOf(event.target);
  if (!step || at < 0) return;
  prevent(event);
  all[at + step]?.focus();
  stopOnce();
});
on("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.id === "find") {
    kept.find = field.value.trim();
    show();
  }
});
on("change", (event) => {
  const changed = /** @type {HTMLInputElement} */ (event.target);
  if (changed.id === "together") {
    kept.flat = !changed.checked;
    sort();
    show();
  }
  if (changed.id === "all") for (const row of rows()) box(row).checked = changed.checked && fits(row);
  // A row that stands for those under it is picked with them.
  const head = around(event, "tr[data-group]");
  if (head && isFolded(head)) {
    for (const row of rows()) if (row.dataset.in === head.dataset.group) box(row).checked = changed.checked;
  }
  count();
});

const find = byId("find");
const together = byId("together");
if (find) find.value = kept.find;
if (together) together.checked = !kept.flat;
pick();
sort();
show();
count();
listen({ changed: renew, built: progress });
