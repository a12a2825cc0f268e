// A number on the pages ⇄ the fields that feed it: what is pointed at is told, and what is in focus is marked.
"use strict";

(() => {
  const [view, box, bar] = [byId("view"), byId("pages"), byId("places")];
  if (!view || !box || !bar) return;
  const root = /** @type {HTMLElement} */ (box);
  const address = view.dataset.trace || "";
  /** The field whose places are marked, with the pages on which they are. */
  let marked = "";
  /** Which of the places is looked at. */
  let place = -1;
  /** The next look at the field in focus. */
  let later = 0;
  /** The field that was come to last. */
  let cameTo = "";
  /** Whether it was another than the one before, and the pages have not followed yet. */
  let isAnew = false;

  /**
   * What asks for something on the pages: one at a time, the last that is asked for.
   * @param {(traced: HTMLElement) => void} take what is done with what is found
   */
  function seeker(take) {
    /** @type {[string, string][] | null} */
    let wanted = null;
    const seek = oneByOne(async () => {
      while (wanted) {
        const pairs = wanted;
        const waits = setTimeout(() => root.setAttribute("aria-busy", "true"), 300);
        const answer = await send(address, pairs).catch(() => null);
        const text = await answer?.text() || "";
        clearTimeout(waits);
        root.removeAttribute("aria-busy");
        if (wanted !== pairs) continue;
        // Busy, or gone: it is asked again as long as nothing else is wanted.
        if (!answer || [408, 503].includes(answer.status)) return void setTimeout(seek, 2000);
        wanted = null;
        if (!answer.ok) {
          tell(text.slice(0, 80));
          continue;
        }
        const traced = parsed(text).getElementById("traced");
        if (!traced) continue;
        // What was found on other pages than those that are shown is of no use: they come, and it is asked again.
        if (traced.dataset.edition === root.dataset.edition) take(traced);
        else on("pages", () => again(pairs), { once: true });
      }
    });
    const again = (/** @type {[string, string][]} */ pairs) => {
      wanted = pairs;
      seek();
    };
    return again;
  }

  /** Says something where places are told. @param {string} words */
  function tell(words) {
    const old = byId("places");
    if (!old) return;
    old.replaceChildren(words);
    old.hidden = false;
  }

  /** A part of a page: its page and its edges. @param {string} spot */
  function edges(spot) {
    const [page, left, top, right, bottom] = spot.split(" ").map(Number);
    return { figure: byId(`page${page}`), page, left, top, right, bottom };
  }

  /** An element of a drawing. @param {string} name @param {Record<string, string | number>} attributes */
  function drawn(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  }

  /** The drawing over a page. @param {HTMLElement} figure @param {string} kind */
  function over(figure, kind) {
    const known = figure.querySelector(`svg.${kind}`);
    if (known) return known;
    const svg = drawn("svg", { class: kind, viewBox: `0 0 ${figure.dataset.width} ${figure.dataset.height}` });
    if (kind === "marks") svg.setAttribute("aria-hidden", "true");
    figure.append(svg);
    return svg;
  }

  /** The parts of pages that something takes. @param {HTMLElement} one */
  const spotsOf = (one) => one.dataset.spots || "";

  /** Frames the parts of pages that a place takes. @param {string} spots @param {string} how */
  function frame(spots, how) {
    for (const spot of spots.split(",").filter(Boolean)) {
      const { figure, left, top, right, bottom } = edges(spot);
      if (!figure) continue;
      const around = { x: left - 1.5, y: top - 1, width: right - left + 3, height: bottom - top + 2 };
      over(figure, "marks").append(drawn("rect", { class: how, ...around }));
    }
  }

  /** The places that the bar tells. @returns {HTMLElement[]} */
  function places() {
    return every("#places [data-on]");
  }

  /** Frames all places anew, the one that is looked at more than others. */
  function mark() {
    root.querySelectorAll("svg.marks").forEach((old) => old.remove());
    places().forEach((one, number) => {
      frame(spotsOf(one), one.dataset.lacking !== undefined ? "lacking" : number === place ? "here" : "at");
    });
    const lens = byId("lens");
    if (lens) frame(spotsOf(lens), "here");
  }

  /** Where a part of a page is on the screen. @param {string} spots */
  function onScreen(spots) {
    const first = spots.split(",")[0];
    if (!first) return null;
    const { figure, left, top, right, bottom } = edges(first);
    if (!figure) return null;
    const paper = bounds(figure);
    const scale = paper.width / Number(figure.dataset.width);
    return {
      left: paper.left + left * scale,
      right: paper.left + right * scale,
      top: paper.top + top * scale,
      bottom: paper.top + bottom * scale,
      edge: paper.top,
      isWhole: paper.width < root.clientWidth,
    };
  }

  /** Whether some part of a page is in view. @param {string} spots */
  function isInView(spots) {
    const [at, frame] = [onScreen(spots), bounds(root)];
    return at !== null && at.top >= frame.top && at.bottom <= frame.bottom && at.left >= frame.left && at.right <= frame.left + root.clientWidth;
  }

  /** Goes to one of the places. @param {number} number */
  function toPlace(number) {
    const all = places();
    if (all.length === 0) return;
    place = (number + all.length) % all.length;
    const one = all[place];
    mark();
    const said = byId("place");
    const words = (one.textContent || "").trim();
    if (said) said.textContent = `第 ${place + 1} 处：${words}`;
    if (!onScreen(spotsOf(one))) byId(`page${one.dataset.on}`)?.scrollIntoView();
    else bring(spotsOf(one));
  }

  /** Brings a part of a page into view, unless it is: from the upper edge of its page, or else into the upper third. @param {string} spots */
  function bring(spots) {
    const [at, frame] = [onScreen(spots), bounds(root)];
    if (!at || isInView(spots)) return;
    // What stands low on its page would be below the edge.
    const upper = at.bottom - at.edge < frame.height * .8 ? at.edge - 8 : at.top - frame.height / 3;
    const right = at.left > frame.left && at.right < frame.right ? 0 : at.left - frame.left - frame.width / 3;
    root.scrollBy(at.isWhole ? -root.scrollLeft : right, upper - frame.top);
  }

  /** Shows the places that were found. @param {HTMLElement} traced @param {boolean} scrolls */
  function takePlaces(traced, scrolls) {
    const fresh = traced.querySelector("#places");
    const old = byId("places");
    if (!old) return;
    const isOpen = old.querySelector("details")?.open;
    old.replaceChildren(...(fresh ? fresh.childNodes : []));
    old.querySelector("details")?.toggleAttribute("open", isOpen === true);
    old.hidden = !old.textContent;
    place = -1;
    const seen = places().findIndex((one) => isInView(spotsOf(one)));
    if (seen < 0 && scrolls && follows()) toPlace(0);
    else if (seen >= 0) toPlace(seen);
    else mark();
  }

  /** The name of the field in focus, or of the row or table that it stands for, if its places can be asked for. */
  function inFocus() {
    const field = /** @type {Field | null} */ (active());
    const name = field?.id && field.id === sought.id ? sought.name : field?.dataset?.was !== undefined ? field.name : "";
    return name.startsWith("is|") ? name : "";
  }

  const seekField = seeker((traced) => {
    const name = inFocus();
    if (!name) return;
    const [isNew, before] = [marked.split("\n")[0] !== name, place];
    marked = `${name}\n${root.dataset.edition}`;
    isAnew = false;
    takePlaces(traced, isNew);
    if (!isNew && before >= 0 && before < places().length) {
      place = before;
      mark();
    }
  });

  /** Marks where the field in focus is printed, once nothing else is waited for. */
  function follow() {
    clearTimeout(later);
    later = setTimeout(() => {
      const name = inFocus();
      if (!name) return;
      if (marked === `${name}\n${root.dataset.edition}`) {
        // Whoever was at another field meanwhile, however short, comes to this one anew.
        if (isAnew && follows() && !places().some((one) => isInView(spotsOf(one)))) toPlace(Math.max(place, 0));
        isAnew = false;
        return;
      }
      if (composing || waiting.length > 0 || !root.dataset.edition) return follow();
      seekField([["field", name]]);
    }, 350);
  }

  /** The fields by which a topic is sought on the pages: the next where one is not printed. @type {string[]} */
  let by = [];
  const seekTopic = seeker((traced) => {
    const all = every("#places [data-on]", traced).map(spotsOf);
    if (all.length === 0) return seekNext();
    // Whoever moved the pages meanwhile, more than they move as pictures come, or looks at one of their numbers, looks at something else.
    const isMoved = Math.abs(root.scrollTop - stood) > 20 && root.clientWidth === wide;
    if (isMoved || byId("lens") || inFocus() || !follows()) return;
    if (root.clientWidth === 0) topicAt = all[0];
    else if (!all.some(isInView)) bring(all[0]);
  });
  /** Seeks the topic by the next of the fields; where none is found on them, says that what is shown is something else. */
  function seekNext() {
    const next = by.shift();
    if (next) seekTopic([["field", next]]);
    else if (!inFocus() && follows()) tell("没有找到这个主题印在哪里");
  }
  /** Where the pages stood when the topic was come to, and how wide they were. */
  let [stood, wide] = [0, 0];
  /** Where the topic is printed, until the pages are shown. */
  let topicAt = "";
  /** The topic that the pages were shown with last, of which report. */
  const shownWith = `topic ${address}`;

  /** Shows the page on which a topic is printed that was come to from elsewhere: a report of its own from its beginning, another by its first amount, or what else is printed of it. */
  function followTopic() {
    const slug = byId("form")?.dataset.slug || "";
    if (recall(shownWith) === slug) return;
    store(shownWith, slug);
    const all = fields().filter((field) => field.name.startsWith("is|") && field.getClientRects().length > 0);
    if (slug === "todo") return;
    const filled = all.filter((field) => field.value);
    const wanted = slug.startsWith("evaluations") ? [filled.find((field) => field.name.endsWith("|overview"))] : [];
    // One of many is enough; what is lacking in words has its place as well.
    const step = Math.ceil(filled.length / 5);
    wanted.push(filled.find((field) => field.dataset.money !== undefined), ...filled.filter((_, at) => at % step === 0));
    wanted.push(...all.filter((field) => !field.value && field.matches("textarea")).slice(0, 3));
    // Where nothing is filled in, what is printed of all of it says so.
    by = [...new Set([...wanted, all[0]].flatMap((field) => field?.name || [])), every("#form .heading[id]")[0]?.id];
    [stood, wide] = [root.scrollTop, root.clientWidth];
    if (!inFocus()) seekNext();
  }

  /** Puts what was told away. @param {boolean} goesBack */
  function shut(goesBack) {
    const lens = byId("lens");
    if (!lens) return;
    const within = lens.contains(active());
    lens.remove();
    mark();
    if (within && goesBack) /** @type {HTMLElement} */ (root.querySelector("svg.numbers a.now") || root).focus();
  }

  /** Shows what was found at a point. @param {HTMLElement} traced @param {boolean} quietly */
  function show(traced, quietly) {
    shut(false);
    const lens = every("#lens", traced)[0];
    if (!lens) return;
    root.append(lens);
    if (traced.querySelector("#places")) {
      marked = "";
      takePlaces(traced, false);
    } else mark();
    const [at, frame] = [onScreen(spotsOf(lens)), bounds(root)];
    if (at) {
      const [width, height] = [lens.offsetWidth, lens.offsetHeight];
      const left = Math.max(4, Math.min(at.left - frame.left, root.clientWidth - width - 4));
      const below = at.bottom - frame.top + 6;
      const above = at.top - frame.top - height - 6;
      const top = below + height > root.clientHeight && above > 0 ? above : below;
      lens.style.left = `${left + root.scrollLeft}px`;
      lens.style.top = `${top + root.scrollTop}px`;
      // Where there is room neither above nor below, the page goes up.
      root.scrollBy(0, Math.max(0, top + height + 6 - root.clientHeight));
    }
    if (quietly) return;
    const links = every("a", lens);
    // What is only written in one place is gone to at once.
    if (links.length === 1 && lens.querySelectorAll("td a, li a").length === 1 && lens.querySelectorAll("tr").length < 3) return void go(links[0]);
    (links[0] || lens).focus({ preventScroll: true });
  }

  let quiet = false;
  /** The point that is asked for. @type {[string, string][]} */
  let point = [];
  const seekPoint = seeker((traced) => show(traced, quiet));

  /** Asks what stands at a point. @param {[string, string][]} pairs @param {boolean} quietly */
  function pointAt(pairs, quietly) {
    [point, quiet] = [pairs, quietly];
    seekPoint(pairs);
  }

  /** Goes to a field; what was pointed at stays in view. @param {HTMLAnchorElement} link */
  async function go(link) {
    await written();
    if (link.pathname === location.pathname) {
      history.replaceState(null, "", link.hash);
      return goTo(link.dataset.field || "");
    }
    store("came", JSON.stringify(point));
    location.href = link.href;
  }

  /** What stands where a page was clicked. @param {MouseEvent} event */
  function clicked(event) {
    const figure = around(event, "figure");
    if (!figure || event.button !== 0) return;
    const paper = bounds(figure);
    const scale = Number(figure.dataset.width) / paper.width;
    const [x, y] = [(event.clientX - paper.left) * scale, (event.clientY - paper.top) * scale];
    pointAt([["page", figure.id.slice(4)], ["x", x.toFixed(2)], ["y", y.toFixed(2)]], false);
  }

  /** Leaves the numbers of a page. */
  function leaveNumbers() {
    root.querySelectorAll("svg.numbers").forEach((old) => old.remove());
  }

  const seekNumbers = seeker((traced) => {
    leaveNumbers();
    for (const one of traced.querySelectorAll("#numbers li")) {
      const { figure, left, top, right, bottom } = edges((/** @type {HTMLElement} */ (one).dataset.spots || "").split(",")[0]);
      if (!figure) continue;
      const link = drawn("a", { href: "#", tabindex: -1, role: "link", "aria-label": one.textContent || "" });
      link.append(drawn("rect", { class: "at", x: left - 1.5, y: top - 1, width: right - left + 3, height: bottom - top + 2 }));
      over(figure, "numbers").append(link);
    }
    const links = numbers();
    const first = links.find((link) => bounds(link).top >= bounds(root).top) || links[0];
    if (first) walk(first);
  });

  /** The numbers that the arrow keys lead through. @returns {SVGAElement[]} */
  function numbers() {
    return every("svg.numbers a", root);
  }

  /** Puts the focus on a number. @param {SVGAElement} link */
  function walk(link) {
    for (const other of numbers()) other.classList.toggle("now", other === link);
    link.focus({ preventScroll: true });
    const [at, frame] = [bounds(link), bounds(root)];
    if (at.top < frame.top || at.bottom > frame.bottom || at.left < frame.left || at.right > frame.right) {
      link.scrollIntoView({ block: "center", inline: "center" });
    }
  }

  /** The number that an arrow key leads to from another. @param {SVGAElement} from @param {string} key */
  function next(from, key) {
    const all = numbers();
    if (key === "ArrowRight" || key === "ArrowLeft") return all[all.indexOf(from) + (key === "ArrowRight" ? 1 : -1)];
    const down = key === "ArrowDown" ? 1 : -1;
    const here = bounds(from);
    const far = (/** @type {SVGAElement} */ link) => {
      const there = bounds(link);
      const [along, aside] = [(there.top - here.top) * down, Math.abs(there.right - here.right)];
      return along > 1 ? along + aside * 2 : Infinity;
    };
    const best = all.reduce((one, other) => (far(other) < far(one) ? other : one), from);
    return far(best) < Infinity ? best : undefined;
  }

  root.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("#lens a"));
    if (link) {
      prevent(event);
      go(link);
    } else if (target.closest("#shut")) shut(true);
    else if (!target.closest("#lens")) {
      prevent(event);
      clicked(event);
    }
  });
  view.addEventListener("click", (event) => {
    const button = around(event, "#places button");
    if (!button) return;
    toPlace(button.dataset.step ? place + Number(button.dataset.step) : Number(button.dataset.place));
  });
  root.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const number = target.closest("svg.numbers a");
    const lens = target.closest("#lens");
    if (event.key === "Escape" && (lens || number)) {
      prevent(event);
      if (lens) return shut(true);
      leaveNumbers();
      root.focus();
    } else if (event.key === "Enter" && target === root) {
      prevent(event);
      const top = bounds(root).top + 60;
      const figure = every("figure", root).find((one) => bounds(one).bottom > top);
      if (figure) seekNumbers([["page", figure.id.slice(4)]]);
    } else if (number && (event.key === "Enter" || event.key === " ")) {
      prevent(event);
      const rect = every("rect", number)[0];
      const [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map((length) => length.baseVal.value);
      const page = number.closest("figure")?.id.slice(4) || "";
      pointAt([["page", page], ["x", String(x + width / 2)], ["y", String(y + height / 2)]], false);
    } else if (event.key.startsWith("Arrow") && number) {
      prevent(event);
      const to = next(/** @type {SVGAElement} */ (number), event.key);
      if (to) walk(to);
    } else if (lens && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      prevent(event);
      const links = every("a", lens);
      const at = links.findIndex((link) => link === active());
      links[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
  });
  byId("follow")?.addEventListener("change", () => {
    if (follows()) toPlace(Math.max(place, 0));
  });
  on("arranged", () => {
    if (place >= 0 && follows()) toPlace(place);
    else if (topicAt && root.clientWidth > 0) {
      bring(topicAt);
      topicAt = "";
    }
  });
  on("focusin", (event) => {
    const field = event.target;
    if (leaving || !(field instanceof HTMLElement) || (field.dataset.was === undefined && (!field.id || field.id !== sought.id))) return;
    isAnew ||= field.id !== cameTo;
    cameTo = field.id;
    follow();
  });
  on("pages", () => {
    leaveNumbers();
    shut(false);
    marked = marked.split("\n")[0] + "\n";
    const came = recall("came");
    sessionStorage.removeItem("came");
    if (came) pointAt(JSON.parse(came), true);
    else followTopic();
    follow();
  });
})();
