// What is made of a report, and the button that does what comes next: building leaves the page where it is.
"use strict";

/** Takes the button as it is now, with the focus where it was. */
const making = oneByOne(async () => {
  const old = byId("making");
  const fresh = old && (await page(old.dataset.from || "")).getElementById("making");
  if (!fresh || old.outerHTML === fresh.outerHTML) return;
  const had = active()?.id === "make";
  old.replaceWith(fresh);
  if (had) byId("make")?.focus();
});

/** Has a report built; why not is said in the place of what is made. @param {HTMLFormElement} form */
async function build(form) {
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  body.set("live", "1");
  const answer = await fetch(form.action, { method: "POST", body });
  const made = byId("made");
  const why = await answer.text();
  if (!why) making();
  else if (made) made.textContent = why;
}

on("submit", (event) => {
  const form = around(event, "form");
  if (!form.closest("#making") || !form.elements.namedItem("back")) return;
  prevent(event);
  const go = () => void build(form).catch(() => sayGone(true));
  // What is being typed goes into it.
  typeof whenWritten === "function" ? whenWritten(go) : go();
});

// A correction is written on the day it is made, by the clock of Beijing.
const date = byId("date");
if (date && !date.value) date.value = new Date(Date.now() + 288e5).toISOString().slice(0, 10);
if (!byId("form")) listen({ built: making, changed: making });
