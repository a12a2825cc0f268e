// From one thing that is to be done to the next, over all topics.
"use strict";

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
    // What is typed before the other page is there must not go into the field that was left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    whenWritten(() => { location.href = link.href; });
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
