// From a unit to the one before it or behind it, as the table of all units shows them: with what is looked for there, in that order.
"use strict";

(async () => {
  const nav = byId("walk");
  const [, , , folder, year] = location.pathname.split("/").map(decodeURIComponent);
  const here = `${folder}/${year}`;
  if (!nav) return;
  const [before, where, behind] = [...nav.children].map((one) => /** @type {HTMLAnchorElement} */ (one));

  /** The units, each with its name: those that the table showed last; all, where it showed none or not this one. @returns {Promise<string[][]>} */
  async function units() {
    const shown = JSON.parse(recall("walk") || "[]");
    if (shown.some((/** @type {string[]} */ [unit]) => unit === here)) return shown;
    const answer = await fetch(at("units"));
    return answer.ok ? (await answer.text()).trim().split("\n").map((line) => line.split("\t")) : [];
  }

  const all = await units().catch(() => []);
  const number = all.findIndex(([unit]) => unit === here);
  if (number < 0 || all.length < 2) return;

  /** Has a link lead to a unit, on the topic that is shown; where there is none, nowhere. @param {HTMLAnchorElement} link @param {string[] | undefined} to @param {string} which */
  function lead(link, to, which) {
    if (!to) {
      link.setAttribute("role", "link");
      link.setAttribute("aria-disabled", "true");
    } else {
      const topic = byId("form")?.dataset.slug || "todo";
      link.href = at(`u/${to[0].split("/").map(encodeURIComponent).join("/")}/${encodeURIComponent(topic)}/near`);
    }
    link.title = to ? `${which}：${to[1]}` : `没有${which}`;
    link.setAttribute("aria-label", link.title);
  }

  /** Has both links lead where they should. */
  function leadBoth() {
    lead(before, all[number - 1], "上一个单位");
    lead(behind, all[number + 1], "下一个单位");
  }

  leadBoth();
  where.textContent = `第 ${number + 1} 个，共 ${all.length} 个`;
  nav.hidden = false;
  on("renewed", leadBoth);
  on("keydown", (event) => {
    if (!event.altKey || event.isComposing || (event.key !== "PageUp" && event.key !== "PageDown")) return;
    prevent(event);
    const link = event.key === "PageUp" ? before : behind;
    if (link.href) link.click();
  });
})();
