"""Somebody on the site: with a pointer, or with nothing but a keyboard.

A journey is written once, in words of what is done (`follow` a link, `press` a button, `write` into
a field), and walked by either hand. The keyboard comes to everything by Tab from where it is and
passes each stop on its way: a stop without a visible mark, out of sight or of no size fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import translation

from conspectus.people.services.shipped_areas import shipped_areas

MOST_STOPS = 400
"""Of Tab on one page: no page of a journey has more."""

STOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  if (at === document.body || at.id === "main") return "";
  const said = at.outerHTML.slice(0, 120);
  if (box.width < 1 || box.height < 1) return "no size: " + said;
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)
    return "out of sight: " + said;
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
    return "no mark of focus: " + said;
  return "";
}"""


def words(language):
    """What the pages say in a language, by the English words of the program."""

    def say(text, **values):
        with translation.override(language):
            said = translation.gettext(text)
        return said % values if values else said

    return say


def name_of_area(code, language):
    """A country's name on the pages of a language."""
    return next(row[language] for row in shipped_areas() if row["code"] == code)


def ways(*usual):
    """The parameters (language, scripts, hand) of a journey.

    ``usual``: walked in every run; all other combinations are marked ``long``. In English and
    Arabic both hands walk with and without scripts, in the other languages one does.
    """
    every = [
        (language, scripts, hand)
        for language in ("en", "ar", "fr", "es", "ru", "zh")
        for scripts in (False, True)
        for hand in (Pointer, Keyboard)
        if language in {"en", "ar"} or (hand is Keyboard) is not scripts
    ]
    assert set(usual) <= set(every)
    return pytest.mark.parametrize(
        ("language", "scripts", "hand"),
        [
            pytest.param(
                *way,
                id=f"{way[0]}-{'script' if way[1] else 'no script'}-{way[2].__name__.lower()}",
                marks=() if way in usual else pytest.mark.long,
            )
            for way in every
        ],
    )


@dataclass
class Pointer:
    """Clicks."""

    page: Any
    language: str

    def go(self, path):
        """Opens an address, as a link in a mail does."""
        return self.page.goto(path)

    def say(self, text, **values):
        return words(self.language)(text, **values)

    def link(self, text, **values):
        return self.page.get_by_role("link", name=self.say(text, **values), exact=True).first

    def button(self, text, **values):
        return self.page.get_by_role("button", name=self.say(text, **values), exact=True).first

    def labelled(self, text, **values):
        """A field by its label, whose "(optional)" is not said here."""
        said = re.escape(self.say(text, **values))
        return self.page.get_by_label(re.compile(rf"^\s*{said}\s*(\(.*\))?\s*$")).first

    def follow(self, text, **values):
        self.activate(self.link(text, **values))

    def press(self, text, **values):
        self.activate(self.button(text, **values))

    def activate(self, target):
        """A link or a button that leads somewhere."""
        target.click()

    def take(self, target):
        """What a link hands out, as a file."""
        with self.page.expect_download() as receiving:
            target.click()
        return receiving.value.path()

    def write(self, target, text):
        target.fill(text)

    def tick(self, target):
        target.check()

    def choose(self, target, value):
        """Of a list, by its value."""
        target.select_option(value)

    def attach(self, target, files):
        target.set_input_files(files)

    def unfold(self, target):
        """The summary of a part that is closed at first."""
        target.click()

    def skip_to_the_text(self):
        """Only who has no pointer needs to."""


@dataclass
class Keyboard(Pointer):
    """Tab, Enter, Space, arrows and letters."""

    choosers: list[Any] = field(default_factory=list)

    def __post_init__(self):
        # Listening before a key is pressed: the browser's own dialog would wait for ever.
        self.page.on("filechooser", self._take_chooser)

    def _take_chooser(self, chooser):
        self.choosers.append(chooser)

    def reach(self, target):
        """By Tab from where it is; each stop on the way can be seen."""
        target.wait_for()
        for _ in range(MOST_STOPS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            wrong = self.page.evaluate(STOP)
            assert not wrong, f"{self.page.url}: {wrong}"
        pytest.fail(f"{self.page.url}: Tab never comes to {target}")

    def activate(self, target):
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def take(self, target):
        self.reach(target)
        with self.page.expect_download() as receiving:
            self.page.keyboard.press("Enter")
        return receiving.value.path()

    def write(self, target, text):
        self.reach(target)
        kind = target.get_attribute("type")
        if kind in {"date", "datetime-local"}:
            self._write_moment(target, text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        assert target.input_value() == text

    def _write_moment(self, target, text):
        """Part after part, as the browser shows them: month, day, year, hour, minute, half."""
        day, _, time = text.partition("T")
        year, month, of_month = day.split("-")
        keys = [month, of_month, year]
        if time:
            hour, minute = map(int, time.split(":"))
            keys += [f"{hour % 12 or 12:02}", f"{minute:02}", "PM" if hour >= 12 else "AM"]
        for key in keys:
            self.page.keyboard.type(key)
            if key == year:
                self.page.keyboard.press("ArrowRight")
        assert target.input_value() == text, target.input_value()

    def tick(self, target):
        if target.get_attribute("type") == "radio":
            self._turn_to(target)
        else:
            self.reach(target)
            if not target.is_checked():
                self.page.keyboard.press("Space")
        assert target.is_checked()

    def _turn_to(self, target):
        """Tab comes to one of a group; arrows go through it."""
        name = target.get_attribute("name")
        group = self.page.locator(f'[type=radio][name="{name}"]')
        chosen = [one for one in group.all() if one.is_checked()]
        self.reach(chosen[0] if chosen else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def choose(self, target, value):
        self.reach(target)
        self.page.keyboard.press("Home")
        for _ in range(target.locator("option").count()):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value

    def attach(self, target, files):
        self.reach(target)
        self.page.keyboard.press("Space")
        for _ in range(200):
            if self.choosers:
                break
            self.page.wait_for_timeout(50)
        self.choosers.pop().set_files(files)

    def unfold(self, target):
        self.reach(target)
        self.page.keyboard.press("Enter")

    def skip_to_the_text(self):
        """The first stop of every page leads past what stands on all of them."""
        self.page.keyboard.press("Tab")
        at = self.page.locator(":focus")
        assert at.inner_text() == self.say("Skip to the text")
        assert not self.page.evaluate(STOP)
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"
