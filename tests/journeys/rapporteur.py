"""What is done on the pages of a paper: by its rapporteur, a holder that it cites, a reader.

Each step finds its way by what the pages show, so the same steps walk through any paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from tests.cli.site.conftest import eventually

MOST_PAGES = 60
"""Of a draft's text: no paper of a journey has more."""

STATED = re.compile(r"^[^(]+ contribut\w+ \(([^()]+)\) hold the view that (.+)\.$")
"""A sentence that states what several hold: their names, and what."""


@dataclass(frozen=True)
class Found:
    """A sentence of the draft: its address in the text of the workbench, words, holders."""

    page: int
    id: str
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Ruling:
    """A correction of the map: its number, and the passages that it must keep as they are said.

    ``together``: stand in one view. ``apart``: not in that of ``alone``. ``theme``: its name.
    """

    number: int
    together: tuple[str, ...] = ()
    alone: str = ""
    apart: tuple[str, ...] = ()
    theme: str = ""


@dataclass
class Desk:
    """Somebody at the workbench of a paper."""

    hand: Any
    work: str
    scripts: bool

    def go(self, step=""):
        return self.hand.go(f"/{self.hand.language}/{self.work}{step}")

    @property
    def page(self):
        return self.hand.page

    def told(self):
        """What the page says after something was done."""
        return self.page.get_by_role("status").first.inner_text()

    def draft_anew(self):
        """Makes the next draft from the map, and waits until it can be read; its address."""
        self.go()
        self.hand.press("Make the draft anew")
        self.page.wait_for_url("**/progress/")
        at = self.page.url
        read = self.page.get_by_role("link", name=self.hand.say("Read this version"))
        for _ in range(600):  # the engine works in a process of its own
            if read.count():
                return at
            assert not self.page.get_by_role("alert").count(), self.page.content()
            self.page.wait_for_timeout(1000)
            self.hand.follow("Look again")
        raise AssertionError(self.page.content())

    # The map

    def answers_that_two_views_are_one(self):
        """The first question whether two views are one; its key where there are scripts."""
        self.go("queue/")
        self.hand.choose(self.page.locator("#kind"), "merge?")
        self.hand.press("Show")
        first = self.page.locator("form[data-keys] li").first
        said = tuple(first.locator("mark").all_inner_texts())
        button = first.locator("[data-key=s]")
        if self.scripts:
            with self.page.expect_navigation():
                self.page.keyboard.press("s")
        else:
            self.hand.activate(button)
        return Ruling(self.newest(), together=said)

    def makes_one_of(self, theme, words):
        """The first two views of a theme in which these words stand, made one."""
        self._open_theme(theme)
        self.hand.write(self.page.locator("#q"), words)
        self.hand.press("Show")
        views = self.page.locator("#moving [name=views]")
        assert views.count() > 1
        said = tuple(self._first_words(at) for at in range(2))
        for at in range(2):
            self.hand.tick(views.nth(at))
        self.hand.write(self.hand.labelled("Why"), "They ask for the same.")
        self.hand.press("Make them one view")
        return Ruling(self.newest(), together=said)

    def splits_the_widest(self, theme):
        """The last two passages of the theme's widest view get a view of their own."""
        self._open_theme(theme)
        self._open_view(0)
        boxes = self.page.locator("[name=passages]")
        said = self.page.locator("#moving mark").all_inner_texts()
        for at in (-2, -1):
            self.hand.tick(boxes.nth(boxes.count() + at))
        self.hand.press("A view of their own")
        number = self._newest_about(said[-2:])
        return Ruling(number, together=tuple(said[-2:]), apart=tuple(said[:-2]))

    def moves_a_single_voice(self, theme, to):
        """The theme's first view of one holder, moved as a whole."""
        self._open_theme(theme, "?show=single")
        self._open_view(0)
        said = self.page.locator("#moving mark").first.inner_text()
        chosen = self.page.locator("#ticked_theme")
        option = chosen.locator("option").filter(has_text=re.compile(f"^{re.escape(to)}$"))
        self.hand.choose(chosen, option.get_attribute("value"))
        self.hand.press("Move to this theme")
        return Ruling(self.newest(), alone=said, theme=to)

    def themes(self):
        """The names of the themes, in their order."""
        self.go()
        return self.page.locator("tbody th a").all_inner_texts()

    def _open_theme(self, name, query=""):
        self.go()
        link = self.page.locator("tbody th").get_by_role("link", name=name, exact=True)
        self.hand.activate(link)
        if query:
            self.page.goto(self.page.url + query)

    def _open_view(self, at):
        self.hand.activate(self.page.locator("#moving li").nth(at).get_by_role("link").first)

    def _first_words(self, at):
        """Of the view at this place of the list, its first passage; the list stays."""
        address = self.page.locator("#moving li").nth(at).get_by_role("link").first
        beside = self.page.context.new_page()
        beside.goto(address.evaluate("one => one.href"))
        said = beside.locator("#moving mark").first.inner_text()
        beside.close()
        return said

    # What was corrected

    def newest(self):
        """The number of the last correction; the page says that it was recorded."""
        assert self.told()
        self.go("corrections/")
        return int(self.page.locator("main ol strong").first.inner_text().partition(".")[0])

    def _newest_about(self, passages):
        """The newest correction that the list shows with one of these passages.

        Out of a view that had been made one, others are recorded with it: those that stay.
        """
        assert self.told()
        self.go("corrections/")
        for row in self.page.locator("main ol > li").all():
            shown = row.locator("span[lang]").first
            words = shown.inner_text().rstrip(".… ")[:80] if shown.count() else ""
            if words and any(one.startswith(words) for one in passages):
                return int(row.locator("strong").first.inner_text().partition(".")[0])
        raise AssertionError(passages)

    def states(self):
        """Number → (kind, state) of every correction, as the list says."""
        found = {}
        self.go("corrections/")
        for row in self.page.locator("main ol > li").all():
            number, _dot, kind = row.locator("strong").first.inner_text().partition(". ")
            found[int(number)] = (kind, row.locator(".tag").first.inner_text())
        return found

    def corrections_file(self):
        self.go("corrections/")
        return self.hand.take(self.hand.link("Download corrections.toml")).read_bytes()

    def check(self, ruling):
        """The view of the passage that the list of corrections shows says what was ruled."""
        self.go("corrections/")
        row = self.page.locator("main ol > li").filter(
            has=self.page.locator("strong", has_text=re.compile(rf"^{ruling.number}\. "))
        )
        self.hand.activate(row.get_by_role("link", name=re.compile(self.hand.say("Its view"))))
        said = self._said_on_all_pages()
        assert set(ruling.together) <= set(said), (ruling, said)
        assert not ruling.alone or ruling.alone in said, (ruling, said)
        assert not set(ruling.apart) & set(said), (ruling, said)
        if ruling.theme:
            assert self.page.get_by_role("link", name=ruling.theme, exact=True).count()

    def _said_on_all_pages(self):
        """The passages of the view that is open."""
        said = self.page.locator("#moving mark").all_inner_texts()
        further = self.page.locator(".pager a[rel=next]")
        while further.count():
            self.hand.activate(further)
            said += self.page.locator("#moving mark").all_inner_texts()
        return said

    # The text

    def stated(self, count, without):
        """Sentences that state what several named holders hold, the last ones first."""
        fit = (
            one
            for one in self._sentences()
            if one.names and " should " in one.text and not any(w in one.text for w in without)
        )
        return list(islice(fit, count))

    def open_sentence(self, sentence):
        """From its page of the text."""
        self.go(f"text/{sentence.page}/")
        row = self.page.locator(f"#s-{sentence.id}")
        self.hand.activate(row.get_by_role("link", name=self.hand.say("Edit")))

    def writes(self, text):
        """Into the field of the sentence that is open; what the verifier says of it."""
        field = self.page.locator("#id_text")
        if self.scripts:  # it is asked while one writes
            with self.page.expect_response(lambda one: one.request.method == "POST") as asked:
                self.hand.write(field, text)
            asked.value.finished()
            self.page.wait_for_timeout(300)
        else:
            self.hand.write(field, text)
            self.hand.press("Check")
        return self.page.locator("#verdict-text").inner_text()

    def find_again(self, sentence):
        """Where the newest draft has the sentence of these words."""
        return next(one for one in self._sentences() if one.text == sentence.text)

    def whole_text(self):
        """All sentences of the draft, one a line."""
        return "\n".join(one.text for one in self._sentences())

    def _sentences(self):
        """Of the whole draft, the last page first."""
        self.go("text/1/")
        pages = int(re.findall(r"\d+", self.page.locator(".pager span").inner_text())[-1])
        assert pages < MOST_PAGES
        for page in range(pages, 0, -1):
            self.go(f"text/{page}/")
            rows = self.page.locator("li[id^=s-]")
            said = rows.evaluate_all("all => all.map(one => [one.id, one.firstChild.innerText])")
            for key, text in said:
                match = STATED.match(text)
                names = re.split("[,;]", match[1]) if match else ()
                # A joint one is written to by its signatories' names, which it has two of.
                alone = tuple(one.strip() for one in names if " and the " not in one)
                yield Found(page, key[2:], text, alone)

    # The life of the paper

    def publish(self, at, status, *, why="", until=""):
        """Makes the version at this address public; whether it is."""
        self.page.goto(at)
        self.hand.choose(self.hand.labelled("Status"), status)
        if why:
            self.hand.write(self.hand.labelled("Why there is this version"), why)
        if until:
            self.hand.write(self.page.locator("[name=comments_until]"), until)
        self.hand.press("Make public")
        return "/progress/" not in self.page.url

    # The right of correction

    def writes_to_holders(self, contacts):
        """Enters who may speak for whom, writes the letters and lets them go."""
        for name, email in contacts.items():
            self.go("contacts/")
            self.hand.write(self.hand.labelled("Holder"), name)
            self.hand.write(self.hand.labelled("Address of mail"), email)
            self.hand.choose(self.page.locator("select[name=language]"), self.hand.language)
            self.hand.tick(self.hand.labelled("May speak for it"))
            self.hand.press("Add")
        self.go("replies/")
        self.hand.follow("Write to holders")
        self.hand.press("Write to holders")
        self.hand.follow("Outbox")
        boxes = self.page.locator("[name=mail]")
        assert boxes.count() == len(contacts)
        for at in range(boxes.count()):
            self.hand.tick(boxes.nth(at))
        self.hand.press("Let go")

    def opens_answer_of(self, name):
        self.go("replies/")
        self.hand.activate(self.page.locator("tbody th").get_by_role("link", name=name))

    def answers(self, text):
        """An objection, by the correction that was made for it."""
        self.hand.tick(self.page.get_by_label(self.hand.say("changed"), exact=True))
        self.hand.write(self.hand.labelled("Answer"), text)
        self.hand.press("Answer")

    def looks_again(self, name, text):
        self.hand.write(self.hand.labelled("Your name, as it is shown"), name)
        self.hand.write(self.hand.labelled("What you found"), text)
        self.hand.press("I have looked at it")


def objects(she, post, address, sentence, text):
    """A holder, by its link: the sentence is wrong; confirmed by the second mail."""
    _answer(she, post, address, sentence, "This is wrong", text)


def asks_for_no_name(she, post, address, sentence):
    """A holder, by its link: its name goes out of the sentence."""
    _answer(she, post, address, sentence, "Take our name out", "")


def _answer(she, post, address, sentence, kind, text):
    page = she.page
    she.go(post.link(address, r"/\w\w/correct/[^/]+/"))
    cited = page.locator(f"#s-{sentence.id}")
    while not cited.count():  # a holder of many sentences has several pages
        she.activate(page.locator(".pager a[rel=next]"))
    assert cited.locator("mark").count()
    she.activate(cited.get_by_role("link", name=she.say("Say something else")))
    she.tick(page.get_by_label(she.say(kind), exact=True))
    if text:
        she.write(she.labelled("Text"), text)
    she.press("Give this answer")
    she.activate(page.get_by_role("link", name=re.compile(r"\(1\)")))
    she.press("Send the mail")
    she.go(post.link(address, r"/\w\w/correct/[^/]+/confirm/\d+/[^/]+/"))
    she.activate(page.locator("main form").get_by_role("button"))
    assert page.get_by_role("status").count()


def comments(she, post, version, sentence, text):
    """A reader, from the sentence in the public paper; confirmed by the link of a mail."""
    page = she.page
    she.go(version)
    for link in page.locator("main a[href*='/part/']").all():
        if found := _sentence_on(page, link.get_attribute("href"), sentence):
            she.go(found)
            break
    ask = f"main a[href$='/comments/on/s-{sentence.id}/']"
    she.activate(page.locator(ask))
    she.write(she.labelled("Your name"), "Ada Quill")
    she.write(she.labelled("E-mail address"), "ada@example.org")
    she.write(she.labelled("Comment"), text)
    she.press("Send")
    she.go(post.link("ada@example.org", r"/\w\w/\S+/comments/verify/\d+/[^/]+/"))
    she.press("Yes, send it")
    assert page.get_by_role("status").count()


def _sentence_on(page, address, sentence):
    return address if f'id="s-{sentence.id}"' in page.request.get(address).text() else ""


class Mailbox:
    """What a server of mail was given, by the address of who gets it."""

    def __init__(self, messages):
        self.messages = messages

    def link(self, address, pattern):
        """The path of the newest link of this form that was mailed to somebody; waits for it."""
        return eventually(lambda: self._link(address, pattern), 60)

    def _link(self, address, pattern):
        for message in reversed(self.messages):
            if message["To"] == address:
                text = message.get_content()
                for path in re.findall(r"https?://[^/\s]+(/\S*)", text):
                    if re.fullmatch(pattern, path):
                        return path
        return ""
