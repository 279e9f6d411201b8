// What makes the page wider than the window; nothing within something that scrolls by itself.
const width = document.documentElement.clientWidth;
if (document.scrollingElement.scrollWidth <= width) return [];
const scrolls = (element) => {
  for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
    if (getComputedStyle(e).overflowX !== "visible") return true;
  }
  return false;
};
const wide = [...document.body.querySelectorAll("*")].filter(
  (element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element));
const names = wide.slice(0, 5).map((e) => e.localName + (e.id ? `#${e.id}` : "")).join(", ");
return [`the page is ${document.scrollingElement.scrollWidth} px wide, of ${width}: ${names}`];
