// All units: choosing, sorting and finding rows; the table as it is now.
"use strict";

/** What is remembered of the table over a reload. */
const kept = { find: "", chip: "", sort: "", down: false };
Object.assign(kept, JSON.parse(sessionStorage.getItem("units") || "{}"));

/** The rows. @returns {HTMLTableRowElement[]} */
function rows() {
  return [...document.querySelectorAll(".units tbody tr")].map((row) => /** @type {HTMLTableRowElement} */ (row));
}

/** What a row is sorted by in a column. @param {HTMLTableRowElement} row @param {number} column */
function order(row, column) {
  const cell = row.cells[column];
  return cell.dataset.order || (column === 9 ? row.dataset.due || "9" : (cell.textContent || "").trim());
}

/** Shows the rows that are asked for, in the order that is asked for. */
function show() {
  sessionStorage.setItem("units", JSON.stringify(kept));
  for (const row of rows()) {
    const named = (row.dataset.name || "").includes(kept.find);
    const chosen = !kept.chip || (row.dataset.chips || "").split(" ").includes(kept.chip);
    row.hidden = !(named && chosen);
  }
  for (const chip of document.querySelectorAll("[data-chip]")) {
    chip.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (chip).dataset.chip === kept.chip));
  }
}

/** Sorts the rows. */
function sort() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector(`[data-sort="${kept.sort}"]`));
  const heading = button && button.closest("th");
  document.querySelectorAll(".units th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
  if (!heading) return;
  heading.setAttribute("aria-sort", kept.down ? "descending" : "ascending");
  const column = /** @type {HTMLTableCellElement} */ (heading).cellIndex;
  const isNumber = heading.classList.contains("num");
  const words = new Intl.Collator("zh-CN", { numeric: true });
  const sorted = rows().map((row) => ({ row, key: order(row, column) }));
  sorted.sort((one, other) =>
    isNumber ? Number(one.key || 0) - Number(other.key || 0) : words.compare(one.key, other.key));
  if (kept.down) sorted.reverse();
  document.querySelector(".units tbody")?.append(...sorted.map(({ row }) => row));
}

/** Says how many rows are picked. */
function count() {
  const picked = document.querySelectorAll('[name="unit"]:checked').length;
  const said = document.getElementById("picked");
  if (said) said.textContent = picked ? `选中 ${picked} 个单位` : "没有选中单位";
}

/** Takes the page as it is now, with what is picked, scrolled and written left as it is. */
const renew = oneByOne(async () => {
  const now = await page(location.href);
  const picked = new Set([...document.querySelectorAll('[name="unit"]:checked')].map((box) => box.getAttribute("value")));
  for (const place of [".units tbody", ".sum", ".chips", "#progress", "header.top"]) {
    const [old, fresh] = [document.querySelector(place), now.querySelector(place)];
    if (!old || !fresh) {
      if (old || fresh) return location.reload();
      continue;
    }
    old.replaceWith(fresh);
  }
  for (const box of document.querySelectorAll('[name="unit"]')) {
    /** @type {HTMLInputElement} */ (box).checked = picked.has(box.getAttribute("value"));
  }
  sort();
  show();
  count();
});

/** Takes what there is to say of the build. */
const progress = oneByOne(async () => {
  const now = await page(at("progress"));
  document.getElementById("progress")?.replaceChildren(...now.body.childNodes);
});

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-chip], [data-sort]"));
  if (!button) return;
  if (button.dataset.chip !== undefined) kept.chip = button.dataset.chip;
  if (button.dataset.sort !== undefined) {
    kept.down = kept.sort === button.dataset.sort && !kept.down;
    kept.sort = button.dataset.sort;
    sort();
  }
  show();
});
document.addEventListener("input", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.id === "find") {
    kept.find = field.value.trim();
    show();
  }
});
document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (box.id === "all") {
    for (const row of rows()) {
      const one = /** @type {HTMLInputElement | null} */ (row.querySelector('[name="unit"]'));
      if (one) one.checked = box.checked && !row.hidden;
    }
  }
  count();
});

const find = /** @type {HTMLInputElement | null} */ (document.getElementById("find"));
if (find) find.value = kept.find;
sort();
show();
count();
listen({ changed: renew, built: progress });
