// What axe-core judges a page by, a line for each kind of place: an element with its attributes, its name, its state and
// the same of all that it stands in. Texts count as none, one letter or more, rows likewise. What is judged by
// its place among others stands together: headings and landmarks in their order, and ids that two have.
const text = (value) => ["", "1", "x"][Math.min((value || "").trim().length, 2)];
const count = (all) => Math.min(all.length, 2);
const isToken = /^(class|type|role|tabindex|lang|dir|scope|inputmode|autocomplete|rel|target|kind|media|name|http-equiv|style)$/;
const isPlace = /^(for|headers|list|form|aria-(labelledby|describedby|controls|owns|activedescendant|errormessage|details|flowto))$/;
const own = (one) => {
  const said = [one.tagName.toLowerCase()];
  for (const { name, value } of [...one.attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isPlace.test(name)) {
      const found = value.trim().split(/\s+/).map((id) => document.getElementById(id));
      said.push(name + "=" + found.map((place) => (place ? place.tagName + text(place.textContent) : "?")).join());
    } else if (name === "name") said.push(name + "=" + (one.type === "radio" ? "radio" : text(value)));
    else if (isToken.test(name)) said.push(name + "=" + value.replace(/\d+/g, "0"));
    else if (name.startsWith("aria-") && value.length < 12 && /^[a-z]*$/.test(value)) said.push(name + "=" + value);
    else if (name === "href" || name === "src") said.push(name + "=" + (value.startsWith("#") ? "#" + Boolean(document.getElementById(decodeURIComponent(value.slice(1)))) : text(value)));
    else said.push(name + "=" + text(value));
  }
  const words = [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent).join("");
  said.push("own=" + text(words), "all=" + text(one.textContent), "in=" + [...new Set([...one.children].map((child) => child.tagName))].sort().join());
  if ("labels" in one && one.labels) said.push("labels=" + count(one.labels) + text([...one.labels].map((label) => label.textContent).join("")));
  if ("value" in one) said.push("value=" + text(String(one.value)), "is=" + [one.disabled, one.checked, one.readOnly, one.required, one.open].join());
  if (one.tagName === "TABLE") said.push("rows=" + count(one.querySelectorAll("td")) + count(one.querySelectorAll("th")));
  if (one.tagName === "TABLE") said.push("spans=" + [...one.rows].map((row) => [...row.cells].map((cell) => cell.tagName + cell.colSpan + cell.rowSpan).join(" ")).filter((row, at, all) => at === 0 || row !== all[at - 1]).join("/"));
  if (!one.checkVisibility()) said.push("unseen");
  const goesOn = one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth;
  if (goesOn && /auto|scroll|hidden/.test(getComputedStyle(one).overflow)) said.push("goes on");
  return said.join(" ");
};
// Two numbers of 32 bits: a page has thousands of places, each with all that it stands in.
const mixed = ([one, other], words) => {
  for (let at = 0; at < words.length; at += 1) {
    one = Math.imul(one ^ words.charCodeAt(at), 0x01000193);
    other = Math.imul(other + words.charCodeAt(at), 0x9e3779b1) ^ (other >>> 15);
  }
  return [one, other];
};
const shapes = new Set();
const walk = (one, above) => {
  const here = mixed(above, own(one));
  shapes.add(here.map((part) => (part >>> 0).toString(36)).join("-"));
  for (const child of one.children) walk(child, here);
};
walk(document.documentElement, [0x811c9dc5, 7]);
const order = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, form, section, [role], [accesskey]")];
const names = order.map((one) => one.tagName + (one.getAttribute("aria-label") || ""));
const place = (one, at) => one.tagName + (one.getAttribute("role") || "") + (one.checkVisibility() ? "" : "-") + (names.indexOf(names[at]) < at ? "=" : "");
shapes.add("order " + order.map(place).filter((one, at, all) => one !== all[at - 1]).join(" "));
const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
for (const id of twice) shapes.add("twice " + id + location.pathname);
return [...shapes];
