// Dragging and single keys for the pages of a paper's map. Each page does all of this without it.
"use strict";
(() => {
  const typing = (event) =>
    event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,select,textarea");

  // A letter presses the button of the first question that carries it.
  const questions = document.querySelector("form[data-keys]");
  if (questions) {
    document.addEventListener("keydown", (event) => {
      if (typing(event) || event.repeat) return;
      const buttons = questions.querySelector("li")?.querySelectorAll("[data-key]") ?? [];
      const pressed = [...buttons].find((one) => one.dataset.key === event.key.toLowerCase());
      if (pressed) {
        event.preventDefault();
        pressed.click();
      }
    });
  }

  const form = document.getElementById("moving");
  const targets = document.querySelector("[data-targets]");
  if (!form || !targets) return;
  for (const target of targets.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = target.textContent;
    for (const name of ["drop", "theme"]) {
      if (target.dataset[name]) button.dataset[name] = target.dataset[name];
      delete target.dataset[name];
    }
    target.replaceChildren(button);
  }
  targets.setAttribute("aria-label", targets.dataset.targets);
  let picked = null;

  const places = () =>
    [...document.querySelectorAll("[data-drop]")].filter((one) => one !== picked);

  const pick = (item) => {
    picked = item;
    item.append(targets);
    targets.hidden = false;
    for (const one of places()) one.tabIndex = 0;
  };

  const leave = () => {
    for (const one of document.querySelectorAll("li[data-drop]")) one.removeAttribute("tabindex");
    for (const one of document.querySelectorAll(".over")) one.classList.remove("over");
    targets.hidden = true;
    picked = null;
  };

  // What is dropped is ticked, as a hand would tick it, and the button of the form is pressed.
  const drop = (place) => {
    const box = picked.querySelector("[type=checkbox]");
    if (!box.checked) {
      for (const one of form.querySelectorAll("[type=checkbox]")) one.checked = false;
      box.checked = true;
    }
    if (place.dataset.theme) form.elements.theme.value = place.dataset.theme;
    if (place.dataset.drop === "same") {
      const other = document.createElement("input");
      other.type = "hidden";
      other.name = "other";
      other.value = place.dataset.value;
      form.append(other);
    }
    form.querySelector(`button[name=do][value=${place.dataset.drop}]`).click();
  };

  for (const item of document.querySelectorAll("[data-drag]")) {
    const handle = document.createElement("span");
    handle.className = "tag";
    handle.textContent = "⇅";
    handle.tabIndex = 0;
    handle.draggable = true;
    handle.setAttribute("role", "button");
    handle.setAttribute("aria-label", targets.dataset.targets);
    item.prepend(handle);
    handle.addEventListener("click", () => (picked === item ? leave() : pick(item)));
    handle.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", item.dataset.value);
      event.dataTransfer.setDragImage(item, 0, 0);
      setTimeout(() => pick(item));
    });
    handle.addEventListener("dragend", leave);
  }

  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if ([" ", "Enter"].includes(event.key) && here.matches("[data-drag]>[role=button]")) {
      event.preventDefault();
      here.click();
      if (picked) targets.querySelector("button")?.focus();
    } else if (!picked) {
      return;
    } else if (event.key === "Escape") {
      const handle = picked.querySelector("[role=button]");
      leave();
      handle.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = places();
      const step = event.key === "ArrowDown" ? 1 : -1;
      event.preventDefault();
      all[(all.indexOf(here) + step + all.length) % all.length]?.focus();
    } else if (event.key === "Enter" && here.matches("li[data-drop]")) {
      event.preventDefault();
      drop(here);
    }
  });
  targets.addEventListener("click", (event) => {
    const place = event.target.closest("[data-drop]");
    if (picked && place) drop(place);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const place = picked && event.target.closest?.("[data-drop]");
      if (!place || place === picked) return;
      event.preventDefault();
      place.classList.toggle("over", kind === "dragover");
      if (kind === "drop") drop(place);
    });
  }
})();
