// One report: what is typed is written at once, the page is as the files are, the keyboard leads through all of it.
"use strict";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

document.documentElement.classList.add("live");

/** Whether an input method is composing: nothing is written or renewed meanwhile. */
let composing = false;
/** What is to be written: names with values. @type {[string, string][][]} */
const waiting = [];
/** What undoes what this page wrote, the last at the end. @type {[string, string][][]} */
const done = [];
/** What does again what was undone. @type {[string, string][][]} */
const undone = [];

/** An element by its id. @param {string} id */
const byId = (id) => document.getElementById(id);

/** The inputs of the form. @returns {Field[]} */
function fields() {
  return [...document.querySelectorAll("#fields [data-was]")].map((field) => /** @type {Field} */ (field));
}

/** Says how it stands with writing. @param {string} words */
function say(words) {
  const saved = byId("saved");
  if (saved && !saved.querySelector(".held")) saved.textContent = words;
}

/** The time as people say it. */
function clock() {
  return new Date().toTimeString().slice(0, 5);
}

/** Takes a page: in place where it has the same inputs, else as a whole, with the focus where it was. @param {Document} now */
function take(now) {
  for (const place of ["#saved", ".topics", ".queue"]) {
    const [old, fresh] = [document.querySelector(place), now.querySelector(place)];
    // What was said of the last writing stays, unless something is held or no longer is.
    const stays = place === "#saved" && !old?.querySelector(".held") && !fresh?.querySelector(".held");
    if (old && fresh && !stays && old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
  }
  sayStep();
  const [old, fresh] = [byId("form"), now.getElementById("form")];
  if (!old || !fresh) return;
  const focus = /** @type {Field | null} */ (document.activeElement);
  // What was typed and is not written yet stays, with what it was typed over.
  const typed = new Map();
  for (const field of fields()) {
    if (field.value !== field.dataset.was) typed.set(field.id, [field.value, field.dataset.was]);
  }
  const selection = focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : null;
  const scroll = old.scrollTop;
  old.replaceWith(fresh);
  fresh.scrollTop = scroll;
  for (const [id, [value, was]] of typed) {
    const field = /** @type {Field | null} */ (byId(id));
    // What is held is there already, beside what the file has.
    if (!field || (field.value === value && field.getAttribute("aria-invalid"))) continue;
    field.value = value;
    field.dataset.was = was;
  }
  const again = focus && focus.id ? /** @type {Field | null} */ (byId(focus.id)) : null;
  if (again) {
    leaving = true;
    again.focus({ preventScroll: true });
    if (selection && "setSelectionRange" in again && selection[0] !== null) {
      again.setSelectionRange(selection[0], selection[1]);
    }
    leaving = false;
  }
  grow();
  document.dispatchEvent(new CustomEvent("renewed"));
}
/** When this page wrote last. */
let wrote = 0;
/** Whether the focus is being put back, which is no step of the user's. */
let leaving = false;

/** Sends a form, which says that a script does. @param {string} address @param {[string, string][]} pairs */
function send(address, pairs) {
  const body = new URLSearchParams([...pairs, ["live", "1"]]);
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body,
    // It goes on when the page is left; browsers allow that for what is small.
    keepalive: body.toString().length < 50000,
  });
}

/** Remembers what undoes what was just written. @param {Document} now @param {string} how what was done */
function remember(now, how) {
  const undo = JSON.parse(now.getElementById("form")?.dataset.undo || "[]");
  if (undo.length > 0) (how === "undo" ? undone : done).push(undo);
  if (undo.length > 0 && how === "") undone.length = 0;
  showUndo();
}

/** How what is written next is meant: as undoing, doing again, or as itself. @type {Map<[string, string][], string>} */
const meant = new Map();

/** Writes what waits, and takes the page as it is then. */
const write = oneByOne(async () => {
  while (waiting.length > 0) {
    const pairs = waiting[0];
    say("正在存盘……");
    const answer = await send(location.pathname, pairs);
    sayGone(false);
    waiting.shift();
    for (const [name, value] of pairs) {
      const field = /** @type {Field | null} */ (byId(name));
      if (!field) continue;
      delete field.dataset.sent;
      if (answer.ok && field.value === value && name.startsWith("is|")) field.dataset.was = value;
    }
    const text = await answer.text();
    if (!answer.ok) {
      say(text.slice(0, 80));
      continue;
    }
    const now = new DOMParser().parseFromString(text, "text/html");
    remember(now, meant.get(pairs) || "");
    meant.delete(pairs);
    if (composing) continue;
    take(now);
    say(`已存盘 ${clock()}`);
    wrote = Date.now();
  }
});

/** Tries again what could not be written while the program was gone. */
setInterval(() => {
  if (waiting.length > 0) write();
}, 2000);

/** Takes the page as it is now. */
const renew = oneByOne(async () => {
  if (composing || waiting.length > 0 || byId("form")?.dataset.stays !== undefined) return;
  take(await page(location.href));
});

/** Writes a field that was left. @param {Field} field */
function leave(field) {
  if (!field.name || field.dataset.was === undefined) return;
  const row = field.closest("tr.new");
  if (row) return leaveNew(/** @type {HTMLElement} */ (row));
  const was = field.dataset.was;
  if (field.value === was && field.getAttribute("aria-invalid") !== "true") return;
  if (field.dataset.sent === field.value) return;
  field.dataset.sent = field.value;
  waiting.push([[field.name, field.value], [field.name.replace(/^is/, "was"), was]]);
  write();
}

/** Adds a row once all that it needs is written. @param {HTMLElement} row */
function leaveNew(row) {
  const needs = (row.dataset.needs || "").split(" ").filter(Boolean);
  const whole = needs.length > 0 && needs.every((name) => /** @type {Field} */ (byId(name))?.value.trim());
  const cells = [...row.querySelectorAll("[data-was]")].map((cell) => /** @type {Field} */ (cell));
  const amounts = cells.filter((cell) => cell.dataset.money !== undefined);
  if (!whole || (amounts.length > 0 && amounts.every((cell) => !cell.value.trim()))) return;
  waiting.push(cells.map((cell) => [cell.name, cell.value]));
  for (const cell of cells) cell.value = "";
  write();
}

/** Shows whether there is something to undo, or to do again. */
function showUndo() {
  for (const [id, all] of /** @type {[string, unknown[]][]} */ ([["undo", done], ["redo", undone]])) {
    const button = byId(id);
    if (button) button.hidden = all.length === 0;
  }
}

/** Undoes what this page wrote last, or does it again, unless it was changed since. @param {"undo" | "redo"} how */
function undo(how) {
  const last = (how === "undo" ? done : undone).pop();
  showUndo();
  if (!last) return;
  meant.set(last, how);
  waiting.push(last);
  const named = last.find(([name]) => name.startsWith("is|"));
  write().then(() => {
    if (named) goTo(named[0]);
  });
}

/** Puts the focus on a field, or on what stands for it. @param {string} id */
function goTo(id) {
  const field = byId(id) || byId(id.replace(/\]\.[^\]]*$/, "]")) || byId(id.replace(/\[.*$/, "")) || byId(id.replace(/\.[^.|]*$/, ""));
  if (!field) return;
  for (let around = field.closest("details"); around; around = around.parentElement?.closest("details") || null) around.open = true;
  const input = field.matches("input, textarea, select, [tabindex]") ? field : field.querySelector("input, textarea, select");
  (input || field).scrollIntoView({ block: "center" });
  /** @type {HTMLElement} */ (input || field).focus({ preventScroll: true });
}

/** What the place in the queue is remembered by, however the address is written. */
function queueOf() {
  return `queue ${decodeURIComponent(location.pathname).split("/").slice(0, 5).join("/")}`;
}

/** The things to be done. @returns {HTMLAnchorElement[]} */
function queue() {
  return [...document.querySelectorAll("#queue a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
}

/** Which of the things to be done was looked at last, and whether it is still there. @returns {{ at: number, there: boolean }} */
function last() {
  const [at, ...words] = (sessionStorage.getItem(queueOf()) || "-1").split(" ");
  const found = queue().findIndex((link) => `${link.hash} ${link.textContent}` === words.join(" "));
  return found < 0 ? { at: Number(at), there: false } : { at: found, there: true };
}

/** Waits until what was typed is written, or the program is gone. */
async function written() {
  while (waiting.length > 0 && !document.body.classList.contains("gone")) {
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** Goes to the next thing to be done, or the one before; one that was done meanwhile has made room. @param {number} step */
async function step(step) {
  await written();
  const links = queue();
  if (links.length === 0) return sayStep();
  const { at, there } = last();
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : there || step < 0 ? at + step : at;
  const index = (next + links.length) % links.length;
  const link = links[index];
  sessionStorage.setItem(queueOf(), `${index} ${link.hash} ${link.textContent}`);
  if (link.pathname === location.pathname && link.hash) {
    history.replaceState(null, "", link.hash);
    goTo(decodeURIComponent(link.hash.slice(1)));
    sayStep();
  } else {
    location.href = link.href;
  }
}

/** Says which of the things to be done is looked at. */
function sayStep() {
  const links = queue();
  const { at, there } = last();
  const [where, what] = [byId("where"), byId("what")];
  if (!where || !what || at < 0 || links.length === 0) return;
  where.textContent = there ? `待办 ${at + 1}／${links.length}` : `待办还有 ${links.length} 处`;
  what.replaceChildren(...(there ? [...links[at].childNodes].map((node) => node.cloneNode(true)) : []));
}

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

/** Makes boxes as high as their words. */
function grow() {
  for (const box of document.querySelectorAll("#fields textarea")) {
    const area = /** @type {HTMLTextAreaElement} */ (box);
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}

document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; });
document.addEventListener("focusout", (event) => {
  if (!leaving && event.target instanceof HTMLElement && event.target.dataset.was !== undefined) {
    leave(/** @type {Field} */ (event.target));
  }
});
document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement) leave(event.target);
});
document.addEventListener("input", (event) => {
  const field = /** @type {Field} */ (event.target);
  if (field.dataset.was !== undefined) add(field);
  if (field instanceof HTMLTextAreaElement) grow();
});
document.addEventListener("focusin", (event) => {
  const field = event.target;
  if (!leaving && field instanceof HTMLInputElement && field.closest(".grid")) field.select();
});
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id !== "fields") return;
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button && button.name === "remove") {
    waiting.push([["remove", button.value]]);
    write();
  }
  if (button && button.name === "table") {
    const text = /** @type {HTMLTextAreaElement | null} */ (byId(`text|${button.value}`));
    preview(button.value, text?.value || "");
  }
});
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const [theirs, mine] = [button.dataset.theirs, button.dataset.mine];
  const field = /** @type {Field | null} */ (byId(theirs || mine || ""));
  if (button.id === "undo") undo("undo");
  if (button.id === "redo") undo("redo");
  if (button.id === "next") step(1);
  if (button.id === "previous") step(-1);
  if (!field) return;
  // What the file has is what the field was; taking one's own says so of what the file has.
  const had = field.dataset.was || "";
  waiting.push([[field.name, theirs ? had : field.value], [field.name.replace(/^is/, "was"), had]]);
  field.value = theirs ? had : field.value;
  field.dataset.sent = field.value;
  write();
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const field = /** @type {Field} */ (event.target);
  const inGrid = field instanceof HTMLInputElement && field.closest(".grid");
  if (event.defaultPrevented) return;
  if (event.key === "F8") {
    event.preventDefault();
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    step(event.shiftKey ? -1 : 1);
  } else if ((event.key === "z" || event.key === "y") && event.ctrlKey && field.value === field.dataset?.was) {
    event.preventDefault();
    undo(event.key === "z" ? "undo" : "redo");
  } else if (event.key === "s" && event.ctrlKey) {
    event.preventDefault();
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    if (waiting.length === 0) say(`已经存好，${clock()}`);
  } else if (event.key === "Escape" && field.dataset && field.dataset.was !== undefined) {
    field.value = field.dataset.was;
  } else if (event.key === "Enter" && (inGrid || (event.ctrlKey && field instanceof HTMLTextAreaElement))) {
    event.preventDefault();
    inGrid ? down(field, event.shiftKey ? -1 : 1) : after(field);
  } else if (inGrid && event.key === "Delete" && event.ctrlKey) {
    event.preventDefault();
    /** @type {HTMLElement | null | undefined} */ (field.closest("tr")?.querySelector("[name=remove]"))?.click();
  } else if (inGrid && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    down(field, event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "Enter" && field instanceof HTMLInputElement) {
    event.preventDefault();
    after(field);
  }
});

/** Goes to the field after one. @param {Field} field */
function after(field) {
  const all = fields();
  all[all.indexOf(field) + 1]?.focus();
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
}

grow();
sayStep();
if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)));

/** The next look at what has changed: that this page itself wrote is no news. */
let later = 0;
listen({
  changed: () => {
    clearTimeout(later);
    later = window.setTimeout(renew, Date.now() - wrote < 1500 ? 2000 : 0);
  },
});
