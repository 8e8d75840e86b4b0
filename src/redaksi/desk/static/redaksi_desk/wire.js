/* The wires by keyboard: J and K go through the list, Enter opens beside it, T takes, D drops. */
(() => {
  const wire = document.querySelector("[data-wire]");
  const pane = wire.querySelector("[data-pane]");
  const list = wire.querySelector("[data-items]");
  const status = wire.querySelector("[data-status]");
  const beside = window.matchMedia("(min-width: 50em)");
  let asked = null;
  let showing = Promise.resolve(true);

  const links = () => [...list.querySelectorAll("a[data-url]")];
  const current = () => list.querySelector(".desk-wire__item--on a[data-url]");

  const mark = (link) => {
    for (const one of links()) {
      const on = one === link;
      one.closest("li").classList.toggle("desk-wire__item--on", on);
      if (on) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  };

  const fetched = async (link, go) => {
    asked?.abort();
    asked = new AbortController();
    mark(link);
    const query = new URL(link.dataset.url, location.href).search;
    try {
      const answer = await fetch(link.dataset.part + query, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        signal: asked.signal,
        redirect: "error",
      });
      if (!answer.ok) throw new Error(answer.status);
      pane.innerHTML = await answer.text();
      pane.scrollTop = 0;
      wire.classList.add("desk-wire--open");
      history.replaceState(null, "", link.dataset.url);
      status.textContent = "";
      if (go) pane.focus();
      return true;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = wire.dataset.lost;
      return false;
    }
  };

  const show = (link, { go = false } = {}) => {
    showing = fetched(link, go);
  };

  /* Only what is shown is taken or dropped, never the one before it that is still there. */
  const send = async (form) => {
    if (await showing) pane.querySelector(form)?.requestSubmit();
  };

  const step = (by) => {
    const all = links();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    show(next);
  };

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-url]");
    if (!link || !beside.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link, { go: event.detail === 0 });
  });

  const typing = (element) => element.closest("input, select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "t") send("[data-take]");
    else if (key === "d") send("[data-drop]");
    else return;
    event.preventDefault();
  });
})();
