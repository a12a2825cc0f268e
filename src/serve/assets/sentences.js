// The words that only people know, each in the sentence that is printed around them; what was said a year ago is taken over to be
// edited.
"use strict";

(() => {
  const address = byId("view")?.dataset.trace || "";
  /** What is printed before and behind the words of each field. @type {Map<string, [string, string]>} */
  let known = new Map();
  /** The pages that this is of. */
  let edition = "";
  /** Whether a button of the mouse is down: nothing moves away from under it. */
  let isDown = false;
  /** Where it was said that the form sets the mark at the end, which is said once. */
  let hinted = "";

  /** The places of words. @param {ParentNode | null} within @returns {HTMLElement[]} */
  function places(within) {
    return [...(within?.querySelectorAll(".reason") || [])].map((one) => /** @type {HTMLElement} */ (one));
  }

  /** Does something to what is shown; what has the focus stays where it is on the screen. @param {() => void} work */
  function steadily(work) {
    const [form, focus] = [byId("form"), active()];
    const top = () => (focus && form?.contains(focus) ? bounds(focus).top : 0);
    const before = top();
    work();
    if (form && top() !== before) form.scrollTop += top() - before;
  }

  /** The field of a place, by which it is known. @param {HTMLElement} place */
  function nameOf(place) {
    return (place.dataset.reason ||= place.querySelector("textarea")?.name || "");
  }

  /** Writes into a part of a place, which only scripts fill. @param {HTMLElement} place @param {string} part @param {string} words */
  function write(place, part, words) {
    let element = place.querySelector(`.${part}`);
    if (!element) {
      element = document.createElement("span");
      element.className = part;
      if (part === "ending") element.setAttribute("role", "status");
      if (part === "lead") place.querySelector(".sentence")?.prepend(element);
      else place.querySelector(part === "tail" ? ".slot" : ".below")?.append(element);
    }
    if (element.textContent !== words) element.textContent = words;
  }

  /** Tells of a place what is printed around its words, and how many these are. @param {HTMLElement} place */
  function tell(place) {
    const name = nameOf(place);
    const [before, behind] = known.get(name) || ["", ""];
    write(place, "lead", before);
    write(place, "tail", behind);
    const count = [...(place.querySelector("textarea")?.value || "").replace(/\s/g, "")].length;
    write(place, "ending", hinted === name ? "句末的标点由版式加，不用写。" : "");
    write(place, "count", count > 0 ? `${count} 字` : "");
  }

  const seek = oneByOne(async () => {
    const shown = byId("pages")?.dataset.edition || "";
    if (!shown || shown === edition || places(byId("fields")).length === 0) return;
    const answer = await send(address, [["sentences", "all"]]);
    const traced = parsed(await answer.text()).getElementById("traced");
    if (!answer.ok || !traced) return;
    edition = traced.dataset.edition || "";
    known = new Map(every("#sentences li", traced).map((one) => {
      const [before, behind] = [...one.children].map((part) => part.textContent || "");
      return [one.dataset.field || "", [before, behind]];
    }));
    while (composing) await sleep(50);
    steadily(() => places(document).forEach(tell));
    happen("sentences");
  });

  /** Unfolds the place of what has the focus. */
  function unfold() {
    const place = /** @type {HTMLElement | null | undefined} */ (active()?.closest(".reason.folded"));
    if (!place || isDown) return;
    steadily(() => {
      place.classList.remove("folded");
      grow(every("textarea", place));
    });
    intoView(place);
  }

  /** Puts what was said a year ago into a box, as if it was typed. @param {HTMLTextAreaElement} box @param {string} words */
  function takeOver(box, words) {
    box.focus();
    box.setRangeText(words, 0, box.value.length, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  on("placed", (event) => {
    const old = /** @type {CustomEvent<HTMLElement>} */ (event).detail;
    const open = new Set(places(old).filter((one) => !one.classList.contains("folded")).map(nameOf));
    for (const place of places(byId("form"))) {
      if (open.has(nameOf(place))) place.classList.remove("folded");
      tell(place);
    }
  });
  on("focusin", unfold);
  on("pointerdown", () => { isDown = true; });
  for (const name of ["pointerup", "pointercancel"]) {
    on(name, () => setTimeout(() => {
      isDown = false;
      unfold();
    }));
  }
  on("input", (event) => {
    const place = around(event, ".reason");
    if (place) tell(place);
  });
  on("focusout", (event) => {
    const box = event.target;
    if (leaving || hinted || !(box instanceof HTMLTextAreaElement) || box.value === box.dataset.was) return;
    const place = /** @type {HTMLElement | null} */ (box.closest(".reason"));
    if (!place || !/[。；，、]\s*$/.test(box.value)) return;
    hinted = nameOf(place);
    tell(place);
  }, true);
  on("click", (event) => {
    const button = around(event, "[data-again]");
    const box = button && byId(button.dataset.again || "");
    const words = button?.closest(".reason")?.querySelector("[data-before]")?.textContent || "";
    if (box instanceof HTMLTextAreaElement) takeOver(box, words);
  });
  // What is folded away has no height.
  on("toggle", growAll, true);
  on("renewed", () => seek());
  on("pages", () => seek());
  places(document).forEach(tell);
  unfold();
})();
