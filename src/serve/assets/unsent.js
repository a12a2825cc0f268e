// What is not written yet outlasts its page: the browser keeps it, and where the program was gone the next page of the report sends it.
"use strict";

(() => {
  /** What all pages of the report keep theirs under, and this one. */
  const all = `unsent ${reportOf(location.href)} `;
  const own = all + crypto.randomUUID();
  /** What other pages keep theirs under, which this one waits for. @type {Set<string>} */
  const others = new Set([own]);

  /** Sends what another page has kept, once there is no such page any more: each holds a lock by what it keeps its own under. @param {string} key */
  function takeUp(key) {
    if (!key.startsWith(all) || others.has(key)) return;
    others.add(key);
    navigator.locks.request(key, () => {
      const pairs = JSON.parse(localStorage.getItem(key) || "[]");
      if (pairs.length > 0) queueUp(pairs);
      localStorage.removeItem(key);
    });
  }

  navigator.locks.request(own, () => new Promise(() => {}));
  on("waits", () => {
    if (waiting.length > 0) localStorage.setItem(own, JSON.stringify(together(waiting)));
    else localStorage.removeItem(own);
  });
  Object.keys(localStorage).forEach(takeUp);
  addEventListener("storage", (event) => takeUp(event.key || ""));
})();
