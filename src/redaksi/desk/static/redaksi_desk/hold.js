/* The heartbeat of an open story: it takes the lock, keeps it, and ends it with the tab. */
(() => {
  const bar = document.querySelector("[data-desk-hold]");
  const form = document.querySelector("#w-editor-form");
  if (!bar || !form) return;
  const every = 20000;
  let sending = false;
  let lost = "deskLocked" in bar.dataset;

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const address = (pattern) => {
    const pk = (form.getAttribute("action") || "").match(/edit\/(\d+)\//);
    return pk && pattern.replace("/0/", `/${pk[1]}/`);
  };

  const show = (text, again) => {
    bar.textContent = text;
    bar.hidden = !text;
    if (!again) return;
    const link = document.createElement("a");
    link.href = form.getAttribute("action");
    link.className = "button button-small";
    link.textContent = bar.dataset.deskAgain;
    bar.append(" ", link);
  };

  const told = (answer) => {
    if (!answer.mine) {
      if (!lost) show(`${answer.says} ${bar.dataset.deskKept}`);
      lost = true;
    } else if (lost) {
      show(bar.dataset.deskFree, true);
    }
  };

  const beat = async () => {
    const url = address(bar.dataset.deskHold);
    if (!url || sending) return;
    try {
      const answer = await fetch(url, { method: "POST", headers: { "X-CSRFToken": token(), Accept: "application/json" } });
      if (answer.ok) told(await answer.json());
    } catch {
      /* The server is away: the lock waits for it, and so does the next beat. */
    }
  };

  form.addEventListener("submit", () => {
    sending = true;
  });
  window.addEventListener("pagehide", () => {
    const url = address(bar.dataset.deskRelease);
    if (!url || sending || lost) return;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token());
    navigator.sendBeacon(url, data);
  });
  window.addEventListener("pageshow", (event) => {
    sending = false;
    if (event.persisted) beat();
  });
  document.addEventListener("w-autosave:success", () => beat());
  document.addEventListener("visibilitychange", () => document.hidden || beat());
  setInterval(beat, every);
  beat();
})();
