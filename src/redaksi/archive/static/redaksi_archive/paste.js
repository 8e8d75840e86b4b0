/* What is pasted into a story's text is read by the desk and comes back as blocks: paragraphs,
   headings, lists, quotes, tables. Without an answer the words are pasted alone. */
(() => {
  const form = document.querySelector("#w-editor-form");
  const definition = window.wagtailStreamField?.blocks.StreamBlockDefinition;
  const { pastePlain: plain, pasteUrl: address } = document.currentScript.dataset;
  if (!form || !definition) return;
  const { DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;
  const longest = 2_000_000;

  /* The bodies of this form, by the prefix of their fields. */
  const bodies = new Map();
  const render = definition.prototype.render;
  definition.prototype.render = function remembered(placeholder, prefix, ...rest) {
    const made = render.call(this, placeholder, prefix, ...rest);
    bodies.set(prefix, made);
    return made;
  };

  const tell = (text) =>
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { clear: true, text, type: "warning" } }));

  const inserted = (state, content) => {
    const changed = Modifier.replaceWithFragment(state.getCurrentContent(), state.getSelection(), content.getBlockMap());
    return EditorState.push(state, changed, "insert-fragment");
  };
  const inline = (editor, content) => editor.onChange(inserted(editor.getEditorState(), content));
  const content = (raw) => DraftJS.convertFromRaw(JSON.parse(raw));
  const filled = (state) => state.getCurrentContent().hasText();

  /* The block of the body in which a field stands: [body, its number], or nothing. */
  const placeOf = (name) => {
    const found = name.match(/^(.+)-(\d+)-value$/);
    const body = found && bodies.get(found[1]);
    const number = body ? body.children.findIndex((one) => one.prefix === `${found[1]}-${found[2]}`) : -1;
    return number < 0 || body.children[number].type !== "paragraph" ? null : [body, number];
  };

  const put = (body, blocks, number) => {
    blocks.forEach((one, further) => body.insert(one, number + further, { animate: false, focus: false }));
    return number + blocks.length;
  };

  /* Several blocks at the caret: what stood before it, what was pasted, what stood behind it. */
  const spread = (editor, [body, number], blocks) => {
    const state = editor.getEditorState();
    const emptied = Modifier.removeRange(state.getCurrentContent(), state.getSelection(), "backward");
    const { stateBefore, stateAfter } = draftail.splitState(EditorState.push(state, emptied, "remove-range"));
    const first = blocks[0].type === "paragraph";
    let at = number + 1;
    if (first) {
      editor.onChange(inserted(EditorState.moveSelectionToEnd(stateBefore), content(blocks[0].value)));
      at = put(body, blocks.slice(1), at);
    } else if (filled(stateBefore)) {
      editor.onChange(stateBefore);
      at = put(body, blocks, at);
    } else {
      at = put(body, blocks, number);
      if (!filled(stateAfter)) body.deleteBlock(at);
      else editor.onChange(stateAfter);
      return;
    }
    if (filled(stateAfter)) put(body, [{ type: "paragraph", value: stateAfter, id: crypto.randomUUID?.() }], at);
  };

  const ask = async (html, text, narrow) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    data.set("html", html);
    data.set("text", html ? "" : text);
    if (narrow) data.set("narrow", "1");
    const answer = await fetch(address, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };

  const paste = async (input, html, text) => {
    const editor = input.draftailEditor;
    let read;
    try {
      read = await ask(html, text, input.name.endsWith("-html"));
    } catch {
      inline(editor, DraftJS.ContentState.createFromText(text));
      tell(plain);
      return;
    }
    const place = read.alone ? null : placeOf(input.name);
    if (place && read.blocks.length) spread(editor, place, read.blocks);
    else inline(editor, content(read.inline));
    if (read.says.length) tell(read.says.join(" "));
  };

  form.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.("[data-draftail-editor-wrapper]");
      const input = [...(editor?.parentNode.children || [])].find((one) => one.draftailEditor);
      const data = event.clipboardData;
      if (!input || !data || data.files.length) return;
      const text = data.getData("text/plain");
      let html = data.getData("text/html");
      /* Its own clipboard the editor knows best, and a line of plain text needs nobody. */
      if (html.includes("data-draftjs-conductor-fragment") || (!html && !text.trim().includes("\n"))) return;
      html = html.replace(/data:[a-z]+\/[a-z0-9.+-]+;base64,[a-z0-9+/=\s]+/gi, "data:,");
      event.preventDefault();
      event.stopPropagation();
      paste(input, html.length > longest ? "" : html, text);
    },
    true,
  );
})();
