// Files dropped anywhere on the page are sent, and what they would change is shown.
"use strict";

(() => {
  /** What is said over the page while files are held over it, or were not taken; a click closes it. */
  const shade = document.createElement("button");
  shade.className = "drop";
  document.body.append(shade);
  /** The form of a folder that is no project yet: files dropped there come with it. */
  const begin = byId("begin");

  /** Says words over the page, or none. @param {string} [words] */
  const show = (words = "") => {
    shade.hidden = !words;
    shade.textContent = words;
  };
  show();
  shade.onclick = () => show();

  /** Whether files are dragged. @param {DragEvent} event */
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");

  on("dragenter", (event) => {
    if (isFiles(event)) show("放在这里，先看一遍再写");
  });
  on("dragleave", (event) => {
    // Out of the window.
    if (isFiles(event) && !event.relatedTarget) show();
  });
  on("dragover", (event) => {
    if (isFiles(event)) prevent(event);
  });
  on("drop", async (event) => {
    if (!isFiles(event)) return;
    prevent(event);
    show("正在收……");
    const form = new FormData(begin || undefined);
    form.append("live", "1");
    for (const file of event.dataTransfer?.files || []) form.append("files", file, file.name);
    try {
      const answer = await fetch(at(begin ? "begin" : "import"), { method: "POST", body: form });
      if (answer.redirected) location.href = answer.url;
      else {
        // Why not is the heading of a page, or all that is said.
        const why = parsed(await answer.text());
        show((why.querySelector("h1") || why.body).textContent + "（点一下关上）");
      }
    } catch {
      show();
      sayGone(true);
    }
  });
})();
