// Two comforts of the story page; without them the links do their work as links. And a beacon.
const copy = async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const words = link.querySelector("span");
  const before = words.textContent;
  words.setAttribute("role", "status");
  words.textContent = link.dataset.copy;
  setTimeout(() => (words.textContent = before), 2500);
};

// A provider's frame is made only when the reader asks for it.
const open = (event) => {
  const link = event.target.closest("[data-frame]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.frame;
  frame.title = link.querySelector("b").textContent;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  if (/tiktok|instagram/.test(new URL(frame.src).hostname)) frame.className = "high";
  link.replaceWith(frame);
  frame.focus();
};

document.addEventListener("click", copy);
document.addEventListener("click", open);

// A story that stood three seconds before somebody's eyes was read: its number is told, no cookie.
const story = location.pathname.match(/^\/read\/([1-9]\d*)/);
let looking = 0;
const tell = () => {
  document.removeEventListener("visibilitychange", look);
  const told = { method: "POST", body: story[1], credentials: "omit", keepalive: true };
  fetch("/_b", told).catch(() => {});
};
const look = () => {
  clearTimeout(looking);
  if (document.visibilityState === "visible") looking = setTimeout(tell, 3000);
};
if (story) {
  document.addEventListener("visibilitychange", look);
  look();
}
