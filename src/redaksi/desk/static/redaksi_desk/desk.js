/* The story's editor: what is wrong with it while one types, how long its lines are, copying. */
(() => {
  const form = document.querySelector("#w-editor-form");
  const checks = document.querySelector("#desk-checks");

  /* Below each time the same moment elsewhere, and one press to wait for the end of an embargo. */
  const times = () => {
    for (const below of document.querySelectorAll("[data-desk-elsewhere]")) {
      const said = checks.querySelector(`[data-desk-at="${below.dataset.deskElsewhere}"]`);
      below.textContent = said ? said.textContent : "";
    }
  };

  const wait = (event) => {
    if (!event.target.closest("[data-desk-wait]")) return;
    const [out, embargo] = ["go_live_at", "embargo_until"].map((name) => form.elements[name]);
    out.value = embargo.value;
    out.dispatchEvent(new Event("input", { bubbles: true }));
    out.dispatchEvent(new Event("change", { bubbles: true }));
    out.focus();
  };

  const told = () => {
    times();
    const why = document.querySelector("[data-desk-why]");
    const first = checks.querySelector(".desk-checks__list .desk-must > span");
    const words = first ? first.textContent.replace(first.querySelector(".w-sr-only")?.textContent || "", "") : "";
    if (why) why.textContent = words ? checks.dataset.deskBlocked + words.trim() : "";
    for (const button of document.querySelectorAll("button[name=action-publish]")) {
      button.classList.toggle("desk-blocked", Boolean(words));
      if (words) button.setAttribute("aria-describedby", "desk-why");
      else button.removeAttribute("aria-describedby");
    }
  };

  const held = () => {
    const data = new FormData(form);
    for (const [key, value] of [...data]) if (value instanceof File) data.delete(key);
    return new URLSearchParams(data).toString();
  };

  const address = () => {
    const written = (form.getAttribute("action") || "").match(/edit\/(\d+)\//);
    return written ? checks.dataset.deskUrl.replace(/(new|\d+)\/problems/, `${written[1]}/problems`) : checks.dataset.deskUrl;
  };

  const watch = () => {
    let asked = held();
    let seen = asked;
    let busy = false;
    setInterval(async () => {
      if (busy || document.hidden) return;
      const now = held();
      if (now === asked || now !== seen) {
        seen = now;
        return;
      }
      busy = true;
      try {
        const answer = await fetch(address(), {
          method: "POST",
          body: now,
          headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" },
        });
        if (answer.ok) {
          asked = now;
          checks.innerHTML = await answer.text();
          told();
        }
      } catch {
        asked = now;
      } finally {
        busy = false;
      }
    }, 700);
  };

  const count = (panel) => {
    const field = panel.querySelector("input, textarea");
    if (!field) return;
    const most = Number(panel.dataset.deskCount);
    const mark = document.createElement("span");
    mark.className = "desk-count";
    mark.setAttribute("aria-hidden", "true");
    const show = () => {
      const length = [...field.value.trim()].length;
      mark.textContent = `${length} ${checks.dataset.deskCharacters}`;
      mark.classList.toggle("desk-must", length > most);
    };
    (panel.querySelector(".w-panel__heading, .w-field__label") || panel).append(mark);
    field.addEventListener("input", show);
    show();
  };

  /* Draftail gives its text fields no name: they take that of their block, as soon as they are there. */
  const name = () => {
    for (const text of document.querySelectorAll(".public-DraftEditor-content:not([aria-label])")) {
      const heading = text.closest("section")?.querySelector(".w-panel__heading");
      text.setAttribute("aria-label", heading ? heading.textContent.replace("*", "").trim() : document.title);
    }
  };

  const copies = () => {
    for (const button of document.querySelectorAll("[data-desk-copy]")) {
      button.addEventListener("click", () => {
        const text = document.getElementById(button.dataset.deskCopy);
        text.focus();
        text.select();
        navigator.clipboard?.writeText(text.value).catch(() => {});
      });
    }
  };

  copies();
  if (form && checks) {
    told();
    checks.addEventListener("click", wait);
    document.querySelectorAll("[data-desk-count]").forEach(count);
    watch();
    name();
    new MutationObserver(name).observe(form, { childList: true, subtree: true });
  }
})();
