/* The board lives without reload: it asks for what changed, moves cards by drag, keys and menu. */
(() => {
  const board = document.querySelector(".desk-board");
  const status = board.querySelector("[data-status]");
  const menu = board.querySelector("dialog");
  const soon = 3000;
  const whole = 60000;
  let mark = board.dataset.mark;
  let failures = 0;
  let wholeAt = Date.now() + whole;
  let asking = false;
  let again = null;

  const lanes = () => [...board.querySelectorAll("[data-lane]")];
  const cardOf = (element) => element?.closest?.(".desk-k");
  const titleOf = (card) => card.querySelector("h3").textContent.trim();
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || window.wagtailConfig?.CSRF_TOKEN || "";
  const say = (text) => {
    status.textContent = text;
  };

  /* What changed ------------------------------------------------------------------------------ */

  const made = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  };

  const put = (lane, ids, cards) => {
    const list = lane.querySelector("[data-cards]");
    let after = null;
    for (const id of ids) {
      let card = document.getElementById(`k${id}`);
      if (cards[id]) {
        const fresh = made(cards[id]);
        if (!card || card.outerHTML !== fresh.outerHTML) {
          card?.replaceWith(fresh);
          card = fresh;
        }
      }
      if (!card) continue;
      const wanted = after ? after.nextElementSibling : list.firstElementChild;
      if (card.parentNode !== list || card !== wanted) list.insertBefore(card, wanted);
      after = card;
    }
    for (const mark of board.querySelectorAll(`[data-count-of=${lane.dataset.lane}]`)) mark.textContent = ids.length;
  };

  const show = (answer) => {
    const focused = cardOf(document.activeElement)?.id;
    const kept = new Set(Object.values(answer.lanes).flat().map((id) => `k${id}`));
    for (const card of board.querySelectorAll(".desk-k")) if (!kept.has(card.id)) card.remove();
    for (const lane of lanes()) put(lane, answer.lanes[lane.dataset.lane] || [], answer.cards);
    board.querySelector("[data-now]").textContent = answer.now;
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.querySelector("a")?.focus();
  };

  const ask = async () => {
    if (asking || board.querySelector(".desk-k--dragged")) return;
    asking = true;
    const asked = new URLSearchParams(location.search);
    if (Date.now() < wholeAt) asked.set("since", mark);
    try {
      const answer = await fetch(`${board.dataset.changes}?${asked}`, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
      if (answer.status !== 304) {
        if (!asked.has("since")) wholeAt = Date.now() + whole;
        const told = await answer.json();
        mark = told.mark;
        show(told);
      }
      if (failures) say("");
      failures = 0;
    } catch {
      if (!failures) say(`${board.dataset.lost} ${board.querySelector("[data-now]").textContent}`);
      failures += 1;
    } finally {
      asking = false;
      clearTimeout(again);
      again = setTimeout(ask, Math.min(soon * (document.hidden ? 5 : 1) * 2 ** Math.min(failures, 4), whole));
    }
  };

  /* Moving ------------------------------------------------------------------------------------ */

  const send = async (address, card, fields) => {
    try {
      const answer = await fetch(address.replace("/0/", `/${card.dataset.pk}/`), {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        body: new URLSearchParams(fields),
      });
      const told = await answer.json();
      const plain = document.createElement("div");
      plain.innerHTML = told.says;
      say(plain.textContent);
    } catch {
      say(board.dataset.lost);
    }
    wholeAt = 0;
    await ask();
    const moved = document.getElementById(card.id);
    moved?.querySelector("a")?.focus();
  };

  const move = (card, to) => {
    if (card.dataset.stage === to) return;
    if (to === "live" && !window.confirm(`${board.dataset.publish}\n${titleOf(card)}`)) return;
    send(board.dataset.move, card, { to, version: card.dataset.version });
  };
  const take = (card) => send(board.dataset.take, card, {});

  const open = (card) => {
    menu.dataset.card = card.id;
    menu.querySelector("h2").textContent = titleOf(card);
    menu.querySelector("[data-work]").href = card.querySelector("[data-menu]").href;
    for (const button of menu.querySelectorAll("[data-to]")) button.disabled = button.dataset.to === card.dataset.stage;
    menu.showModal();
  };

  board.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-to], [data-take], [data-menu], [data-close]");
    if (!pressed) return;
    const card = cardOf(pressed) || document.getElementById(menu.dataset.card);
    if (pressed.matches("[data-menu]")) {
      event.preventDefault();
      open(card);
      return;
    }
    menu.close();
    if (!card || pressed.matches("[data-close]")) return;
    if (pressed.matches("[data-to]")) move(card, pressed.dataset.to);
    else take(card);
  });

  const focusOn = (card) => card?.querySelector("h3 a").focus();
  const beside = (card, step) => {
    const all = lanes();
    const at = all.indexOf(card.closest("[data-lane]"));
    return all[at + step];
  };

  board.addEventListener("keydown", (event) => {
    const card = cardOf(event.target);
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const may = card.draggable;
    if (step && event.shiftKey && may) {
      const lane = beside(card, step);
      if (lane) move(card, lane.dataset.lane);
    } else if (step) {
      let lane = beside(card, step);
      while (lane && !lane.querySelector(".desk-k")) lane = lanes()[lanes().indexOf(lane) + step];
      focusOn(lane?.querySelector(".desk-k"));
    } else if (event.key === "ArrowDown") focusOn(card.nextElementSibling);
    else if (event.key === "ArrowUp") focusOn(card.previousElementSibling);
    else if (event.key.toLowerCase() === "m" && may) open(card);
    else return;
    event.preventDefault();
  });

  /* Dragging ---------------------------------------------------------------------------------- */

  board.addEventListener("dragstart", (event) => {
    const card = cardOf(event.target);
    if (!card) return;
    card.classList.add("desk-k--dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
  });
  board.addEventListener("dragend", () => {
    board.querySelector(".desk-k--dragged")?.classList.remove("desk-k--dragged");
    board.querySelector(".desk-lane--over")?.classList.remove("desk-lane--over");
  });
  for (const lane of lanes()) {
    lane.addEventListener("dragover", (event) => {
      event.preventDefault();
      board.querySelector(".desk-lane--over")?.classList.remove("desk-lane--over");
      lane.classList.add("desk-lane--over");
    });
    lane.addEventListener("drop", (event) => {
      event.preventDefault();
      const card = document.getElementById(event.dataTransfer.getData("text/plain"));
      card?.classList.remove("desk-k--dragged");
      lane.classList.remove("desk-lane--over");
      if (card) move(card, lane.dataset.lane);
    });
  }

  /* Filters stay in the address --------------------------------------------------------------- */

  board.querySelector("[data-filters]").addEventListener("change", (event) => {
    const wanted = new URLSearchParams([...new FormData(event.currentTarget)].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${wanted.size ? "?" : ""}${wanted}`);
    wholeAt = 0;
    ask();
  });

  document.addEventListener("visibilitychange", () => document.hidden || ask());
  again = setTimeout(ask, soon);
})();
