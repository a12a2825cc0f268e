// Blocks of cells: choosing them, copying them for a spreadsheet, and taking what a spreadsheet copied.
"use strict";

/** Shows what a block, or some cells, would write to a table, named as `file|path`. @param {string} table @param {string} text @param {[string, string][]} [cells] */
async function preview(table, text, cells = []) {
  // What is shown stands in place of the form.
  leaveAll();
  await written();
  const answer = await send(`${location.pathname}/paste`, [["table", table], ["text", text], ...cells]);
  const body = await answer.text();
  if (!isPage(answer)) return say(body.slice(0, 80));
  // A page that is on its way does not come over it.
  turn += 1;
  take(parsed(body));
  byId("heading")?.focus();
}

(() => {
  /** Where a chosen block begins. @type {HTMLInputElement | null} */
  let from = null;
  /** Where it ends. @type {HTMLInputElement | null} */
  let to = null;
  /** What a block left as it was, until something else is done. */
  let stayed = "";

  /** The inputs of a table of numbers that are not folded away, row by row. @param {HTMLElement} field @returns {HTMLInputElement[][]} */
  function inputs(field) {
    const rows = [...(field.closest("table")?.tBodies[0].rows || [])].filter((row) => !row.matches(".say, .before, .new, .sum"));
    return rows.map((row) => every("input[data-was]", row).filter((one) => one.getClientRects().length > 0));
  }

  /** Where an input stands. @param {HTMLInputElement} field @returns {[number, number]} */
  function place(field) {
    const all = inputs(field);
    const row = all.findIndex((row) => row.includes(field));
    return [row, row < 0 ? -1 : all[row].indexOf(field)];
  }

  /** The chosen inputs, row by row. @returns {HTMLInputElement[][]} */
  function chosen() {
    if (!from || !to || !from.isConnected || !to.isConnected) return [];
    const [[one, left], [other, right]] = [place(from), place(to)];
    if (one < 0 || other < 0) return [];
    const rows = inputs(from).slice(Math.min(one, other), Math.max(one, other) + 1);
    return rows.map((row) => row.slice(Math.min(left, right), Math.max(left, right) + 1));
  }

  /** Says something of what is chosen. @param {string} words */
  function tell(words) {
    const said = byId("picked");
    if (said) said.textContent = words;
  }

  /** Shows what is chosen, how much it is, and how much in all. */
  function show() {
    every(".grid .chosen").forEach((cell) => cell.classList.remove("chosen"));
    const all = chosen().flat();
    tell(stayed);
    if (all.length < 2) return;
    let sum = 0n;
    for (const field of all) {
      field.closest("td")?.classList.add("chosen");
      if (field.dataset.money !== undefined) sum += cents(field.value) || 0n;
    }
    tell(`选中 ${all.length} 格，合计 ${amount(sum)}`);
  }

  /** Chooses nothing any more. */
  function drop() {
    from = null;
    to = null;
    stayed = "";
    show();
  }

  /** Makes the block larger or smaller. @param {HTMLInputElement} field @param {number} down @param {number} right */
  function stretch(field, down, right) {
    if (!from || !to || !from.isConnected || !to.isConnected) [from, to] = [field, field];
    const [row, column] = place(to);
    to = inputs(to)[row + down]?.[column + right] || to;
    show();
  }

  /** The cells of what a spreadsheet copied, without what is blank at its end. @param {string} text @returns {string[][]} */
  function cut(text) {
    const rows = text.replace(/\r\n?/g, "\n").trimEnd().split("\n").map((row) => row.trimEnd().split("\t"));
    const width = Math.max(...rows.map((row) => row.length));
    return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
  }

  /** Whether numbers, each before what was, are mostly far from it: in another unit of money. @param {[string, string][]} pairs */
  function isFar(pairs) {
    const all = pairs.map(([, text]) => Math.abs(Number(cents(text, true))));
    const far = all.map((is, at) => at % 2 || !is ? 0 : (all[at + 1] ? Math.abs(Math.log10(is / all[at + 1])) >= 2 : is < 1e6) ? 1 : -1);
    return far.includes(1) && far.reduce((sum, one) => sum + one, 0) >= 0;
  }

  on("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !(field instanceof HTMLInputElement) || !field.closest(".grid")) return;
    if (event.key === "Escape" && chosen().flat().length > 1) {
      prevent(event);
      return drop();
    }
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
    const step = /** @type {Record<string, number[]>} */ (steps)[event.key];
    if (!step) {
      if (!event.ctrlKey && !event.shiftKey) drop();
      return;
    }
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (!event.shiftKey) return drop();
    if (step[1] !== 0 && !whole) return;
    prevent(event);
    stretch(field, step[0], step[1]);
  });
  on("mousedown", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.closest(".grid")) return;
    const focus = active();
    if (!event.shiftKey || !(focus instanceof HTMLInputElement)) return drop();
    if (focus.closest("table") !== field.closest("table")) return;
    prevent(event);
    [from, to] = [focus, field];
    show();
  });
  on("renewed", () => {
    // What was chosen is chosen still in the form that took the place of the one before.
    [from, to] = [from, to].map((field) => /** @type {HTMLInputElement | null} */ (field && byId(field.id)));
    show();
  });
  on("copy", (event) => {
    const rows = chosen();
    if (rows.flat().length < 2 || !event.clipboardData) return;
    const plain = (/** @type {HTMLInputElement} */ field) => field.value.replace(/,/g, "");
    event.clipboardData.setData("text/plain", rows.map((row) => row.map(plain).join("\t")).join("\r\n"));
    prevent(event);
  });
  on("paste", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || composing || !event.clipboardData) return;
    const table = /** @type {HTMLElement | null} */ (field.closest(".grid[data-table]"));
    const text = event.clipboardData.getData("text/plain");
    if (!table || !/[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    prevent(event);
    const cells = cut(text);
    if (cells.length === 1 && cells[0].length === 1) return void document.execCommand("insertText", false, cells[0][0].trim());
    const numbers = cells.every((row) => row.every((cell) => cents(cell, true) !== null));
    const first = cells.map((row) => plain(row[0]));
    // A first column of codes says which rows are meant.
    const coded = cells[0].length > 1 && first.every((cell) => /^\d{3}(\d{2}){0,2}(?![\d.,])/.test(cell));
    const own = every("[data-codes]", table).some((one) => first.includes(one.value));
    const target = chosen();
    const same = target.length === cells.length && target[0].length === cells[0].length;
    if (numbers && same && !(coded && own) && target.flat().every((one) => one.dataset.money !== undefined && !one.readOnly)) {
      return put(table, target, cells);
    }
    if (coded) return void preview(table.dataset.table || "", text);
    const [row, column] = place(field);
    const fits = numbers && inputs(field)[row + cells.length - 1]?.[column + cells[0].length - 1];
    if (fits && row >= 0) {
      [from, to] = [field, fits];
      show();
      return tell(`${byId("picked")?.textContent}；再贴一次，就贴进去`);
    }
    preview(table.dataset.table || "", text);
  });

  /** Writes numbers into as many cells, in one step, unless they are far from what is there; what is blank leaves what is there. @param {HTMLElement} table @param {HTMLInputElement[][]} target @param {string[][]} cells */
  function put(table, target, cells) {
    /** @type {[string, string][]} */
    const pairs = [];
    /** @type {HTMLInputElement[]} */
    const kept = [];
    cells.forEach((row, down) => row.forEach((cell, right) => {
      const field = target[down][right];
      const was = comesAfter(field);
      if (isNothing(cell)) return void (was && kept.push(field));
      pairs.push([field.name, cell.trim()], [wasName(field.name), was]);
    }));
    if (isFar(pairs) || pairs.some(([, text]) => cents(text) === null)) {
      return void preview(table.dataset.table || "", "", [...pairs, ...kept.map((field) => /** @type {[string, string]} */ ([field.name, ""]))]);
    }
    for (const [name, value] of pairs) {
      const field = byId(name);
      if (field) field.value = value;
      if (field) add(field);
    }
    drop();
    if (kept.length) stayed = `空着的 ${kept.length} 格没有动：${kept.map((field) => field.getAttribute("aria-label")).join("、")}`;
    tell(stayed);
    if (pairs.length) queueUp(pairs);
  }

  on("submit", async (event) => {
    const form = around(event, "form");
    if (form.id !== "paste") return;
    prevent(event);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    /** @type {[string, string][]} */
    const pairs = [];
    new FormData(form).forEach((value, name) => pairs.push([name, String(value)]));
    if (button?.name) pairs.push([button.name, button.value]);
    const answer = await send(form.action, pairs);
    const body = await answer.text();
    if (!isPage(answer)) return say(body.slice(0, 80));
    const now = parsed(body);
    remember(now, "");
    take(now);
    byId("heading")?.focus();
    if (button?.name === "write" && !byId("paste")) say(`已存盘 ${clock()}`);
  });
  on("click", async (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("#leave")) return;
    prevent(event);
    take(await page(location.pathname));
  });
})();
