// A live page: what the server sends is put where a reload would show it. Without this the page is
// loaded again. The fragments are the server's own templates, with all words of others escaped.
"use strict";
(() => {
  const list = document.getElementById("captions");
  const state = document.getElementById("state");
  const status = document.getElementById("connection");
  if (!list || !window.EventSource) return;
  const address = new URL(list.dataset.events, location.href);
  const most = Number(list.dataset.most);
  let last = Number(address.searchParams.get("after"));
  let source = null;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  const read = (html) =>
    document.importNode(new DOMParser().parseFromString(html, "text/html").body, true);

  // A caption that is here already, or a newer one in its place, is left as it is.
  const put = ({ place, number, html }) => {
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 120;
    const here = document.getElementById(`c${place}`);
    last = Math.max(last, number);
    if (here && Number(here.dataset.number) >= number) return;
    const made = read(html).firstElementChild;
    if (here) {
      here.replaceWith(made);
    } else {
      const later = [...list.children].find((one) => Number(one.id.slice(1)) > place);
      if (later && later === list.firstElementChild) return; // older than all that is shown
      list.insertBefore(made, later ?? null);
      while (list.children.length > most) list.firstElementChild.remove();
    }
    if (isAtEnd) status.scrollIntoView({ block: "end" });
  };

  const begin = () => {
    address.searchParams.set("after", String(last));
    source = new EventSource(address);
    source.addEventListener("open", () => say(status.dataset.on));
    source.addEventListener("caption", (event) => put(JSON.parse(event.data)));
    source.addEventListener("state", (event) => {
      const { html, over } = JSON.parse(event.data);
      state.replaceChildren(...read(html).childNodes);
      if (over) {
        source.close();
        say("");
      }
    });
    source.addEventListener("anew", () => {
      source.close();
      location.reload();
    });
    source.addEventListener("error", () => {
      // Refused, not broken: too many look on. It asks again later, not all pages at once.
      const refused = source.readyState === EventSource.CLOSED;
      say(refused ? status.dataset.refused : status.dataset.off);
      if (refused) setTimeout(begin, 10000 + Math.random() * 20000);
    });
  };
  begin();
})();
