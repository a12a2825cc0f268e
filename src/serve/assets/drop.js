// Files dropped anywhere on the page are sent, and what they would change is shown.
"use strict";

(() => {
  /** What is shown while files are held over the page. */
  const shade = document.createElement("div");
  shade.className = "drop";
  shade.textContent = "放在这里，先看一遍再写";
  shade.hidden = true;
  document.body.append(shade);
  let deep = 0;

  /** Whether files are dragged. @param {DragEvent} event */
  const isFiles = (event) => Boolean(event.dataTransfer && event.dataTransfer.types.includes("Files"));

  on("dragenter", (event) => {
    if (isFiles(event)) shade.hidden = ++deep === 0;
  });
  on("dragleave", (event) => {
    if (isFiles(event)) shade.hidden = --deep <= 0;
  });
  on("dragover", (event) => {
    if (isFiles(event)) event.preventDefault();
  });
  on("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    shade.textContent = "正在收……";
    const form = new FormData();
    form.append("live", "1");
    for (const file of event.dataTransfer?.files || []) form.append("files", file, file.name);
    try {
      const answer = await fetch(at("import"), { method: "POST", body: form });
      if (answer.redirected) {
        location.href = answer.url;
        return;
      }
      shade.textContent = (await answer.text()).slice(0, 80);
    } catch {
      sayGone(true);
    }
    deep = 0;
    setTimeout(() => { shade.hidden = true; }, 4000);
  });
})();
