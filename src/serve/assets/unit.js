// One report: what is typed is written at once, the page is as the files are, the keyboard leads through all of it.
"use strict";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

document.documentElement.classList.add("live");

/** Whether an input method is composing: nothing is written or renewed meanwhile. */
let composing = false;
/** What is to be written: names with values. @type {[string, string][][]} */
const waiting = [];
/** What this page wrote, to be undone: the last first. @type {{ name: string, was: string, is: string }[]} */
const done = [];

/** An element by its id. @param {string} id */
const byId = (id) => document.getElementById(id);

/** The inputs of the form. @returns {Field[]} */
function fields() {
  return [...document.querySelectorAll("#fields [data-was]")].map((field) => /** @type {Field} */ (field));
}

/** Says how it stands with writing. @param {string} words */
function say(words) {
  const saved = byId("saved");
  if (saved && !saved.classList.contains("held")) saved.textContent = words;
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
    const stays = place === "#saved" && !old?.classList.contains("held") && !fresh?.classList.contains("held");
    if (old && fresh && !stays && old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
  }
  sayStep();
  const [old, fresh] = [byId("form"), now.getElementById("form")];
  if (!old || !fresh) return;
  const focus = /** @type {Field | null} */ (document.activeElement);
  const typed = new Map();
  for (const field of fields()) {
    if (field === focus || field.dataset.sent || field.name.startsWith("new|")) typed.set(field.id, field.value);
  }
  const selection = focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : null;
  const scroll = old.scrollTop;
  old.replaceWith(fresh);
  fresh.scrollTop = scroll;
  for (const [id, value] of typed) {
    const field = /** @type {Field | null} */ (byId(id));
    if (field && (value !== "" || !id.startsWith("new|"))) field.value = value;
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

/** Writes what waits, and takes the page as it is then. */
const write = oneByOne(async () => {
  while (waiting.length > 0) {
    const pairs = waiting[0];
    say("正在存盘……");
    const answer = await fetch(location.pathname, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams([...pairs, ["live", "1"]]),
    });
    sayGone(false);
    waiting.shift();
    for (const [name] of pairs) delete (/** @type {Field | null} */ (byId(name)))?.dataset.sent;
    const text = await answer.text();
    if (!answer.ok) {
      say(text.slice(0, 80));
      continue;
    }
    if (composing) continue;
    take(new DOMParser().parseFromString(text, "text/html"));
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
  if (composing || waiting.length > 0) return;
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
  done.push({ name: field.name, was, is: field.value });
  showUndo();
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

/** Shows whether there is something to undo. */
function showUndo() {
  const button = byId("undo");
  if (button) button.hidden = done.length === 0;
}

/** Undoes what this page wrote last, unless it was changed since. */
function undo() {
  const last = done.pop();
  showUndo();
  if (!last) return;
  waiting.push([[last.name, last.was], [last.name.replace(/^is/, "was"), last.is]]);
  write().then(() => goTo(last.name));
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

/** Goes to the next thing to be done, or the one before. @param {number} step */
function step(step) {
  const links = [...document.querySelectorAll("#queue a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
  if (links.length === 0) return;
  const last = Number(sessionStorage.getItem(queueOf()) || -1);
  const next = (last + step + links.length) % links.length;
  sessionStorage.setItem(queueOf(), String(next));
  const link = links[next];
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
  const links = document.querySelectorAll("#queue a");
  const last = Number(sessionStorage.getItem(queueOf()) || -1);
  const [where, what] = [byId("where"), byId("what")];
  if (!where || !what || last < 0 || !links[last]) return;
  where.textContent = `待办 ${last + 1}／${links.length}`;
  what.replaceChildren(...[...links[last].childNodes].map((node) => node.cloneNode(true)));
}

/** An amount in cents; none where it is none. @param {string} text */
function cents(text) {
  const plain = text.replace(/[,，\s]/g, "").replace("。", ".");
  const parts = /^(-?)(\d*)(?:\.(\d{0,2}))?$/.exec(plain);
  if (!parts) return null;
  return BigInt(parts[1] + (parts[2] || "0") + (parts[3] || "").padEnd(2, "0"));
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
  const digits = (sum < 0n ? -sum : sum).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  const foot = table.tFoot.rows[0].cells[cell.cellIndex - (table.tFoot.querySelector("[colspan]") ? 1 : 0)];
  if (foot) foot.textContent = `${sum < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
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
});
document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  const [theirs, mine] = [button.dataset.theirs, button.dataset.mine];
  const field = /** @type {Field | null} */ (byId(theirs || mine || ""));
  if (button.id === "undo") undo();
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
  if (event.key === "F8") {
    event.preventDefault();
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    step(event.shiftKey ? -1 : 1);
  } else if (event.key === "z" && event.ctrlKey && field.value === field.dataset?.was) {
    event.preventDefault();
    undo();
  } else if (event.key === "s" && event.ctrlKey) {
    event.preventDefault();
    if (field.dataset && field.dataset.was !== undefined) leave(field);
    if (waiting.length === 0) say(`已经存好，${clock()}`);
  } else if (event.key === "Escape" && field.dataset && field.dataset.was !== undefined) {
    field.value = field.dataset.was;
  } else if (event.key === "Enter" && (inGrid || (event.ctrlKey && field instanceof HTMLTextAreaElement))) {
    event.preventDefault();
    inGrid ? down(field, event.shiftKey ? -1 : 1) : after(field);
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
