// Suggestions under the search field while one types; without them the form works as it is.
const field = document.getElementById("q");
const list = document.getElementById("suggested");
const PAUSE = 150;
let timer = 0;
let last = "";

const suggest = async () => {
  const asked = field.value.trim();
  if (asked.length < 2 || asked === last) return;
  last = asked;
  const answer = await fetch(`/search.json?suggest=1&q=${encodeURIComponent(asked)}`);
  if (!answer.ok || field.value.trim() !== asked) return;
  const { suggestions } = await answer.json();
  list.replaceChildren(...suggestions.map(({ text }) => new Option(text, text)));
};

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => suggest().catch(() => {}), PAUSE);
});
