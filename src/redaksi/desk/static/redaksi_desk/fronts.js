/* A front at the desk without loading the page again: acts, search, drag, a card's form in place.
   Everything works without this file too, one page at a time. */
const home = document.getElementById("desk-front");
const told = document.getElementById("desk-front-told");
const PART = { "X-Desk-Part": "1" };
const into = () => home.querySelector("#df-into")?.value || "";

const say = (words) => { told.textContent = words; };

/* The screen again, with what had the focus: the same button, or its container. */
const show = (html, key) => {
  const box = document.activeElement?.closest("[data-desk-box]")?.dataset.deskBox;
  const target = into();
  home.innerHTML = html;
  const select = home.querySelector("#df-into");
  if (select && target && select.value !== target && [...select.options].some((one) => one.value === target)) {
    select.value = target;
    search();
  }
  const found = key && document.getElementById(key);
  const again = found && !found.disabled ? found : document.getElementById(`df-box-${box}`);
  again?.focus({ preventScroll: Boolean(found) });
  say(document.getElementById("df-changes").textContent.trim());
};

/* A refusal or a conflict stands in place of the screen, with its own ways on. */
const whole = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = page.getElementById("desk-front-conflict");
  if (!found) return say(home.dataset.deskFailed);
  home.replaceChildren(document.adoptNode(found));
  home.querySelector("h1").focus();
};

const send = async (form, button) => {
  const data = new FormData(form, button?.name ? button : undefined);
  home.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data, headers: PART });
    const html = await answer.text();
    if (answer.ok) show(html, form.dataset.deskThen || button?.id);
    else if (answer.status === 422 && "deskForm" in form.dataset && html.includes("data-desk-form")) form.outerHTML = html;
    else if (answer.headers.has("Redaksi-Second-Factor")) { delete form.dataset.deskAct; form.requestSubmit(button); }
    else whole(html);
  } catch {
    say(home.dataset.deskFailed);
  } finally {
    home.removeAttribute("aria-busy");
  }
};

home.addEventListener("submit", (event) => {
  const form = event.target;
  if ("deskAct" in form.dataset) {
    event.preventDefault();
    send(form, event.submitter);
  } else if ("deskSearch" in form.dataset) {
    event.preventDefault();
    search();
  } else if ("deskPhotoSearch" in form.dataset) {
    event.preventDefault();
    photos(form);
  }
});

/* Stories beside the front, while one types */
let waiting = 0;
const search = async () => {
  const form = home.querySelector("[data-desk-search]");
  if (!form) return;
  const asked = new URLSearchParams(new FormData(form));
  const answer = await fetch(`${form.dataset.deskSearch}?${asked}`, { headers: PART });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  home.querySelector("#df-found")?.replaceChildren(...page.getElementById("df-found").childNodes);
};
home.addEventListener("input", (event) => {
  if (event.target.id === "df-q") {
    clearTimeout(waiting);
    waiting = setTimeout(search, 250);
  } else if (event.target.type === "search" && event.target.form && "deskPhotoSearch" in event.target.form.dataset) {
    clearTimeout(waiting);
    waiting = setTimeout(() => photos(event.target.form), 250);
  }
});
home.addEventListener("change", (event) => { if (event.target.id === "df-into") search(); });

/* The form of a card, in its place */
const photos = async (form) => {
  const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`, { headers: PART });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.parentElement.querySelector("[data-desk-photos]").replaceChildren(...page.querySelector("[data-desk-photos]").childNodes);
};
const open = async (link) => {
  const slot = link.closest("li");
  const old = slot.querySelector(".df-inplace");
  home.querySelectorAll(".df-inplace").forEach((one) => one.remove());
  if (old) return;
  const answer = await fetch(link.href, { headers: PART });
  if (!answer.ok) { location.href = link.href; return; }
  const place = document.createElement("div");
  place.className = "df-inplace";
  place.innerHTML = await answer.text();
  link.closest("[popover]")?.hidePopover?.();
  slot.append(place);
  place.querySelector("form").dataset.deskThen = link.id;
  place.querySelector("input:not([type=hidden])").focus();
};
home.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if ("deskOpen" in link.dataset) {
    event.preventDefault();
    open(link);
  } else if (link.dataset.deskInto) {
    event.preventDefault();
    const select = home.querySelector("#df-into");
    select.value = link.dataset.deskInto;
    link.closest("[popover]:popover-open")?.hidePopover();
    search();
    home.querySelector("#df-q").focus();
  }
});
home.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const place = event.target.closest?.(".df-inplace");
  if (!place) return;
  const link = document.getElementById(place.querySelector("form").dataset.deskThen);
  place.remove();
  link?.focus();
});

/* Drag: a story onto a place or a container */
let dragged = null;
const over = (event) => event.target.closest?.("[data-desk-slot], [data-desk-box]");
const clear = () => home.querySelectorAll(".df-over").forEach((one) => one.classList.remove("df-over"));
home.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-desk-story]");
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector("h3").textContent);
  }
});
home.addEventListener("dragover", (event) => {
  const place = dragged && over(event);
  clear();
  if (!place || place === dragged) return;
  event.preventDefault();
  place.classList.add("df-over");
});
home.addEventListener("dragend", () => { dragged = null; clear(); });
home.addEventListener("drop", (event) => {
  const place = dragged && over(event);
  clear();
  if (!place || place === dragged) return;
  event.preventDefault();
  const box = place.closest("[data-desk-box]");
  const form = document.getElementById("df-put-form").content.firstElementChild.cloneNode(true);
  form.setAttribute("action", form.getAttribute("action").replace("/0/", `/${box.dataset.deskBox}/`));
  form.elements.base.value = box.dataset.deskVersion;
  form.elements.story.value = dragged.dataset.deskStory;
  form.elements.place.value = place.dataset.deskPlace || "";
  dragged = null;
  send(form);
});
