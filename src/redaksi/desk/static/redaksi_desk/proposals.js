/* Links proposed beside a story: asked for with its form, put among its related stories or into its text. */
(() => {
  const form = document.querySelector("#w-editor-form");
  const panel = document.querySelector("[data-desk-proposals]");
  if (!form || !panel) return;
  const shown = panel.querySelector("[data-desk-proposed]");
  const told = panel.querySelector("[data-desk-told]");
  const ask = panel.querySelector("[data-desk-propose]");
  let block = null;

  const held = () => {
    const data = new FormData(form);
    for (const [key, value] of [...data]) if (value instanceof File) data.delete(key);
    return new URLSearchParams(data).toString();
  };

  const address = () => {
    const written = (form.getAttribute("action") || "").match(/edit\/(\d+)\//);
    return written ? panel.dataset.deskUrl.replace(/(new|\d+)\/proposals/, `${written[1]}/proposals`) : panel.dataset.deskUrl;
  };

  const propose = async () => {
    ask.disabled = true;
    try {
      const answer = await fetch(address(), {
        method: "POST",
        body: held(),
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.ok) shown.innerHTML = await answer.text();
    } finally {
      ask.disabled = false;
      (shown.querySelector("button") || ask).focus();
    }
  };

  /* Wagtail's own panel and stream, as its choosers fill them; the panel's rows are already alive. */
  const pick = (story) => {
    const rows = new window.MultipleChooserPanel({
      formsetPrefix: "id_related_picks", emptyChildFormPrefix: "related_picks-__prefix__",
      canOrder: true, maxForms: 1000, chooserFieldName: "target", relationName: "related_picks",
    }, false);
    rows.addForm();
    rows.chooserWidgetFactory.getById(`id_related_picks-${rows.formCount - 1}-target`).setStateFromModalData(story);
  };

  const insert = (story) => {
    const stream = document.querySelector("#body-root").rootBlock;
    const after = stream.children.findIndex((one) => block && one.element && one.element.contains(block));
    stream.insert({ type: "crosslink", value: story }, after < 0 ? stream.children.length : after + 1, {});
  };

  const link = (button) => {
    const row = button.closest("[data-desk-story]");
    const story = { id: row.dataset.deskStory, string: row.dataset.deskTitle, edit_url: row.dataset.deskEdit };
    if (button.dataset.deskLink === "pick") pick(story);
    else insert(story);
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    told.textContent = panel.dataset.deskAdded + story.string;
    (next ? next.querySelector("button") : ask).focus();
  };

  form.addEventListener("focusin", (event) => {
    if (event.target.closest("[data-streamfield-child]")) block = event.target;
  });
  ask.addEventListener("click", propose);
  shown.addEventListener("click", (event) => {
    const button = event.target.closest("[data-desk-link]");
    if (button) link(button);
  });
})();
