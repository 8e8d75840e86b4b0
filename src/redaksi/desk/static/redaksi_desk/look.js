// The theme's preview follows the form; colours show beside their code.
const form = document.getElementById("look-form");
const frame = document.getElementById("look-preview");
const WRITTEN = /^#[0-9a-f]{6}$/i;
let waiting;

function swatch(input) {
  const code = input.value.trim() || input.placeholder;
  input.style.borderInlineStartColor = WRITTEN.test(code) ? code : "";
}

function show() {
  const told = new URLSearchParams(new FormData(form));
  told.delete("csrfmiddlewaretoken");
  frame.src = `${form.dataset.preview}?${told}`;
}

for (const input of form.querySelectorAll("[data-colour]")) swatch(input);
form.addEventListener("input", (event) => {
  if (event.target.matches("[data-colour]")) swatch(event.target);
  clearTimeout(waiting);
  waiting = setTimeout(show, 400);
});
