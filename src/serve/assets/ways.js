// How the form and the pages share the window, and whether the pages follow what is edited; each remembered in this browser.
"use strict";

/** From how wide a window on the form and the pages stand beside each other, unless somebody chose. */
const wideEnough = window.matchMedia("(min-width: 1240px)");

/** How form and pages are shown where nobody chose. */
function usual() {
  return wideEnough.matches ? "beside" : "stacked";
}

/** Shows form and pages in a way. @param {string} way */
function arrange(way) {
  const work = /** @type {HTMLElement | null} */ (document.querySelector(".work"));
  const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById("way"));
  if (!work || !choice) return;
  if (work.dataset.way) document.dispatchEvent(new CustomEvent("arranging"));
  work.dataset.way = way;
  choice.value = way;
  // Where the form is not shown, the pages are what the window is for.
  const view = work.querySelector(".view");
  if (way === "pages") view?.setAttribute("role", "main");
  else view?.removeAttribute("role");
  document.dispatchEvent(new CustomEvent("arranged"));
  if (document.activeElement?.closest("#form")) document.activeElement.scrollIntoView({ block: "nearest" });
}

/** Shows the form or the pages, where only the others are. @param {"form" | "pages"} part */
function reveal(part) {
  const way = /** @type {HTMLElement | null} */ (document.querySelector(".work"))?.dataset.way;
  if (way === (part === "form" ? "pages" : "form")) arrange(usual());
}

/** Whether the pages go where somebody edits. */
function follows() {
  return /** @type {HTMLInputElement | null} */ (document.getElementById("follow"))?.checked !== false;
}

(() => {
  const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById("way"));
  const follow = /** @type {HTMLInputElement | null} */ (document.getElementById("follow"));
  if (!choice || !follow) return;
  arrange(localStorage.getItem("way") || usual());
  choice.addEventListener("change", () => {
    localStorage.setItem("way", choice.value);
    arrange(choice.value);
  });
  wideEnough.addEventListener("change", () => {
    if (!localStorage.getItem("way")) arrange(usual());
  });
  follow.checked = localStorage.getItem("follow") !== "no";
  follow.addEventListener("change", () => localStorage.setItem("follow", follow.checked ? "yes" : "no"));
})();
