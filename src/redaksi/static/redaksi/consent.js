// Tags of strangers: none is fetched before the reader has said so. The answer stays in this browser.
const KEPT = "redaksi-consent";
const bar = document.getElementById("consent");
const tags = JSON.parse(bar.dataset.tags);
const open = document.getElementById("consent-open");
const asked = tags.map((tag) => `${tag.kind} ${tag.script}`).join("\n");
const started = new Set();

function answer() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return kept && kept.asked === asked ? kept.allowed : null;
  } catch {
    return null;
  }
}

function fetched(tag, more = {}) {
  const script = document.createElement("script");
  script.async = true;
  Object.assign(script.dataset, more);
  script.src = tag.script;
  document.head.append(script);
}

const START = {
  plausible: (tag) => fetched(tag, { domain: tag.domain }),
  matomo(tag) {
    window._paq = [["setTrackerUrl", tag.address], ["setSiteId", tag.site], ["trackPageView"], ["enableLinkTracking"]];
    fetched(tag);
  },
  ga4(tag) {
    window.dataLayer = window.dataLayer || [];
    window.gtag = function () {
      window.dataLayer.push(arguments);
    };
    window.gtag("js", new Date());
    window.gtag("config", tag.id);
    fetched(tag);
  },
  revive(tag) {
    for (const place of document.querySelectorAll("[data-place]")) {
      const spot = document.createElement("ins");
      spot.dataset.reviveZoneid = tag[place.dataset.place];
      spot.dataset.reviveId = tag.id;
      place.replaceChildren(spot);
    }
    fetched(tag);
  },
};

function start(allowed) {
  for (const tag of tags) {
    if (!allowed.includes(tag.category) || started.has(tag.script)) continue;
    started.add(tag.script);
    START[tag.kind](tag);
  }
}

function show(focus) {
  const allowed = answer() || [];
  for (const box of bar.querySelectorAll("input")) box.checked = allowed.includes(box.value);
  bar.hidden = false;
  document.body.style.paddingBlockEnd = `${bar.offsetHeight}px`;
  if (focus) bar.focus();
}

function keep(allowed) {
  const before = started.size;
  try {
    localStorage.setItem(KEPT, JSON.stringify({ asked, allowed, at: new Date().toISOString() }));
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
  bar.hidden = true;
  document.body.style.paddingBlockEnd = "";
  open.focus();
  // What runs cannot be taken out of a page: it is left behind with it.
  if (before && tags.some((tag) => started.has(tag.script) && !allowed.includes(tag.category))) location.reload();
  else start(allowed);
}

bar.addEventListener("click", (event) => {
  const said = event.target.closest("[data-answer]")?.dataset.answer;
  if (!said) return;
  const all = [...new Set(tags.map((tag) => tag.category))];
  const chosen = [...bar.querySelectorAll("input:checked")].map((box) => box.value);
  keep({ all, none: [], chosen }[said]);
});
open.hidden = false;
open.addEventListener("click", () => show(true));
const known = answer();
if (known) start(known);
else show(false);
