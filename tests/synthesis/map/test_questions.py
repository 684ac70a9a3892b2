"""What the engine asks stands in the language of the page; what it quotes stays as it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from conspectus import engine
from conspectus.core.quantities import quantity
from conspectus.synthesis.queries.questions import ASKED, in_words

PART = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("message", ASKED)
def test_a_question_is_one_msgid_with_its_parts(message):
    parts = {name: f"<{name}> & co" for name in PART.findall(message)}
    shown = str(in_words(message % parts))
    assert '<span lang="en"' not in shown
    assert shown.count("<bdi>") == len(parts)
    for name in parts:
        assert f"<bdi>&lt;{name}&gt; &amp; co</bdi>" in shown


def test_all_that_the_engine_asks_is_known():
    """The words of each question in the engine's code stand in one of the msgids."""
    known = " ".join(PART.sub("…", message) for message in ASKED)
    asked = 0
    for path in Path(str(engine.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.keyword) and node.arg == "question"):
                continue
            words = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            pieces = [one.strip(" ;?.“”:") for one in words if isinstance(one, str)]
            for piece in filter(None, pieces):
                assert piece in known, (path.name, piece)
                asked += 1
    assert asked > 10


def test_what_is_no_known_question_is_shown_as_english():
    assert str(in_words("Why <not>?")) == '<span lang="en" dir="auto">Why &lt;not&gt;?</span>'


def test_numbers_have_the_decimal_sign_of_the_language():
    shown = {}
    for language in ("en", "fr", "zh-hans"):
        with translation.override(language):
            shown[language] = quantity(23.9)
    assert shown == {"en": "23.9", "fr": "23,9", "zh-hans": "23.9"}
