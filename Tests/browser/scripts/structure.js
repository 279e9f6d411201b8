// What a reader needs who does not see the page: language, title, landmarks, headings in order,
// ids that are there once, references that lead somewhere, pictures with a title.
const faults = [];
const isShown = (element) => element.getClientRects().length > 0;
if (!document.documentElement.lang) faults.push("the page names no language");
if (!document.title.trim()) faults.push("the page has no title");
if (!document.querySelector("meta[name=viewport]")) faults.push("the page has no viewport");
const mains = document.querySelectorAll("main, [role=main]").length;
if (mains !== 1) faults.push(`expected one landmark main, found ${mains}`);
for (const landmark of ["header", "nav"]) {
  if (!document.querySelector(landmark)) faults.push(`there is no ${landmark}`);
}
for (const nav of document.querySelectorAll("nav, section")) {
  if (!nav.getAttribute("aria-label") && !nav.getAttribute("aria-labelledby")) {
    faults.push(`a ${nav.localName} has no name`);
  }
}

const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(isShown);
const firsts = headings.filter((heading) => heading.localName === "h1").length;
if (firsts !== 1) faults.push(`expected one heading h1, found ${firsts}`);
let before = 0;
for (const heading of headings) {
  const level = Number(heading.localName[1]);
  const words = heading.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  if (!words) faults.push(`a heading ${heading.localName} is empty`);
  if (level > before + 1) faults.push(`"${words}" is ${heading.localName} after h${before}`);
  before = level;
}

const seen = new Set();
for (const { id } of document.querySelectorAll("[id]")) {
  if (seen.has(id)) faults.push(`the id ${id} is there twice`);
  seen.add(id);
}
const references = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
for (const name of references) {
  for (const element of document.querySelectorAll(`[${name}]`)) {
    for (const id of element.getAttribute(name).split(/\s+/)) {
      if (id && !seen.has(id)) faults.push(`${name} names ${id}, which is not there`);
    }
  }
}
for (const link of document.querySelectorAll('a[href^="#"]')) {
  const id = decodeURIComponent(link.getAttribute("href").slice(1));
  if (id && !seen.has(id)) faults.push(`a link leads to #${id}, which is not there`);
}
for (const use of document.querySelectorAll("svg [*|href]")) {
  const target = use.getAttribute("href") || use.getAttributeNS("http://www.w3.org/1999/xlink", "href");
  if (target?.startsWith("#") && !seen.has(target.slice(1))) {
    faults.push(`a picture uses ${target}, which is not there`);
  }
}

for (const svg of document.querySelectorAll("figure svg")) {
  const title = svg.querySelector(":scope > title")?.textContent.trim();
  const name = svg.closest("figure").dataset.figure;
  if (!title && !svg.getAttribute("aria-label")) faults.push(`the picture ${name} has no title`);
}
for (const table of document.querySelectorAll("table")) {
  const name = table.getAttribute("aria-label") ?? table.getAttribute("aria-labelledby");
  if (!table.caption && !name) faults.push("a table has no caption");
  for (const head of table.querySelectorAll("thead th")) {
    if (!head.scope) faults.push(`the heading "${head.textContent.trim()}" has no scope`);
  }
}
return faults;
