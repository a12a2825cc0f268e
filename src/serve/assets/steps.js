// From one thing that is to be done to the next, over all topics.
"use strict";

/** What was gone to last: how it is named, be it a row or a table, and the id of what has the focus for it. */
let sought = { name: "", id: "" };

/** Puts the focus on a field, or on what stands for it. @param {string} id */
function goTo(id) {
  const field = byId(id) || byId(id.replace(/\]\.[^\]]*$/, "]")) || byId(id.replace(/\[.*$/, "")) || byId(id.replace(/\.[^.|]*$/, ""));
  if (!field) return;
  reveal("form");
  for (let around = field.closest("details"); around; around = around.parentElement?.closest("details") || null) around.open = true;
  const column = field.closest(".idle");
  const folded = column && byId(`idle|${column.closest("table")?.dataset.table}`);
  if (folded) folded.open = true;
  const input = field.matches("input, textarea, select, [tabindex]") ? field : field.querySelector("input, textarea, select");
  sought = { name: id, id: (input || field).id };
  (input || field).scrollIntoView({ block: "center" });
  /** @type {HTMLElement} */ (input || field).focus({ preventScroll: true });
}

/** What the place in the queue is remembered by, however the address is written. */
function queueOf() {
  return `queue ${reportOf(location.href)}`;
}

/** The things to be done. @returns {HTMLAnchorElement[]} */
function queue() {
  return every("#queue a");
}

/** Which of the things to be done was looked at last, and whether it is still there. @returns {{ at: number, there: boolean }} */
function last() {
  const [at, ...words] = (recall(queueOf()) || "-1").split(" ");
  const found = queue().findIndex((link) => `${link.hash} ${link.textContent}` === words.join(" "));
  return found < 0 ? { at: Number(at), there: false } : { at: found, there: true };
}

/** Steps that are not done yet: the way leads on from where each of them ends. */
let steps = Promise.resolve();
/** How many these are. */
let ahead = 0;
/** What was typed on the way, each with the key behind it that leads on. @type {[string, KeyboardEvent][]} */
let typedAhead = [];

/** Goes to the next thing to be done, or the one before. @param {number} step */
function step(step) {
  ahead += 1;
  const from = active()?.id || "";
  const box = typeAhead();
  steps = steps.then(() => stepOn(step, from)).catch(() => sayGone(true)).then(() => {
    ahead -= 1;
    if (ahead === 0) handOver(box, from);
  });
}

/** Where what is typed goes on the way: neither into the field that was left, nor nowhere. @returns {HTMLTextAreaElement} */
function typeAhead() {
  const known = byId("ahead");
  const box = document.createElement("textarea");
  if (known) return /** @type {HTMLTextAreaElement} */ (known);
  box.id = "ahead";
  box.className = "ahead";
  box.placeholder = " ";
  box.setAttribute("aria-label", "到了下一处，填在那里");
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Tab", "Enter", "Escape"].includes(event.key)) return;
    prevent(event);
    event.stopPropagation();
    if (event.key === "Escape") typedAhead = [];
    else typedAhead.push([box.value, event]);
    box.value = "";
  });
  document.querySelector(".queue")?.append(box);
  box.focus({ preventScroll: true });
  return box;
}

/** Waits until no input method is composing. */
async function composed() {
  while (composing) await sleep(20);
}

/** Puts what was typed on the way into the field that it led to, or back; says so where there is none. @param {HTMLTextAreaElement} box @param {string} from */
async function handOver(box, from) {
  await composed();
  if (ahead > 0) return;
  const [typed, rest] = [typedAhead, box.value];
  typedAhead = [];
  if (active() === box) byId(from)?.focus({ preventScroll: true });
  box.remove();
  sayStep();
  for (const [words, event] of typed) {
    typeInto(words);
    const { key, ctrlKey, shiftKey } = event;
    const field = /** @type {Field} */ (active());
    if (key === "Tab") after(field);
    else field.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, shiftKey, bubbles: true, cancelable: true }));
  }
  typeInto(rest);
}

/** Types into the field in focus, or says that it cannot be. @param {string} words */
function typeInto(words) {
  if (words === "") return;
  const field = active();
  const takes = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text");
  if (!takes || field.readOnly) return say(`这里不能写字，刚才输入的“${words.slice(0, 40)}”没有写下`);
  field.setRangeText(words, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The report that an address is of. @param {string} address */
function reportOf(address) {
  return decodeURIComponent(new URL(address, location.href).pathname).split("/").slice(0, 5).join("/");
}

/** Opens another topic in place of the one that is shown; another report by itself. @param {string} address */
async function visit(address) {
  if (reportOf(address) !== reportOf(location.href)) {
    location.href = address;
    return;
  }
  const now = await page(address);
  await composed();
  if (!now.getElementById("form")) {
    location.href = address;
    return;
  }
  // What was asked for of the topic that is left is old.
  turn += 1;
  history.pushState(null, "", address);
  document.title = now.title;
  take(now);
}

/** Goes to the next thing to be done; one that was done meanwhile has made room. @param {number} step @param {string} from */
async function stepOn(step, from) {
  await written();
  const links = queue();
  if (links.length === 0) return;
  const { at, there } = last();
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : there || step < 0 ? at + step : at;
  const index = (next + links.length) % links.length;
  const link = links[index];
  const words = `${index} ${link.hash} ${link.textContent}`;
  if (link.pathname !== location.pathname || !link.hash) {
    leaveAll();
    await written();
    // The program is gone: what is not written stays where it is.
    if (waiting.length > 0) return;
    await visit(link.href);
  } else {
    await composed();
    history.replaceState(null, "", link.hash);
  }
  store(queueOf(), words);
  goTo(decodeURIComponent(link.hash.slice(1)));
}

on("click", (event) => {
  const link = around(event, ".leads a, .where a, #elsewhere a");
  if (!link || link.pathname !== location.pathname || !link.hash) return;
  if (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey) return;
  prevent(event);
  history.replaceState(null, "", link.hash);
  goTo(decodeURIComponent(link.hash.slice(1)));
});
addEventListener("hashchange", () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id.startsWith("is|")) goTo(id);
});
addEventListener("popstate", () => {
  const shown = byId("form")?.dataset.slug;
  if (shown && decodeURIComponent(location.pathname).split("/")[5] !== shown) location.reload();
});

/** Says which of the things to be done is looked at, once it is there. */
function sayStep() {
  if (ahead > 0) return;
  const links = queue();
  const { at, there } = last();
  const [where, what] = [byId("where"), byId("what")];
  if (!where || !what || at < 0 || links.length === 0) return;
  const held = every("#queue [data-held]").length;
  where.textContent = (there ? `待办 ${at + 1}／${links.length}` : `待办还有 ${links.length} 处`) + (held ? `，${held} 处没有存下` : "");
  what.replaceChildren(...(there ? [...links[at].childNodes].map((node) => node.cloneNode(true)) : []));
}
