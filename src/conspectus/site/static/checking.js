// Asks the verifier while a sentence is written: sends the form as its button "Check" would, and
// puts what the same page answers beside the field. Without this script the button does it.
const WAIT = 400;
for (const form of document.querySelectorAll("form[data-check]")) {
  const name = form.dataset.check;
  const field = form.querySelector("textarea");
  const told = document.getElementById(`verdict-${name}`);
  let timer = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const sent = new FormData(form);
    sent.set("do", name === "text" ? "check" : "check-added");
    const answer = await fetch(form.action, { method: "POST", body: sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById(told.id);
    if (mine === asked && found) told.replaceChildren(...found.childNodes);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim()) timer = setTimeout(() => ask().catch(() => {}), WAIT);
  });
}
