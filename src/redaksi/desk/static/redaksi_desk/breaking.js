/* The seconds in which one press undoes; then the button goes, and the focus with it to the next. */
(() => {
  const form = document.querySelector("[data-desk-undo]");
  if (!form) return;
  const until = performance.now() + Number(form.dataset.deskUndo) * 1000;
  const left = form.querySelector("[data-desk-left]");
  const timer = setInterval(() => {
    const seconds = Math.ceil((until - performance.now()) / 1000);
    left.textContent = Math.max(seconds, 0);
    if (seconds > 0) return;
    clearInterval(timer);
    const next = form.parentElement.querySelector("form:not([data-desk-undo]) button");
    if (form.contains(document.activeElement)) next?.focus();
    form.remove();
  }, 250);
})();
