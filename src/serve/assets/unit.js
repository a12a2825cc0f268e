// One report: what is typed is written at once, the page is as the files are, the keyboard leads through all of it.
"use strict";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

document.documentElement.classList.add("live");

/** Whether the program is gone. */
const isGone = () => document.body.classList.contains("gone");
/** Whether an input method is composing: nothing is written or renewed meanwhile. */
let composing = false;
/** What is to be written: names with values, the first as soon as the program is there. @type {[string, string][][]} */
const waiting = [];
/** How often something was to be written: a page that was asked for before is old. */
let turn = 0;
/** Whether what waits first is on its way. */
let sending = false;
/** Whether there is news that could not be taken at the time. */
let missed = false;
/** What undoes what this page wrote, the last at the end. @type {[string, string][][]} */
const done = [];
/** What does again what was undone. @type {[string, string][][]} */
const undone = [];


/** The inputs of the form. @returns {Field[]} */
function fields() {
  return every("#fields [data-was]");
}

/** All that can be typed into, be it a field of the files or a reason to accept something. @param {HTMLElement} form */
function boxes(form) {
  return every("textarea[id], input[id], select[id]", form);
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

/** Has the topic in view, of which the list may be longer than the window. */
function showTopic() {
  intoView(document.querySelector(".topics [aria-current]"));
}

/** What takes the focus. */
const TAKES = "a[href], button, input:not([type=hidden]), select, textarea, summary";

/** Takes a page: in place where it has the same inputs, else as a whole, with the focus where it was. @param {Document} now */
function take(now) {
  const focus = /** @type {Field | null} */ (active());
  const had = inFocusNow();
  for (const place of ["#saved", "#broken", "#making", ".topics", ".queue"]) {
    const [old, fresh] = [document.querySelector(place), now.querySelector(place)];
    // What was said of the last writing stays, unless something is held or no longer is.
    const stays = place === "#saved" && !old?.querySelector(".held") && !fresh?.querySelector(".held");
    if (old && fresh && !stays && old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
  }
  focusAgain(had);
  showTopic();
  sayStep();
  const [old, fresh] = [byId("form"), now.getElementById("form")];
  if (!old || !fresh) return;
  // What is gone leaves the focus to what stands in its place.
  const place = every(TAKES, old).indexOf(focus);
  // What was typed and is not written yet stays, with what it was typed over.
  const typed = new Map();
  for (const field of boxes(old)) {
    const was = field.dataset.was ?? ("defaultValue" in field ? field.defaultValue : field.value);
    // What is held stands over what the file has: emptied, it is as the file and yet another than the page gave.
    const isChanged = field.value !== (isHeld(field) && "defaultValue" in field ? field.defaultValue : was);
    const isOpen = isChanged || onItsWay(field.name) !== undefined;
    const id = nowCalled(field.id, renamed);
    if (isOpen) typed.set(id, [field.value, field.dataset.was]);
    // What has no place any more is sent as it is.
    if (isOpen && !now.getElementById(id)) leave(field);
  }
  // What nothing stands in any more is as the page comes.
  const openings = (/** @type {HTMLDetailsElement} */ one) => `${one.id} ${one.matches(".idle")}`;
  const open = new Map(every("details", old).map((one) => [openings(one), one.open]));
  const told = new Set(every("[id^='why|']", old).map((why) => why.outerHTML));
  const selection = focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : null;
  const isSame = old.dataset.slug === fresh.dataset.slug;
  const scroll = isSame ? old.scrollTop : 0;
  // A browser may tell of a field that goes with the form as one that was left, in the middle of a word.
  leaving = true;
  old.replaceWith(fresh);
  happen("placed", old);
  fresh.scrollTop = scroll;
  for (const [id, [value, was]] of typed) {
    const field = byId(id);
    // What is held is there already, and what the file has as well by now.
    if (!field || field.value === value) continue;
    field.value = value;
    if (was !== undefined) field.dataset.was = was;
    add(field);
  }
  if (isSame) fresh.querySelectorAll("details").forEach((one) => { one.open = open.get(openings(one)) ?? one.open; });
  keepShown(old, [nowCalled(focus?.id || "", renamed), ...typed.keys()]);
  // What unfolds has no name itself.
  const unfolds = focus?.matches("summary") ? byId(focus.parentElement?.id || "")?.querySelector("summary") : null;
  const id = nowCalled(focus?.id || "", renamed);
  const again = /** @type {Field | null} */ (unfolds || byId(id));
  renamed = [];
  if (again) {
    again.focus({ preventScroll: true });
    // A row that is called otherwise may stand elsewhere.
    if (id !== focus?.id || again.closest(".kept")) intoView(again);
    if (selection && "setSelectionRange" in again && selection[0] !== null) {
      again.setSelectionRange(selection[0], selection[1]);
    }
  } else if (place >= 0 && isSame) {
    const all = every(TAKES, fresh);
    if (![...all.slice(place), ...all.slice(0, place).reverse()].some(focused)) fresh.focus();
  }
  leaving = false;
  growAll();
  happen("renewed");
  // Why something was not written is seen, also by whoever went on below it.
  const why = every("[id^='why|']", fresh).find((one) => !told.has(one.outerHTML));
  if (isSame && why) intoView(why);
}
/** When this page wrote last. */
let wrote = 0;
/** Whether the focus is being put back, which is no step of the user's. */
let leaving = false;

/** Sends a form, which says that a script does. @param {string} address @param {[string, string][]} pairs */
function send(address, pairs) {
  const body = new URLSearchParams([...pairs, ["live", "1"], ["tab", tab]]);
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
  // Nobody types it then: what it cannot be written over is not held.
  if (undo.length > 0) (how === "undo" ? undone : done).push([...undo, ["meant", how === "undo" ? "redo" : "undo"]]);
  if (undo.length > 0 && how === "") undone.length = 0;
  showUndo();
}

/** How what is written next is meant: as undoing, doing again, or as itself. @type {Map<[string, string][], string>} */
const meant = new Map();

/** What is on its way into a field; nothing where the file is as the page has it. @param {string} name */
function onItsWay(name) {
  const sent = waiting.flat().filter(([other]) => other === name);
  return sent.length > 0 ? sent[sent.length - 1][1] : undefined;
}

/** What is in a field once what is on its way there is written. @param {Field} field */
function comesAfter(field) {
  return onItsWay(field.name) ?? (field.dataset.was || "");
}

/** By which name it is sent what a field was. @param {string} name */
const wasName = (name) => name.replace(/^is/, "was");

/** Whether a field has something that is not written. @param {Element | null | undefined} field */
function isHeld(field) {
  return field?.getAttribute("aria-invalid") === "true";
}

/** Has something written, after what waits already. @param {[string, string][]} pairs */
function queueUp(pairs) {
  turn += 1;
  waiting.push(pairs);
  happen("waits");
  return write();
}

/** Has a value written over what was there, or is by then. @param {Field} field @param {string} value @param {string} was */
function put(field, value, was) {
  queueUp([[field.name, value], [wasName(field.name), onItsWay(field.name) ?? was]]);
}

/** What becomes of fields that were written: what the file has now is what is edited further. @param {[string, string][]} pairs @param {Document} now */
function settle(pairs, now) {
  for (const [name, value] of pairs.filter(([name]) => name.startsWith("is|"))) {
    const was = pairs.find(([other]) => other === wasName(name))?.[1] || "";
    const fresh = now.getElementById(name);
    if (isHeld(fresh)) {
      // It is held, so that what comes after it is over what was there before.
      const next = waiting.slice(1).flat().find(([other]) => other === wasName(name));
      if (next && next[1] === value) next[1] = was;
      continue;
    }
    const field = byId(name);
    // One that nobody is editing is taken with the page.
    if (!field || field.value === field.dataset.was) continue;
    field.dataset.was = field.value === value ? value : fresh?.dataset.was ?? value;
  }
}

/** Has the pages renewed, and waits a moment for those in view, unless more is to be written. @param {string | undefined} edition */
async function pictures(edition) {
  const news = { edition, shown: null };
  happen("renewing", news);
  const later = sleep(waiting.length > 1 ? 0 : 150);
  await Promise.race([later, news.shown]);
  await Promise.race([later, new Promise((done) => requestAnimationFrame(() => setTimeout(done)))]);
}

/** Writes what waits, and takes the page as it is then. */
const write = oneByOne(async () => {
  while (waiting.length > 0) {
    const pairs = waiting[0];
    say("正在存盘……");
    sending = true;
    wrote = Date.now();
    const answer = await send(location.pathname, pairs).finally(() => { sending = false; });
    const text = await answer.text();
    sayGone(false);
    // Too much at once: it is tried again.
    if (answer.status === 408 || answer.status === 503) return;
    const now = isPage(answer) ? parsed(text) : null;
    const how = meant.get(pairs) || "";
    // What somebody looks at comes before the form, which takes a browser longer.
    if (now && !composing) {
      // It is written: whoever leaves meanwhile does not send it again.
      sending = true;
      await pictures(now.getElementById("form")?.dataset.edition);
    }
    if (now) settle(pairs, now);
    waiting.shift();
    sending = false;
    if (now) rename(now);
    happen("waits");
    turn += 1;
    if (now) remember(now, how);
    meant.delete(pairs);
    if (!now) {
      // What cannot be undone now may be once it is as it was.
      if (how) (how === "undo" ? done : undone).push(pairs);
      showUndo();
      say(text.slice(0, 80));
      missed = true;
    } else if (composing) {
      missed = true;
    } else {
      take(now);
      say(`已存盘 ${clock()}`);
    }
  }
  catchUp();
});

/** Tries again what could not be written while the program was gone. */
setInterval(() => {
  if (waiting.length > 0) write();
}, 2000);

/** Takes the page as it is now, unless something is on its way, after which it is another. */
const renew = oneByOne(async () => {
  if (byId("form")?.dataset.stays !== undefined) return;
  const began = turn;
  missed = composing || waiting.length > 0;
  if (missed) return;
  const now = await page(location.href);
  missed = composing || turn !== began;
  if (!missed) {
    happen("renewing");
    take(now);
  } else if (waiting.length === 0) setTimeout(catchUp);
});

/** Takes what could not be taken at the time. */
function catchUp() {
  if (missed && !composing && waiting.length === 0) renew();
}

/** Writes a field that was left. @param {Field} field */
function leave(field) {
  if (!field.name || field.dataset.was === undefined) return;
  const row = newRow(field);
  if (row) return void leaveNew(row, false);
  const sent = onItsWay(field.name);
  // What is held and was only passed through stays held: whoever means it takes it with its button.
  const held = "defaultValue" in field ? field.defaultValue : undefined;
  const isAsGiven = field.value === (isHeld(field) ? held : field.dataset.was);
  if (sent === undefined ? isAsGiven : field.value === sent) return;
  put(field, field.value, field.dataset.was);
}

/** Has all written or held that was typed and not left yet. */
function leaveAll() {
  const isChanged = (/** @type {Field} */ field) => "defaultValue" in field && field.value !== field.defaultValue;
  for (const field of fields().filter(isChanged)) {
    if (!field.closest("tr.new")) leave(field);
  }
  for (const row of every("#fields tr.new")) {
    if (cellsOf(row).some(isChanged)) leaveNew(row, true);
  }
}

/** What waits as one form: of what comes for a field twice the last, over what was there first; what may be refused apart. @param {[string, string][][]} all */
function together(all) {
  /** @type {[string, string][]} */
  let pairs = [];
  /** @type {[string, string][]} */
  const whole = [];
  let wasTyped = true;
  for (const one of all) {
    const isTyped = !meant.has(one) && one.every(([name]) => /^(is|was|new)\|/.test(name));
    if (pairs.length > 0 && !(isTyped && wasTyped)) {
      whole.push(...pairs, ["then", ""]);
      pairs = [];
    }
    wasTyped = isTyped;
    gather(pairs, one);
  }
  return [...whole, ...pairs];
}

/** Adds to what is written together. @param {[string, string][]} pairs @param {[string, string][]} more */
function gather(pairs, more) {
  for (const [name, value] of more) {
    const known = /^(is|was)\|/.test(name) ? pairs.find(([other]) => other === name) : undefined;
    if (!known) pairs.push([name, value]);
    else if (name.startsWith("is|")) known[1] = value;
  }
}

/** Waits until what was typed is written, or the program is gone. */
async function written() {
  while (waiting.length > 0 && !isGone()) {
    await sleep(10);
  }
}

/** Goes on once all that was typed is written; stays while the program is gone. @param {() => void} then */
async function whenWritten(then) {
  leaveAll();
  await written();
  if (waiting.length === 0) then();
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
  // What is on its way was done last, as soon as it is written.
  if (waiting.length > 0 && !isGone()) return void written().then(() => undo(how));
  const last = (how === "undo" ? done : undone).pop();
  showUndo();
  if (!last) return;
  meant.set(last, how);
  const named = last.find(([name]) => name.startsWith("is|"));
  queueUp(last).then(() => {
    if (named) goTo(nowCalled(named[0], [renames]));
  });
}

/**
 * Makes boxes as high as their words: all are measured before any is set, as each change of mind lays the page out anew.
 * @param {HTMLTextAreaElement[]} boxes
 */
function grow(boxes) {
  for (const box of boxes) box.style.height = "auto";
  const heights = boxes.map((box) => box.scrollHeight);
  boxes.forEach((box, at) => { box.style.height = `${heights[at] + 2}px`; });
}

/** Makes all boxes as high as their words. */
function growAll() {
  grow(every("#fields textarea"));
}

on("compositionstart", () => { composing = true; });
on("compositionend", () => {
  composing = false;
  catchUp();
});
on("focusout", (event) => {
  if (leaving || !(event.target instanceof HTMLElement) || event.target.dataset.was === undefined) return;
  if (!staysInNew(event.target, event.relatedTarget)) leave(/** @type {Field} */ (event.target));
});
on("change", (event) => {
  if (event.target instanceof HTMLSelectElement && !newRow(event.target)) leave(event.target);
});
on("input", (event) => {
  const field = /** @type {Field} */ (event.target);
  if (field.dataset.was !== undefined) add(field);
  if (field instanceof HTMLTextAreaElement) grow([field]);
});
/** Whether the mouse was used last, not the keyboard: under it, nothing moves. */
let pressed = false;
on("pointerdown", () => { pressed = true; }, true);
on("keydown", () => { pressed = false; }, true);
on("focusin", () => {
  const field = active();
  if (leaving || !field) return;
  if (field instanceof HTMLInputElement && field.closest(".grid")) field.select();
  if (pressed || !field.closest("#form td")) return;
  // Not every browser moves to the whole of it, past what stays in view, and one moves the form again before it paints.
  const show = () => field === active() && intoView(field);
  show();
  requestAnimationFrame(show);
});
on("submit", (event) => {
  const form = around(event, "form");
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (form.id !== "fields") {
    // What is made is made of all that was typed.
    leaveAll();
    if (waiting.length > 0) {
      prevent(event);
      whenWritten(() => form.requestSubmit(button));
    }
    return;
  }
  prevent(event);
  if (button?.name === "remove") removeRow(button.value);
  if (button?.name === "table") preview(button.value, byId(`text|${button.value}`)?.value || "");
});
on("click", (event) => {
  const button = around(event, "button");
  if (!button) return;
  const [theirs, mine] = [button.dataset.theirs, button.dataset.mine];
  const field = byId(theirs || mine || "");
  if (button.id === "undo") undo("undo");
  if (button.id === "redo") undo("redo");
  if (button.id === "next") step(1);
  if (button.id === "previous") step(-1);
  if (!field) return;
  // What the file has is what the field was; taking one's own says so of what the file has.
  const had = field.dataset.was || "";
  if (theirs) field.value = had;
  put(field, field.value, had);
  // The button goes.
  field.focus();
});
on("click", (event) => {
  const link = around(event, "a");
  if (event.defaultPrevented || !link || link.target || link.origin !== location.origin) return;
  if (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey) return;
  if (link.pathname === location.pathname && link.hash) return;
  leaveAll();
  if (waiting.length === 0) return;
  prevent(event);
  whenWritten(() => { location.href = link.href; });
});
addEventListener("pagehide", () => {
  leaveAll();
  // It is kept while the program is gone.
  if (isGone()) return;
  // What is on its way comes there by itself; the rest is sent without waiting for it.
  const rest = together(waiting.slice(sending ? 1 : 0));
  if (waiting.length > 0) store("left", String(Date.now()));
  if (rest.length > 0) send(location.pathname, rest);
  waiting.length = 0;
  happen("waits");
});
addEventListener("beforeunload", (event) => {
  const isTyped = () => fields().some((field) => field.value !== given(field));
  if (isGone() && (waiting.length > 0 || isTyped())) prevent(event);
});
growAll();
// What is not shown has no height.
on("arranged", () => [growAll, showTopic].forEach((one) => one()));
sayStep();
showTopic();
if (location.hash) goTo(decodeURIComponent(location.hash.slice(1)));
// The browser goes there by itself as well, and takes the focus away where it goes to a row.
addEventListener("load", () => {
  if (location.hash && active() === document.body) goTo(decodeURIComponent(location.hash.slice(1)));
});

/** The next look at what has changed: that this page itself wrote is no news. */
let later = 0;
listen({
  built: making,
  changed: () => {
    clearTimeout(later);
    later = setTimeout(renew, Date.now() - wrote < 1500 ? 2000 : 0);
  },
});
// What the page before was left with may have been written after this one was made.
if (Date.now() - Number(recall("left")) < 5000) later = setTimeout(renew, 1500);
sessionStorage.removeItem("left");
