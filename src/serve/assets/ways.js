// How the form and the pages share the window, and whether the pages follow what is edited; each remembered in this browser.
"use strict";

/** In which windows form and pages stand beside each other or above each other unless somebody chose, and where that can be chosen. */
const windows = {
  wide: window.matchMedia("(min-width: 1240px)"),
  beside: window.matchMedia("(min-width: 900px)"),
  stacked: window.matchMedia("(min-width: 900px) and (min-height: 520px)"),
};

/** How form and pages are shown where nobody chose: in a small window, the form alone. */
function usual() {
  return windows.wide.matches ? "beside" : windows.stacked.matches ? "stacked" : "form";
}

/** How form and pages are shown: as was chosen, where the window has room for it. */
function asChosen() {
  const way = localStorage.getItem("way") || "";
  const room = { beside: windows.beside, stacked: windows.stacked, form: null, pages: null }[way];
  return room === undefined || room?.matches === false ? usual() : way;
}

/** Shows form and pages in a way. @param {string} way */
function arrange(way) {
  const work = every(".work")[0];
  const choice = byId("way");
  if (!work || !choice) return;
  if (work.dataset.way) happen("arranging");
  work.dataset.way = way;
  choice.value = way;
  for (const option of choice.options) {
    option.disabled = option.value === "beside" && !windows.beside.matches || option.value === "stacked" && !windows.stacked.matches;
  }
  // Where the form is not shown, the pages are what the window is for.
  const view = work.querySelector(".view");
  if (way === "pages") view?.setAttribute("role", "main");
  else view?.removeAttribute("role");
  happen("arranged");
  if (active()?.closest("#form")) intoView(active());
}

/** Shows the form or the pages, where only the others are: both, where the window has room for that. @param {"form" | "pages"} part */
function reveal(part) {
  const way = every(".work")[0]?.dataset.way;
  if (way === (part === "form" ? "pages" : "form")) arrange(usual() === "form" ? part : usual());
}

/** Whether the pages go where somebody edits. */
function follows() {
  return byId("follow")?.checked !== false;
}

(() => {
  const choice = byId("way");
  const follow = byId("follow");
  if (!choice || !follow) return;
  arrange(asChosen());
  choice.addEventListener("change", () => {
    localStorage.setItem("way", choice.value);
    arrange(choice.value);
  });
  for (const one of Object.values(windows)) one.addEventListener("change", () => arrange(asChosen()));
  follow.checked = localStorage.getItem("follow") !== "no";
  follow.addEventListener("change", () => localStorage.setItem("follow", follow.checked ? "yes" : "no"));
})();
