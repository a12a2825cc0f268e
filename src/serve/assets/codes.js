// Choosing a code by its digits or its name.
"use strict";

(() => {
  /** @type {HTMLUListElement | null} */
  let list = null;
  let chosen = -1;

  /** Closes the list. */
  function close() {
    list?.remove();
    document.querySelector(".picking")?.classList.remove("picking");
    list = null;
    chosen = -1;
  }

  /** Marks one of the codes. @param {HTMLInputElement} field @param {number} index */
  function mark(field, index) {
    const items = list ? [...list.children] : [];
    chosen = Math.max(-1, Math.min(index, items.length - 1));
    items.forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
    intoView(items[chosen]);
    if (chosen >= 0) field.setAttribute("aria-activedescendant", items[chosen].id);
  }

  /** Takes the marked code. @param {HTMLInputElement} field */
  function take(field) {
    const item = /** @type {HTMLElement | null} */ (list && list.children[chosen]);
    if (!item) return false;
    field.value = item.dataset.code || "";
    close();
    return true;
  }

  /** Offers the codes that what is typed may mean. @param {HTMLInputElement} field */
  async function offer(field) {
    const typed = field.value.trim();
    if (!typed) return close();
    const answer = await fetch(at(`codes/${field.dataset.codes}/${encodeURIComponent(typed)}`));
    const lines = answer.ok ? (await answer.text()).split("\n").filter(Boolean) : [];
    // The form may have been put anew meanwhile, and the field with it.
    const here = active();
    if (!(here instanceof HTMLInputElement) || here.dataset.codes !== field.dataset.codes || here.value.trim() !== typed) return;
    if (here !== field && field.isConnected) return;
    close();
    field = here;
    if (lines.length === 0 || (lines.length === 1 && lines[0].startsWith(typed + "\t"))) return;
    list = document.createElement("ul");
    list.className = "codes";
    list.id = "codes";
    list.setAttribute("role", "listbox");
    // What scrolls takes the focus in some browsers, and would be gone with it.
    list.tabIndex = -1;
    lines.forEach((line, number) => {
      const [code, name] = line.split("\t");
      const item = document.createElement("li");
      item.id = `code${number}`;
      item.dataset.code = code;
      item.setAttribute("role", "option");
      item.textContent = `${code}　${name}`;
      item.addEventListener("mousedown", (event) => {
        prevent(event);
        mark(field, number);
        take(field);
        field.dispatchEvent(new Event("focusout", { bubbles: true }));
      });
      list?.append(item);
    });
    const place = field.closest("td") || field.parentElement;
    place?.classList.add("picking");
    place?.append(list);
    field.setAttribute("aria-controls", "codes");
    // Where there is no room below, the form goes up, as far as the field stays in view.
    intoView(list);
  }

  on("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.codes) offer(field);
  });
  on("focusout", () => {
    if (!leaving) close();
  });
  on("renewed", () => {
    const field = active();
    if (!list || list.isConnected) return;
    close();
    if (field instanceof HTMLInputElement && field.dataset.codes) offer(field);
  });
  on("keydown", (event) => {
    const field = event.target;
    if (!list || !(field instanceof HTMLInputElement) || !field.dataset.codes || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(field, chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") return close();
    else if (event.key !== "Enter" || !take(field)) return;
    prevent(event);
    event.stopImmediatePropagation();
  }, true);
})();
