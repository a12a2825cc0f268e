// Files dropped anywhere on the page are sent, and what they would change is shown.
"use strict";

(() => {
  /** What is shown while files are held over the page. */
  const shade = document.createElement("div");
  shade.className = "drop";
  const said = document.createElement("span");
  const close = document.createElement("button");
  close.textContent = "关上";
  shade.append(said, close);
  document.body.append(shade);
  /** The form of a folder that is no project yet: files dropped there come with it. */
  const begin = /** @type {HTMLFormElement | null} */ (byId("begin"));
  /** Leads on from the first page, which is not made anew then because there is a project. */
  const goOn = () => begin?.setAttribute("data-sent", "");
  if (begin) begin.onsubmit = goOn;
  let deep = 0;

  /** Shows words over the page, or none; those that stay can be closed. @param {string} words @param {boolean} [stays] */
  const show = (words, stays = false) => {
    shade.hidden = !words;
    close.hidden = !stays;
    said.textContent = words;
    if (stays) close.focus();
  };
  show("");

  /** Whether files are dragged. @param {DragEvent} event */
  const isFiles = (event) => Boolean(event.dataTransfer && event.dataTransfer.types.includes("Files"));

  on("dragenter", (event) => {
    if (isFiles(event) && ++deep) show("放在这里，先看一遍再写");
  });
  on("dragleave", (event) => {
    if (isFiles(event) && --deep <= 0) show("");
  });
  on("dragover", (event) => {
    if (isFiles(event)) event.preventDefault();
  });
  close.onclick = () => show("");
  on("keydown", ({ key }) => {
    if (key === "Escape" && !close.hidden) show("");
  });
  on("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    deep = 0;
    show("正在收……");
    goOn();
    const form = begin ? new FormData(begin) : new FormData();
    form.append("live", "1");
    for (const file of event.dataTransfer?.files || []) form.append("files", file, file.name);
    try {
      const answer = await fetch(begin ? begin.action : at("import"), { method: "POST", body: form });
      if (answer.redirected) {
        location.href = answer.url;
        return;
      }
      // Why not stands in the heading of a page, or is all that is said.
      const why = parsed(await answer.text());
      show((why.querySelector("h1") || why.body).textContent || "没有收下", true);
    } catch {
      show("没有收下：程序停了，或者连不上，或者文件刚刚改了", true);
      sayGone(true);
    }
  });
})();
