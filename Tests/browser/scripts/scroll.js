// Scrolls from top to bottom, a step a frame, and gives the milliseconds between the frames.
const done = arguments[arguments.length - 1];
const page = document.scrollingElement;
const end = page.scrollHeight - window.innerHeight;
const step = Math.max(120, end / 240);
const frames = [];
page.scrollTop = 0;
let last = null;
const next = (now) => {
  if (last !== null) frames.push(now - last);
  last = now;
  if (page.scrollTop >= end - 1 || frames.length > 1000) return done(frames);
  page.scrollTop += step;
  requestAnimationFrame(next);
};
// Two frames to begin with, so that the first jump to the top is over.
requestAnimationFrame(() => requestAnimationFrame(next));
