// What must add up, kept while amounts are typed; what the page does not have is as the files have it.
"use strict";

(() => {
  /** Amounts that are filled in alike: path, column, fund, whether they are taken off, what the files say, how many are not nil. @typedef {[string, string, string, boolean, string, number]} Amounts */

  /** Whether a row is of a fund: by what is chosen in it, or by what it is called. @param {Field} field @param {string} fund */
  function isOf(field, fund) {
    if (!fund) return true;
    const row = field.closest("tr");
    const choice = /** @type {HTMLSelectElement | null} */ (row && row.querySelector("select[name$='.fund'], select[name$='|fund']"));
    // Where a fund goes without saying, the empty choice says so.
    if (choice) return (choice.value || choice.options[0].text && "general") === fund;
    const label = /\[([^\]]*)\]/.exec(field.name)?.[1] || "";
    return label.split("/").includes(fund) || (fund === "general" && !label.includes("/"));
  }

  /** Whether an input is of a row that is to be added, at a column. @param {string} name @param {string} path @param {string} key */
  function isNewOf(name, path, key) {
    return name === `new|${path}|${key}` || name.startsWith(`new|${path}~`) && name.endsWith(`|${key}`);
  }

  /** The inputs of some amounts; none where the page does not have them. @param {string} path @param {string} key */
  function inputs(path, key) {
    if (!key) {
      const one = byId(`is|${path}`);
      return one ? [one] : null;
    }
    const table = document.querySelector(`#fields table[data-table="${path}"]`);
    if (!table) return null;
    const all = every("[data-money]", table);
    return all.filter((one) => one.name.endsWith(`].${key}`) || isNewOf(one.name, path, key));
  }

  /** What a sum comes to now, and of how many amounts that are not nil. @param {HTMLElement} sum */
  function total(sum) {
    let [value, count] = [0n, 0];
    for (const [path, key, fund, isLess, said, many] of /** @type {Amounts[]} */ (JSON.parse(sum.dataset.adds || "[]"))) {
      const here = inputs(path, key)?.filter((one) => isOf(one, fund)).map(inCents).filter((one) => one !== 0n);
      const own = here ? here.reduce((all, one) => all + one, 0n) : cents(said) || 0n;
      // What the files say has its sign already.
      value += here && isLess ? -own : own;
      if (!path.includes("|control.")) count += here ? here.length : many;
    }
    sum.textContent = amount(value);
    const side = sum.parentElement;
    if (side && side.dataset.idle !== undefined) side.hidden = value === 0n;
    return { value, count };
  }

  /** What is said of sums and how it looks. @param {string} must @param {{ value: bigint, count: number }[]} sums @param {number} unit @param {string[]} words */
  function verdict(must, sums, unit, words) {
    const [even, more, less, near, fine, negative] = words;
    const [before, last] = [sums[sums.length - 2], sums[sums.length - 1]];
    const count = last.count + (must === "same" ? before.count : 0);
    const bound = unit ? BigInt(count + 1) * BigInt(unit) * 50n : 0n;
    if (must !== "same") {
      if (-last.value <= bound) return ["even", fine];
      return [must === "not-negative" ? "off" : "odd", negative];
    }
    const difference = last.value - before.value;
    const far = difference < 0n ? -difference : difference;
    if (far === 0n) return ["even", even];
    if (far <= bound) return ["even", near + amount(far)];
    return ["off", (difference < 0n ? less : more) + amount(far)];
  }

  /** The next time that what changed is read out. */
  let later = 0;
  /** What changed and was not read out yet. @type {Map<string, string>} */
  const news = new Map();

  /** Adds all up anew. */
  function addUp() {
    const box = byId("ties");
    if (!box) return room();
    const words = JSON.parse(box.dataset.words || "[]");
    for (const tie of box.querySelectorAll(".tie")) {
      const sums = every("[data-adds]", tie).map(total);
      const result = tie.querySelector(".result");
      if (!result || sums.length < 2) continue;
      const must = /** @type {HTMLElement} */ (tie).dataset.must || "";
      const [how, said] = verdict(must, sums, Number(box.dataset.unit), words);
      result.className = `result ${how}`;
      if (result.textContent === said) continue;
      result.textContent = said;
      const term = /** @type {HTMLElement} */ (tie).dataset.term || tie.previousElementSibling?.textContent || "";
      news.set(term, said);
    }
    // What is said may take another line.
    room();
    if (news.size === 0) return;
    clearTimeout(later);
    later = setTimeout(() => {
      const said = byId("ties-said");
      if (said) said.textContent = [...news].map(([term, result]) => `${term} ${result}`).join("；");
      news.clear();
    }, 1000);
  }

  /** How much of the form the largest of some things takes that stay in view there. @param {string} sought @param {"offsetHeight" | "offsetWidth"} side */
  function taken(sought, side) {
    const all = every(`#form ${sought}`).filter((one) => getComputedStyle(one).position === "sticky");
    return Math.max(0, ...all.map((one) => one[side]));
  }

  /** Leaves room in the form for what stays in view there: nothing that is come to lies below it. */
  function room() {
    const form = byId("form");
    if (!form) return;
    // In a low form, they do not stay.
    const ties = form.clientHeight > 424 ? taken("#ties", "offsetHeight") : 0;
    const foot = taken("tfoot th", "offsetHeight");
    form.style.setProperty("--ties", `${ties}px`);
    const [style, across] = [document.documentElement.style, `${form.clientWidth - 2 * parseFloat(getComputedStyle(form).paddingLeft)}px`];
    if (style.getPropertyValue("--across") !== across) {
      style.setProperty("--across", across);
      growAll();
    }
    const above = ties + taken("thead th:first-child", "offsetHeight");
    const beside = taken(".many tbody tr:first-child > :first-child", "offsetWidth");
    // Beside it, the form has a margin.
    form.style.scrollPadding = `${above + 4}px 0 ${foot + 4}px ${beside + 20}px`;
  }

  on("input", (event) => {
    const field = /** @type {HTMLElement} */ (event.target);
    if (field.dataset.was !== undefined) addUp();
  });
  on("change", addUp);
  on("given-up", addUp);
  /** Whether what has the focus in the form is in view there. */
  let isSeen = false;
  // Whoever comes to a field has it in view; one that is only made anew is as it was.
  on("focusin", () => { isSeen ||= !leaving; });
  // The pages move by themselves, in a window that is not told to be another yet as well.
  on("scroll", (event) => {
    const form = byId("form");
    if (event.target !== form) return;
    const [at, frame] = [active() || form, form].map(bounds);
    isSeen = at.bottom > frame.top && at.top < frame.bottom;
  }, true);
  on("renewed", addUp);
  on("arranged", room);
  addEventListener("resize", () => {
    room();
    if (isSeen) intoView(active());
  });
  on("toggle", room, true);
  addUp();
})();
