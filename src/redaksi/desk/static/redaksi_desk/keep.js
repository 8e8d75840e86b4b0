/* A copy of what is typed, in the browser, until the desk has it: it outlives a dead server, a lost
   network and a closed tab, and is offered on return. */
(() => {
  const place = document.querySelector("[data-desk-copies]");
  const form = document.querySelector("#w-editor-form");
  if (!place || !form) return;
  const every = 1000;
  const days = 30;
  const patience = 1500;
  const whose = `redaksi:kept:${place.dataset.deskUser}:`;
  const newborn = `new-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  const passing = /^(csrfmiddlewaretoken|base_version|loaded_revision_.*|overwrite_revision_id|kept_copy|next)$/;

  const fields = () => [...new FormData(form)].filter(([, value]) => !(value instanceof File));
  const text = () => new URLSearchParams(fields().filter(([name]) => !passing.test(name))).toString();
  const number = () => ((form.getAttribute("action") || "").match(/edit\/(\d+)\//) || [])[1];
  const key = () => whose + (number() || newborn);
  const store = (at, copy) => {
    try {
      localStorage.setItem(at, JSON.stringify(copy));
    } catch {
      /* No room: the oldest copy makes some. */
      const oldest = copies().filter(([name]) => name !== at).sort((a, b) => a[1].at - b[1].at)[0];
      if (oldest) {
        localStorage.removeItem(oldest[0]);
        store(at, copy);
      }
    }
  };
  const copies = () =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(whose))
      .map((name) => [name, JSON.parse(localStorage.getItem(name))]);

  /* What the desk has; what is typed beyond it is kept. */
  let known = text();
  let sent = known;
  let written = "";
  let last = key();
  let refused = "";
  let saving = false;
  let asked = Date.now();

  /* Wagtail waits for a pause, takes what is typed in its first seconds for what was there, and gives
     up on a server that is dead for a minute: what the desk does not have is brought to its mind. */
  const remind = (now) => {
    if (saving || now === refused || Date.now() - asked < patience) return;
    asked = Date.now();
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, detail: { type: "edits" } }));
  };

  const keep = () => {
    const now = text();
    if (now === known) return;
    remind(now);
    if (now === written) return;
    written = now;
    store(key(), {
      at: Date.now(),
      headline: form.elements.namedItem("headline")?.value || "",
      base: form.elements.namedItem("base_version")?.value || "0",
      action: form.getAttribute("action") || location.pathname,
      data: now,
    });
  };

  const arrived = () => {
    saving = false;
    known = sent;
    written = "";
    localStorage.removeItem(last);
    localStorage.removeItem(key());
    last = key();
    keep();
  };

  /* Wagtail gathers the form when autosave is called for and sends it an interval later: what was
     typed in between goes along. */
  document.addEventListener("w-autosave:save", (event) => {
    const data = event.detail.formData;
    saving = true;
    asked = Date.now();
    setTimeout(() => {
      sent = text();
      const overwritten = data.get("overwrite_revision_id");
      for (const name of new Set(data.keys())) data.delete(name);
      for (const [name, value] of new FormData(form)) data.append(name, value);
      if (overwritten) data.set("overwrite_revision_id", overwritten);
    }, Math.max(0, Number(place.dataset.deskInterval) - 100));
  });
  document.addEventListener("w-autosave:success", arrived);
  document.addEventListener("w-autosave:error", (event) => {
    saving = false;
    asked = Date.now();
    if (!/network|server/.test(event.detail.type)) refused = sent;
  });

  const hidden = (name, value) => {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    return field;
  };

  /* A form that is sent takes the name of its copy along; the desk's answer lets go of it. */
  form.addEventListener("submit", () => {
    keep();
    form.querySelector("[name=kept_copy]")?.remove();
    form.append(hidden("kept_copy", key()));
  });

  const bring = (name, copy) => {
    const again = document.createElement("form");
    again.method = "post";
    again.action = copy.action;
    for (const [field, value] of new URLSearchParams(copy.data)) again.append(hidden(field, value));
    again.append(hidden("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value));
    again.append(hidden("base_version", copy.base), hidden("kept_copy", name));
    document.body.append(again);
    window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault(), { once: true });
    again.submit();
  };

  const offer = ([name, copy]) => {
    const shown = place.querySelector("template").content.cloneNode(true).firstElementChild;
    const when = new Intl.DateTimeFormat(place.dataset.deskLanguage, { dateStyle: "medium", timeStyle: "medium" });
    shown.querySelector("[data-desk-what]").textContent = copy.headline;
    shown.querySelector("[data-desk-when]").textContent = when.format(copy.at);
    shown.querySelector("[data-desk-back]").addEventListener("click", () => bring(name, copy));
    shown.querySelector("[data-desk-away]").addEventListener("click", () => {
      localStorage.removeItem(name);
      shown.remove();
    });
    place.append(shown);
    place.hidden = false;
  };

  const acknowledged = () => {
    const cookie = document.cookie.match(/(?:^|; )redaksi_kept=([^;]*)/);
    if (!cookie) return;
    for (const name of decodeURIComponent(cookie[1]).split("|")) {
      if (name.startsWith(whose)) localStorage.removeItem(name);
    }
    document.cookie = "redaksi_kept=; path=/desk/; max-age=0; samesite=lax";
  };

  const offers = () => {
    const now = text();
    for (const [name, copy] of copies()) {
      const here = name === key() || (!number() && name.startsWith(`${whose}new-`));
      if (copy.at < Date.now() - days * 86400000) localStorage.removeItem(name);
      else if (here && copy.data !== now) offer([name, copy]);
    }
  };

  /* Wagtail's fields settle after the page stands; what the desk has is what is there when somebody
     begins to type. */
  const begin = () => {
    for (const name of BEGINNINGS) form.removeEventListener(name, begin, true);
    known = sent = text();
    asked = Date.now();
    setInterval(keep, every);
  };
  const BEGINNINGS = ["keydown", "pointerdown", "beforeinput", "paste", "drop"];
  for (const name of BEGINNINGS) form.addEventListener(name, begin, true);

  acknowledged();
  if (document.readyState === "complete") offers();
  else window.addEventListener("load", offers);
})();
