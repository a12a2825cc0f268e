// What others changed of the report: a band says it and leads there, the cells are marked until somebody has looked at them.
"use strict";

(() => {
  const band = byId("elsewhere");
  /** So many places are named; the others are counted. */
  const NAMED = 4;
  const [kept, words] = [`elsewhere ${band.dataset.ask}`, "在别处改过，还没有看过"];
  /** What this tab has seen; of what came since, what was looked at, and what stood against something typed. @type {{ tab: string, seen: string, looked: Record<string, number>, met: Record<string, number> }} */
  let mine = JSON.parse(recall(kept) || "{}");
  if (mine.tab !== tab) begin(band.dataset.seen);
  /** What is seen once the band is closed. */
  let latest = mine.seen;
  /** What others changed. @type {HTMLElement[]} */
  let all = [];

  /** Begins anew with what is seen. @param {string} [seen] */
  function begin(seen) {
    mine = { tab, seen: seen || "", looked: {}, met: {} };
  }

  /** Keeps what this tab has seen. */
  function keep() {
    store(kept, JSON.stringify(mine));
  }

  /** Which change of a place it is. @param {HTMLElement} one */
  const number = (one) => Number(one.dataset.number);

  /** Whether something is typed at a place that is not written: that stands against what others wrote, and not beside it. @param {HTMLElement} one */
  function isOpen(one) {
    const name = one.dataset.field || "";
    const field = byId(name);
    // Between the two somebody chooses, who has seen both.
    if (byId(`why|${name}`)?.querySelector("[data-mine]")) mine.met[name] = number(one);
    return mine.met[name] >= number(one) || onItsWay(name) !== undefined || isHeld(field)
      || field?.dataset?.was !== undefined && field.value !== field.dataset.was;
  }

  /** The inputs of a place. @param {HTMLElement} one @returns {HTMLElement[]} */
  function cells(one) {
    const place = byId(one.dataset.field || "");
    if (!place) return [];
    return place.dataset.was !== undefined ? [place] : place.matches("tr") ? every("[data-was]", place) : [];
  }

  /** Marks a cell, or no longer. @param {HTMLElement} cell @param {boolean} isNew */
  function mark(cell, isNew) {
    const said = (cell.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== "elsewhere-said");
    if (isNew) said.push("elsewhere-said");
    cell.setAttribute("aria-describedby", said.join(" "));
    if (said.length === 0) cell.removeAttribute("aria-describedby");
    if (isNew && !cell.title) cell.title = words;
    if (!isNew && cell.title === words) cell.removeAttribute("title");
    cell.classList.toggle("elsewhere", isNew);
    cell.closest(".reason")?.classList.toggle("elsewhere", isNew);
  }

  /** Says what others changed, and marks it. */
  function show() {
    const shown = all.filter((one) => !isOpen(one));
    every("[data-was].elsewhere").forEach((cell) => mark(cell, false));
    for (const one of shown) {
      const name = one.dataset.field || "";
      // Where somebody is already, it is looked at.
      if (cells(one).some((cell) => cell === active())) mine.looked[name] = number(one);
      if (!(mine.looked[name] >= number(one))) cells(one).forEach((cell) => mark(cell, true));
    }
    const named = shown.slice(0, NAMED).flatMap((one, at) => [at > 0 ? "；" : "", ...one.cloneNode(true).childNodes]);
    const rest = shown.length > NAMED ? "……" : "；";
    const text = [...named, `${rest}共 ${shown.length} 处`];
    const place = /** @type {HTMLElement} */ (band.children[1]);
    const said = text.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
    // What stands there already is not read out again.
    if (place.textContent !== said) place.replaceChildren(...text);
    band.hidden = shown.length === 0;
    keep();
  }

  const ask = oneByOne(async () => {
    const answer = await send(band.dataset.ask || "", [["seen", mine.seen]]);
    const told = parsed(await answer.text()).getElementById("changed");
    if (!answer.ok || !told) return;
    latest = told.dataset.seen || "";
    all = [...told.children].map((one) => /** @type {HTMLElement} */ (one));
    if (all.length === 0) begin(latest);
    show();
  });

  on("focusin", (event) => {
    if (/** @type {Element} */ (event.target).classList.contains("elsewhere")) show();
  });
  on("given-up", show);
  on("renewed", () => {
    show();
    ask();
  });
  band.addEventListener("click", (event) => {
    if (!around(event, "button")) return;
    begin(latest);
    all = [];
    show();
    if (!pressed) every(TAKES, byId("form") || document).some(focused);
  });
  ask();
  keep();
})();
