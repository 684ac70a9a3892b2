"""A paper from its first draft to its final version, and what holds when ten more arrive.

Rapporteur, secretariat, two holders and a reader, each in a browser of their own; holders and
reader have no account and come by the links of their mails, which a real server of mail takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from conspectus.sample import data_folder
from tests.cli.site.conftest import copied
from tests.core.test_sending import Post, free_port
from tests.journeys.late_submissions import SAID, write_late_folder
from tests.journeys.rapporteur import Desk, Mailbox, asks_for_no_name, comments, objects
from tests.journeys.walking import Pointer

pytestmark = pytest.mark.browser

FORUM, CYCLE = "meridian", "2026"
PAPER = f"{FORUM}/{CYCLE}/papers/1/"
SLOWEST = 240_000
"""Milliseconds for a page: making a version public writes all its files; machines are crowded."""
FIRST_DRAFT = """
from conspectus.cli.site.work import do_all_jobs
from conspectus.contributions.models import Call
from conspectus.synthesis.services.papers import ask_for_paper
ask_for_paper(Call.objects.get(), by=None)
do_all_jobs()
"""
SESSIONS = """
from django.test import Client
from tests.factories_site import an_account
for role in ("rapporteur", "secretariat"):
    client = Client()
    client.force_login(
        an_account(f"the-{role}@example.org", role=role),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    print(client.cookies["sessionid"].value)
"""


@dataclass(frozen=True)
class Case:
    """Submissions, and words that stand in several views of one of their themes.

    ``received``: a day before the cut-off.
    """

    folder: Path
    theme: str
    words: str
    received: str


@pytest.fixture(scope="session")
def drafted(made_once, tmp_path_factory):
    """Homes with the published contributions of a case and a first draft, made once each."""
    made = {}

    def home(case):
        if case.folder not in made:
            installation = copied(made_once, tmp_path_factory.mktemp("drafted") / "home")
            named = ("--forum", FORUM, "--cycle", CYCLE, "--publish")
            done = installation.run("import", case.folder, *named)
            assert done.returncode == 0, done.stderr
            installation.python(FIRST_DRAFT)
            made[case.folder] = installation.home
        return made[case.folder]

    return home


@pytest.fixture
def post():
    """A server of mail."""
    taken = Post()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def case(request):
    """The case of a name; skipped where its data are absent."""
    if request.param == "sample":
        return Case(data_folder(), "Openness", "intermediaries", "2026-03-05")
    folder = request.getfixturevalue("data") / "netmundial2014"
    if not folder.is_dir():
        pytest.skip(f"real submissions are absent: no folder {folder}")
    return Case(folder, "Human rights and privacy", "privacy", "")


@pytest.fixture
def serving(case, drafted, post, tmp_path):
    """A server on a copy of the case's home, which sends its mail."""
    installation = copied(drafted(case), tmp_path / "home")
    installation.serve(CONSPECTUS_SMTP_HOST="127.0.0.1", CONSPECTUS_SMTP_PORT=str(post.port))
    yield installation
    installation.end()


@pytest.mark.parametrize(
    ("case", "language", "scripts"),
    [
        pytest.param("sample", "en", False, id="sample"),
        pytest.param("sample", "en", True, id="sample-script", marks=pytest.mark.long),
        pytest.param("sample", "ar", False, id="sample-arabic", marks=pytest.mark.long),
        pytest.param("real", "en", False, id="real", marks=pytest.mark.long),
    ],
    indirect=["case"],
)
def test_what_was_corrected_holds_from_draft_to_draft(
    case, serving, visitor, post, tmp_path, language, scripts
):
    sessions = dict(
        zip(("rapporteur", "secretariat"), serving.python(SESSIONS).split(), strict=True)
    )

    def desk(role):
        hand = visitor(Pointer, language, scripts=scripts)
        cookie = {"name": "sessionid", "value": sessions[role], "url": serving.address}
        hand.page.context.add_cookies([cookie])
        hand.page.set_default_timeout(SLOWEST)
        return Desk(hand, f"{PAPER}work/", scripts)

    he, secretary = desk("rapporteur"), desk("secretariat")
    mail = Mailbox(post.handler.messages)
    story = Story(he, secretary, mail, lambda: visitor(Pointer, language, scripts=scripts))
    story.shapes_the_map(case)
    story.is_stopped_and_opens_for_comment()
    story.is_answered_by_holders_and_a_reader()
    story.corrects_and_publishes_the_final_version()
    echoes = [_as_said(one.text) for one in story.sentences.values()]
    folder = write_late_folder(tmp_path / "late", received=case.received, echoes=echoes)
    done = serving.run("import", folder, "--forum", FORUM, "--cycle", CYCLE, "--publish")
    assert done.returncode == 0, done.stderr
    story.finds_every_correction_again()
    newest = serving.home / "papers" / "1" / str(story.drafts)
    found = serving.run("verify", newest)
    assert found.returncode == 0, found.stdout + found.stderr
    sources = " ".join(one.read_text("utf-8") for one in (newest / "sources").iterdir())
    assert all(text.split(".")[0] in sources for text in SAID.values())


class Story:
    """Who takes part, and what each step leaves for the next."""

    drafts = 4
    """With the first, which was there."""

    def __init__(self, he, secretary, mail, stranger):
        self.he, self.secretary, self.mail, self.stranger = he, secretary, mail, stranger
        self.rulings = []
        self.sentences = {}
        self.right = []

    def shapes_the_map(self, case):
        """Two merges, a split, another theme; then a sentence rewritten into its contrary."""
        he = self.he
        themes = he.themes()
        self.rulings = [
            he.answers_that_two_views_are_one(),
            he.makes_one_of(case.theme, case.words),
            he.splits_the_widest(themes[1]),
            he.moves_a_single_voice(themes[3], to=themes[0]),
        ]
        touched = [one for ruling in self.rulings for one in (*ruling.together, ruling.alone)]
        self.touched = [one[:30] for one in touched if one]
        (rewritten,) = he.stated(1, without=self.touched)
        self.sentences["rewritten"] = rewritten
        he.open_sentence(rewritten)
        said = he.writes(rewritten.text.replace(" should ", " should not "))
        assert "V4" in said
        he.hand.press("Save")
        assert he.told() == he.hand.say(
            "Kept with a warning: it is not in the paper until it is mended."
        )

    def is_stopped_and_opens_for_comment(self):
        """What is stopped is not in the draft and keeps it from readers until it is mended."""
        he, rewritten = self.he, self.sentences["rewritten"]
        at = he.draft_anew()
        for ruling in self.rulings:
            he.check(ruling)
        assert rewritten.text in he.whole_text()
        assert not he.publish(at, "working draft")
        assert he.page.get_by_role("alert").count()
        he.open_sentence(he.find_again(rewritten))
        right = rewritten.text.replace("hold the view that", "state that")
        assert he.hand.say("The evidence carries it.") in he.writes(right)
        he.hand.press("Save")
        assert he.told() == he.hand.say("Recorded: the next draft has it.")
        self.right = [right]
        assert he.publish(at, "open for comment", until="2100-01-01T12:00")
        self.commented = he.page.url

    def is_answered_by_holders_and_a_reader(self):
        known = [*self.touched, self.sentences["rewritten"].text]
        objected, unnamed = self.he.stated(2, without=known)
        self.sentences |= {"objected": objected, "unnamed": unnamed}
        wrong = objected.names[0]
        self.gone = next(one for one in unnamed.names if one != wrong)
        addresses = {wrong: "wrong@example.org", self.gone: "gone@example.org"}
        self.secretary.writes_to_holders(addresses)
        objects(self.stranger(), self.mail, addresses[wrong], objected, "We stated it plainly.")
        asks_for_no_name(self.stranger(), self.mail, addresses[self.gone], unnamed)
        self.reader = self.stranger()
        comments(self.reader, self.mail, self.commented, objected, "Who else has said so?")

    def corrects_and_publishes_the_final_version(self):
        he, objected = self.he, self.sentences["objected"]
        he.opens_answer_of(objected.names[0])
        he.hand.follow("Edit this sentence")
        right = objected.text.replace("hold the view that", "are of the view that")
        assert he.hand.say("The evidence carries it.") in he.writes(right)
        he.hand.press("Save")
        self.right.append(right)
        he.opens_answer_of(objected.names[0])
        he.answers("It says now what you stated.")
        self._second_look()
        self._answers_the_comment()
        at = he.draft_anew()
        assert he.publish(at, "final", why="Answers of holders and a comment were taken up.")
        self._reads_the_final_version()

    def _second_look(self):
        who = self.secretary
        who.go("replies/?show=all")
        name = self.sentences["objected"].names[0]
        who.hand.activate(who.page.locator("tbody th").get_by_role("link", name=name))
        who.looks_again("Mira Dorn", "The new wording is that of the contribution.")
        assert who.page.get_by_text("Mira Dorn").count()

    def _answers_the_comment(self):
        he = self.he
        he.go("comments/")
        he.hand.activate(he.page.locator("main ul.plain").get_by_role("link").first)
        he.hand.press("Show it to everybody")
        he.hand.choose(he.hand.labelled("What becomes of it"), "partly taken up")
        he.hand.write(he.hand.labelled("Answer"), "The positions table lists them all.")
        he.hand.press("Answer in public")

    def _reads_the_final_version(self):
        """Anybody reads the answer, the new words, and why they changed."""
        page = self.reader.page
        page.goto(f"{self.commented}comments/1/")
        assert page.get_by_text("The positions table lists them all.").count()
        page.goto(f"{self.commented.replace('/v2/', '/v3/')}changes/")
        assert any("are of" in one for one in page.locator("ins").all_inner_texts())
        page.goto(f"{self.commented}replies/1/")
        assert page.get_by_text("Mira Dorn").count()

    def finds_every_correction_again(self):
        """After ten more contributions: by the pages, and in the file that goes out."""
        he = self.he
        before, file = he.states(), he.corrections_file()
        self._reads_what_was_corrected()
        he.draft_anew()
        assert he.states() == before
        assert he.corrections_file() == file
        for ruling in self.rulings:
            he.check(ruling)
        self._reads_what_was_corrected()

    def _reads_what_was_corrected(self):
        """Both sentences in their new words, the third without the name, whoever else joined."""
        text = self.he.whole_text().splitlines()
        for words in self.right:
            assert any(_what(words) in one for one in text)
        for key in ("rewritten", "objected"):
            old = f"hold the view that {_what(self.sentences[key].text)}"
            assert not any(old in one for one in text)
        unnamed = [one for one in text if _what(self.sentences["unnamed"].text) in one]
        assert unnamed
        assert not any(self.gone in one for one in unnamed)


def _as_said(sentence):
    """What is held, as somebody says it."""
    said = sentence.partition("hold the view that ")[2]
    return said[:1].upper() + said[1:]


def _what(sentence):
    """What is held, from the verb on: "that …"."""
    return sentence.partition(" should ")[2]
