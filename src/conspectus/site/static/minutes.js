// Saves notes as they are typed and shows what others write; the page does both without it, by its
// buttons. A save says on which serial it stands; where somebody else saved meanwhile the server
// keeps both texts and the writer chooses. What is not saved yet is kept in the browser's storage.
"use strict";
(() => {
  const SOON = 500; // milliseconds from a key to its save
  const LOOK = 800; // between two looks at what others write
  const PATIENCE = 4000; // for an answer
  const form = document.querySelector("form[data-notes]");
  if (!form) return;
  const { text: field, base, tab } = form.elements;
  const says = form.dataset;
  const id = (name) => document.getElementById(name);
  const told = id("told");
  const beside = id("beside");
  const place = `${says.notes} ${says.who}`;
  let saved = field.value; // what the server has of this page
  let other = null; // the notes, where this page's text stands beside them
  let etag = "";
  let timer = 0;
  let sending = false;
  let failed = 0;
  let refused = null; // a text that the server does not take
  let leaving = false;

  const tell = (name, more = "") => {
    const words = says[name] + more;
    if (told.textContent !== words) told.textContent = words;
    told.className = ["lost", "out", "both"].includes(name) ? "error" : "meta";
  };
  const keep = () => {
    try {
      const kept = JSON.stringify({ text: field.value, base: base.value });
      if (field.value === saved) localStorage.removeItem(place);
      else localStorage.setItem(place, kept);
    } catch {
      // No storage, or a full one: the page says itself what is not saved.
    }
  };
  const asked = (more = {}, query = "") =>
    fetch(says.notes + query, {
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
      ...more,
    });
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      save();
    }, wait);
  };

  const show = (notes) => {
    other = notes;
    id("beside-by").textContent = notes.by;
    if (id("beside-text").textContent !== notes.text) id("beside-text").textContent = notes.text;
    if (beside.hidden) tell("both");
    beside.hidden = false;
  };
  const hide = () => {
    other = null;
    beside.hidden = true;
  };
  const showAsides = (asides) => {
    const waiting = asides.filter((aside) => aside.number !== Number(form.elements.aside.value));
    const made = waiting.map((aside) => {
      const part = id("writing").cloneNode(true);
      part.removeAttribute("id");
      part.hidden = false;
      part.querySelector("bdi").textContent = aside.by;
      part.querySelector("pre").textContent = aside.text;
      part.querySelector("a").href = `?aside=${aside.number}`;
      return part;
    });
    id("others").replaceChildren(...made);
  };

  // The other's text takes the field's place; the cursor stays at the words where it stood.
  const take = (text) => {
    const was = field.value;
    const at = [field.selectionStart, field.selectionEnd];
    let same = 0;
    while (same < was.length && same < text.length && was[same] === text[same]) same++;
    const moved = text.length - was.length;
    const scroll = field.scrollTop;
    field.value = text;
    saved = text;
    if (document.activeElement === field) {
      field.setSelectionRange(...at.map((one) => (one <= same ? one : Math.max(same, one + moved))));
    }
    field.scrollTop = scroll;
    keep();
  };

  const post = async (wish) => {
    const sent = new FormData(form);
    sent.set("do", wish);
    const answer = await asked({ method: "POST", body: sent });
    if (answer.status === 422) {
      told.textContent = (await answer.json()).error;
      told.className = "error";
      return null;
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      tell("out");
      throw new Error("out");
    }
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const save = async () => {
    if (sending) return; // it looks again when it has ended
    const text = field.value;
    if (text === saved) return;
    sending = true;
    try {
      const kept = await post("save");
      failed = 0;
      refused = kept ? null : text;
      if (!kept) return;
      saved = text;
      if (kept.aside) {
        show(kept);
      } else {
        base.value = kept.serial;
        hide();
        tell("saved");
      }
      keep();
    } catch (error) {
      failed++;
      if (error.message !== "out") tell("lost");
    } finally {
      sending = false;
      const wait = failed ? Math.min(5000, SOON * 2 ** failed) : SOON;
      if (!timer && field.value !== saved && field.value !== refused) soon(wait);
    }
  };

  const look = async () => {
    if (sending || leaving) return;
    try {
      const query = `?tab=${encodeURIComponent(tab.value)}`;
      const answer = await asked({ headers: etag ? { "If-None-Match": etag } : {} }, query);
      const answers = answer.status === 200 || answer.status === 304;
      if (answers && failed && field.value !== saved) soon(0);
      if (answers && told.textContent === says.away) tell("saved");
      if (answer.status !== 200 || sending) return;
      const now = await answer.json();
      if (sending || now.serial < Number(base.value)) return;
      etag = answer.headers.get("ETag") ?? "";
      showAsides(now.asides);
      if (other) {
        show(now);
      } else if (now.serial > Number(base.value)) {
        if (field.value !== saved) {
          etag = ""; // the save that is due finds out
          return;
        }
        base.value = now.serial;
        if (field.value !== now.text) take(now.text);
        tell("seen", now.by);
      }
    } catch {
      if (field.value === saved) tell("away");
    }
  };
  const looking = async () => {
    await look();
    setTimeout(looking, LOOK);
  };

  const choose = {
    mine: () => {
      base.value = other.serial;
      saved = null;
      hide();
      save();
    },
    join: () => {
      base.value = other.serial;
      field.value = `${other.text.trimEnd()}\n\n${field.value.trim()}`.trim();
      hide();
      keep();
      field.focus();
      save();
    },
    theirs: async () => {
      const { serial, text } = other;
      const kept = await post("theirs").catch(() => tell("lost"));
      if (!kept) return;
      base.value = serial;
      hide();
      take(text);
      tell("saved");
    },
  };

  form.addEventListener("submit", (event) => {
    const wish = event.submitter?.value;
    if (other && choose[wish]) {
      event.preventDefault();
      choose[wish]();
      return;
    }
    event.preventDefault();
    if (field.value === saved) tell("saved");
    save();
  });
  field.addEventListener("input", () => {
    keep();
    if (!timer && !sending) soon(failed ? LOOK : SOON);
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("beforeunload", (event) => {
    if (field.value !== saved) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    leaving = true;
  });

  // A text that this browser kept because no server took it.
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "null");
    if (kept && kept.text !== field.value) {
      field.value = kept.text;
      base.value = kept.base;
      tell("found");
      soon(SOON);
    }
  } catch {
    localStorage.removeItem(place);
  }
  if (!beside.hidden) other = { serial: Number(base.value), text: id("beside-text").textContent, by: "" };
  looking();
})();
