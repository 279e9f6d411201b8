// Every visible text whose contrast with what lies behind it is below WCAG 2.1 AA (1.4.3):
// 4.5 : 1, and 3 : 1 for text of 24 px, or bold of 18.66 px.
const parse = (color) => {
  const numbers = (color.match(/[\d.]+%?/g) || []).map((part) =>
    part.endsWith("%") ? parseFloat(part) / 100 : parseFloat(part));
  if (!color.startsWith("color(")) {
    const [r, g, b, a = 1] = numbers;
    return { r: r / 255, g: g / 255, b: b / 255, a };
  }
  const [r, g, b, a = 1] = numbers;
  return { r, g, b, a };
};
const over = (top, under) => ({
  r: top.r * top.a + under.r * (1 - top.a),
  g: top.g * top.a + under.g * (1 - top.a),
  b: top.b * top.a + under.b * (1 - top.a),
  a: 1,
});
const luminance = ({ r, g, b }) => {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};
const isDark = getComputedStyle(document.documentElement).colorScheme.split(" ")[0] === "dark";
const ground = isDark ? { r: 0.07, g: 0.07, b: 0.07, a: 1 } : { r: 1, g: 1, b: 1, a: 1 };

// The backgrounds of an element and of all around it, from the outermost inward.
const behind = (element) => {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const color = parse(getComputedStyle(e).backgroundColor);
    if (color.a > 0) layers.unshift(color);
  }
  return layers.reduce((under, top) => over(top, under), ground);
};
const opacity = (element) => {
  let product = 1;
  for (let e = element; e; e = e.parentElement) product *= parseFloat(getComputedStyle(e).opacity);
  return product;
};
// In a picture: the last shape before a text that covers its middle.
const behindInPicture = (text, svg, box) => {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  let color = behind(svg);
  // Of the colours of an image no style says anything: words on it are not judged.
  for (const image of svg.querySelectorAll("image")) {
    const area = image.getBoundingClientRect();
    if (x >= area.left && x <= area.right && y >= area.top && y <= area.bottom) return null;
  }
  for (const shape of svg.querySelectorAll("rect")) {
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    const area = shape.getBoundingClientRect();
    if (x < area.left || x > area.right || y < area.top || y > area.bottom) continue;
    const style = getComputedStyle(shape);
    if (style.fill === "none" || style.visibility === "hidden") continue;
    const fill = parse(style.fill);
    color = over({ ...fill, a: fill.a * parseFloat(style.fillOpacity) * opacity(shape) }, color);
  }
  return color;
};

const faults = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const element = node.parentElement;
  if (!node.data.trim() || element.closest("script, style, noscript, title, desc")) continue;
  const style = getComputedStyle(element);
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  if (style.visibility !== "visible" || box.width < 2 || box.height < 2) continue;
  // What is only there to be read out is a box of one pixel.
  const clip = element.closest(".unseen");
  if (clip && clip.getBoundingClientRect().width <= 1) continue;
  const svg = element.closest("svg");
  const color = parse(svg ? style.fill : style.color);
  const alpha = color.a * opacity(element) * (svg ? parseFloat(style.fillOpacity) : 1);
  if (alpha === 0) continue;
  const under = svg ? behindInPicture(element, svg, box) : behind(element);
  if (under === null) continue;
  const [a, b] = [luminance(over({ ...color, a: alpha }, under)), luminance(under)];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const size = parseFloat(style.fontSize) * (svg ? element.getScreenCTM().a : 1);
  const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
  if (ratio < (isLarge ? 3 : 4.5) - 0.005) {
    faults.push(`"${node.data.trim().slice(0, 40)}" has a contrast of ${ratio.toFixed(2)}`);
  }
}
return faults;
