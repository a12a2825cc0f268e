// What all pages share: where the page is, what happens elsewhere, and whether the program is there.
"use strict";

/** The address of something of the program. @param {string} path */
function at(path) {
  return (document.body.dataset.root || "/") + path;
}

/** Has something done when something of a name happens on the page. @type {typeof document.addEventListener} */
const on = document.addEventListener.bind(document);

/** Lets the other scripts know that something happened. @param {string} name @param {unknown} [detail] */
function happen(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Keeps the browser from doing what it would. @param {Event} event */
const prevent = (event) => event.preventDefault();

/** Lets some milliseconds go by. @param {number} time */
const sleep = (time) => new Promise((done) => setTimeout(done, time));

/** What has the focus. */
const active = () => document.activeElement;

/** An element by its id, of a kind that whoever seeks it knows. @param {string} id @returns {any} */
const byId = (id) => document.getElementById(id);

/** Where something is on the screen. @param {Element} one */
const bounds = (one) => one.getBoundingClientRect();

/** Moves what is around something as little as needed for it to be in view. @param {Element | null | undefined} one */
const intoView = (one) => one?.scrollIntoView({ block: "nearest" });

/** All that is found somewhere, each of a kind that whoever seeks it knows. @param {string} selector @param {ParentNode} [within] @returns {any[]} */
function every(selector, within = document) {
  return [...within.querySelectorAll(selector)];
}

/** What something happened in or to, of a kind that whoever asks knows. @param {Event} event @param {string} selector @returns {any} */
function around(event, selector) {
  return /** @type {Element} */ (event.target).closest(selector);
}

/** The document that a text is. @param {string} text */
function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

/** Whether an answer is a page: what cannot be done is told in words, under a status that no browser complains of. @param {Response} answer */
function isPage(answer) {
  return answer.ok && (answer.headers.get("content-type") || "").startsWith("text/html");
}

/** What has the focus, by something that tells it from all else, to be found again where it is made anew. */
function inFocusNow() {
  const one = active();
  const names = ["id", "data-copy", "data-sort", "data-chip", "value", "href", "aria-label"];
  const name = names.find((name) => one?.getAttribute(name));
  return one && name ? `${one.localName}[${name}="${CSS.escape(one.getAttribute(name) || "")}"]` : "";
}

/** Gives the focus back that was lost. @param {string} had */
function focusAgain(had) {
  const lost = !active() || active() === document.body;
  if (had && lost) /** @type {HTMLElement | null} */ (document.querySelector(had))?.focus({ preventScroll: true });
}

/** What this tab remembers, over all of its pages. @param {string} name */
const recall = (name) => sessionStorage.getItem(name);

/** Has this tab remember something. @param {string} name @param {string} words */
const store = (name, words) => sessionStorage.setItem(name, words);

/** What this tab is known by from page to page; one that is made a copy of it is another. */
const tab = recall("tab") || crypto.randomUUID();
sessionStorage.removeItem("tab");
addEventListener("pagehide", () => store("tab", tab));
// So that it is known who wrote what a form brings.
on("formdata", (event) => {
  if (/** @type {HTMLFormElement} */ (event.target).method === "post") event.formData.append("tab", tab);
});

/** Shows or hides what says that the program is gone. @param {boolean} gone */
function sayGone(gone) {
  const band = byId("offline");
  if (band) band.hidden = !gone;
  document.body.classList.toggle("gone", gone);
}

/** What happens that is told of. */
const TOLD = ["changed", "built"];

/**
 * Listens to what happens; what was missed while the program was gone counts as a change. One tab listens for all: browsers keep
 * few connections to one program.
 * @param {Record<string, () => void>} does what is done when something of a name happens
 */
function listen(does) {
  let wasGone = false;
  const hear = (/** @type {string} */ name) => {
    if (name === "open" || name === "gone") sayGone(name === "gone");
    if (name === "open" && wasGone) does.changed?.();
    if (!TOLD.includes(name)) wasGone = name === "gone";
    does[name]?.();
  };
  const others = new BroadcastChannel("events");
  others.onmessage = (event) => hear(event.data);
  const tell = (/** @type {string} */ name) => {
    hear(name);
    others.postMessage(name);
  };
  const began = performance.now();
  navigator.locks.request("events", () => new Promise(() => {
    const events = new EventSource(at("events"));
    // Until this tab heard it, what happened since the one before was closed was heard by nobody.
    let isLate = performance.now() - began > 1000;
    events.onopen = () => {
      tell("open");
      if (isLate) tell("changed");
      isLate = false;
    };
    events.onerror = () => tell("gone");
    for (const name of TOLD) events.addEventListener(name, () => tell(name));
    addEventListener("pagehide", () => events.close());
  }));
  // A page that comes back as it was left hears nothing any more, and may be old.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

/** One call at a time of something that takes long; calls in between become one more. @param {() => Promise<void>} work */
function oneByOne(work) {
  let busy = false;
  let again = false;
  return async function call() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      try {
        await work();
      } catch {
        sayGone(true);
      }
    } while (again);
    busy = false;
  };
}

/** The document of an address. @param {string} address @returns {Promise<Document>} */
async function page(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  return parsed(await answer.text());
}

/** Gives something the focus, which what is hidden or folded away does not take: whether it has it. @param {HTMLElement} one */
function focused(one) {
  one.focus();
  return active() === one;
}
