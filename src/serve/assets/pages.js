// The report as it is printed, beside the form: only pages in view are fetched, each renewed without a flicker.
"use strict";

(() => {
  const view = byId("view");
  const box = byId("pages");
  if (!view || !box) return;
  const root = /** @type {HTMLElement} */ (box);
  const addresses = /** @type {HTMLElement} */ (view).dataset;
  let edition = "";
  /** By what the page that was looked at is remembered, over all topics of a report. */
  const remembered = `page ${addresses.pages}`;

  /** Fetches the picture of a page that is in view. @param {HTMLElement} figure */
  async function load(figure) {
    const image = figure.querySelector("img");
    const page = figure.dataset.source;
    if (!image || !page) return;
    // As many pixels as there is room for, of which a browser has less work than of lines.
    const source = `${page}/${Math.min(8192, Math.round(figure.clientWidth * devicePixelRatio)) || 1}`;
    if (figure.dataset.shown === source) return;
    const isSamePage = figure.dataset.shown?.startsWith(`${page}/`);
    figure.dataset.shown = source;
    const fresh = new Image(image.width, image.height);
    fresh.src = source;
    try {
      await fresh.decode();
    } catch {
      delete figure.dataset.shown;
      setTimeout(() => inView.has(figure) && load(figure), 2000);
      return;
    }
    if (figure.dataset.shown !== source) return;
    fresh.alt = figure.getAttribute("aria-label") || "";
    figure.querySelector("img")?.replaceWith(fresh);
    // The picture does not wait for its words.
    if (!isSamePage) read(figure, page);
  }

  /** Fetches the words of a page. @param {HTMLElement} figure @param {string} page */
  async function read(figure, page) {
    const words = await (await fetch(`${page}/text`)).text();
    if (figure.dataset.source !== page) return;
    let said = figure.querySelector(".unseen");
    if (!said) {
      said = document.createElement("div");
      said.className = "unseen";
      figure.append(said);
    }
    said.textContent = words;
  }

  /** The pages in view. @type {Set<HTMLElement>} */
  const inView = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const figure = /** @type {HTMLElement} */ (entry.target);
      if (entry.isIntersecting) {
        inView.add(figure);
        load(figure);
      } else inView.delete(figure);
    }
    sayNumber();
  }, { root, rootMargin: "200px 0px" });

  /** The figures. @returns {HTMLElement[]} */
  const figures = () => every("figure", root);

  /** The number of the page at the top. */
  function number() {
    const top = bounds(root).top + 60;
    return figures().findIndex((figure) => bounds(figure).bottom > top);
  }

  const which = byId("which");
  /** Where the pages stand since one was chosen: until they move, the choice holds, on a page too short to go up to the top as well. */
  let chosen = -1;

  /** Offers all pages, and what begins on each. */
  function offer() {
    const all = figures();
    let goesOn = "";
    const unnamed = (/** @type {number} */ index) => goesOn ? `（续）${goesOn}` : index === 0 ? "封面" : "";
    const options = all.flatMap((figure, index) => {
      /** @type {[number, string][]} */
      const begins = JSON.parse(figure.dataset.begins || "[]");
      if (begins.length === 0) begins.push([0, unnamed(index)]);
      else goesOn = begins[begins.length - 1][1];
      return begins.map(([top, words]) => new Option(`${index + 1}／${all.length}　${words}`.trim(), `${index} ${top}`));
    });
    const isSame = which && options.length === which.options.length &&
      options.every((option, index) => option.text === which.options[index].text && option.value === which.options[index].value);
    if (!which || isSame) return;
    which.replaceChildren(...options);
    chosen = -1;
  }

  /** Says which page is looked at: what began last above the upper part of what is in view, or first on its page. */
  function sayNumber() {
    if (!which || root.scrollTop === chosen) return;
    chosen = -1;
    const index = number();
    const figure = figures()[index];
    if (!figure) return;
    const paper = bounds(figure);
    // In points, so that it is the same in every window: the first table of a part stands below its heading and its own.
    const line = (bounds(root).top - paper.top) * Number(figure.dataset.width) / paper.width + 160;
    const here = [...which.options].filter((option) => option.value.startsWith(`${index} `));
    const above = here.filter((option) => Number(option.value.split(" ")[1]) <= line);
    const option = above[above.length - 1] || here[0];
    if (option && which.value !== option.value) which.value = option.value;
    sayWhole();
  }

  /** Says the whole of what there may be no room for. */
  function sayWhole() {
    which.title = which.selectedOptions[0].text;
  }

  which?.addEventListener("change", () => {
    const [index, top] = which.value.split(" ").map(Number);
    const figure = figures()[index];
    if (!figure) return;
    const scale = bounds(figure).width / Number(figure.dataset.width);
    // The first heading of a page is shown with the page's upper edge.
    const isFirst = [...which.options].find((option) => option.value.startsWith(`${index} `))?.value === which.value;
    const below = isFirst ? 0 : Math.max(0, top * scale - 12);
    root.scrollTop += bounds(figure).top - bounds(root).top + below;
    chosen = root.scrollTop;
    sayWhole();
  });

  /** Takes the pages as they are set now. */
  const renewPages = oneByOne(async () => {
    const waits = setTimeout(() => root.setAttribute("aria-busy", "true"), 300);
    const now = await page(addresses.pages || "").catch(() => null);
    clearTimeout(waits);
    root.removeAttribute("aria-busy");
    const fresh = now?.getElementById("pages");
    root.querySelector("#why")?.remove();
    if (!fresh) {
      // Busy, or gone: they are asked for again.
      setTimeout(renewPages, 2000);
      if (!now) return;
      const why = document.createElement("p");
      why.id = "why";
      why.className = "band bad";
      why.textContent = now.querySelector("h1")?.textContent || "";
      root.prepend(why);
      return;
    }
    const why = fresh.querySelector("#why");
    if (why) root.prepend(why);
    if (fresh.dataset.edition === edition) return;
    const isFirst = edition === "";
    edition = fresh.dataset.edition || "";
    const old = figures();
    root.querySelector("noscript")?.remove();
    every("figure", fresh).forEach((figure, index) => {
      const image = figure.querySelector("img");
      const source = image?.getAttribute("src") || "";
      let kept = old[index];
      if (!kept) {
        image?.removeAttribute("src");
        kept = figure;
        root.append(kept);
        watch.observe(kept);
      }
      kept.dataset.source = source;
      kept.dataset.width = figure.dataset.width;
      kept.dataset.height = figure.dataset.height;
      kept.dataset.begins = figure.dataset.begins;
      kept.classList.toggle("wide", figure.classList.contains("wide"));
    });
    for (const gone of old.slice(fresh.querySelectorAll("figure").length)) {
      watch.unobserve(gone);
      inView.delete(gone);
      gone.remove();
    }
    root.dataset.edition = edition;
    offer();
    if (isFirst) {
      before = Number(recall(remembered) || "0");
      toPage(before);
    }
    inView.forEach(load);
    sayNumber();
    happen("pages");
  });

  /** Scrolls to a page. @param {number} index */
  function toPage(index) {
    chosen = -1;
    figures()[Math.max(0, Math.min(index, figures().length - 1))]?.scrollIntoView();
    root.scrollLeft = 0;
    sayNumber();
  }

  /** The page that was looked at before the pages were hidden or took another width. */
  let before = 0;
  on("arranging", () => { before = number() < 0 ? before : number(); });
  on("arranged", () => toPage(before));
  addEventListener("pagehide", () => store(remembered, String(number() < 0 ? before : number())));
  byId("page-before")?.addEventListener("click", () => toPage(number() - 1));
  byId("page-after")?.addEventListener("click", () => toPage(number() + 1));
  root.addEventListener("scroll", sayNumber, { passive: true });
  const size = byId("size");
  const apply = () => {
    root.classList.toggle("near", size?.value === "close");
    inView.forEach(load);
  };
  if (size) {
    size.value = localStorage.getItem("size") || "close";
    size.addEventListener("change", () => {
      localStorage.setItem("size", size.value);
      apply();
    });
  }
  apply();
  on("renewing", (event) => {
    const news = /** @type {CustomEvent} */ (event).detail;
    // How many pages there are, and what begins where, comes after.
    const seen = news?.edition && edition ? [...inView] : [];
    const loads = seen.map((figure) => {
      figure.dataset.source = (figure.dataset.source || "").replace(/\w+(?=\/\d+$)/, news.edition);
      return load(figure);
    });
    if (!news) return void renewPages();
    news.shown = Promise.allSettled(loads);
    news.shown.then(renewPages);
  });
  /** The field that was left for the pages. */
  let left = "";
  /** Goes to the first of the form that takes the focus: what is hidden or folded away does not. */
  const toForm = () => every("#form input, #form textarea, #form select, #form a").some(focused);
  on("keydown", (event) => {
    if (event.key !== "F9") return;
    prevent(event);
    const form = byId("form");
    const from = active();
    if (from === root || form?.getClientRects().length === 0) {
      reveal("form");
      /** @type {HTMLElement | null} */
      const was = left ? byId(left) : null;
      if (!was || !focused(was)) toForm();
    } else {
      left = form?.contains(from) ? from?.id || "" : left;
      reveal("pages");
      root.focus();
    }
  });
  /** The next look at how much room there is. */
  let soon = 0;
  new ResizeObserver(() => {
    clearTimeout(soon);
    soon = setTimeout(() => inView.forEach(load), 200);
  }).observe(root);
  /** The next rest in typing. */
  let pause = 0;
  /** Tells what a field will be if it is left now, so that the pages are being set by then. @param {Field} field */
  function foresee(field) {
    const isOne = field.matches("input[data-was]") && !newRow(field) && field.value !== field.dataset.was;
    if (!isOne || composing || waiting.length > 0 || isGone()) return;
    const was = /** @type {string} */ (field.dataset.was);
    send(location.pathname, [[field.name, field.value], [wasName(field.name), was], ["ahead", "1"]]).catch(() => {});
  }
  on("input", (event) => {
    clearTimeout(pause);
    pause = setTimeout(foresee, 30, event.target);
  });
  renewPages();
})();
