"""Chinese of the libraries, beneath ours."""

from __future__ import annotations

import pytest
from django.utils.translation import get_language, gettext, override

from conspectus.site.chinese import read_catalogues_of_libraries


@pytest.fixture(autouse=True)
def _merged():
    """As at the start: tests that change the languages make Django forget what was merged."""
    read_catalogues_of_libraries()


@pytest.mark.parametrize(
    "said",
    [
        "This field is required.",  # of Django
        "This password is too common.",  # of its passwords
        "New Password",  # of allauth
    ],
)
def test_what_the_libraries_say_is_chinese_on_chinese_pages(said):
    with override("zh"):
        assert get_language() == "zh"
        assert any("\u4e00" <= char <= "\u9fff" for char in gettext(said))
    with override("en"):
        assert gettext(said) == said


def test_our_own_words_win():
    """allauth means looking at something; here a view is what somebody holds."""
    with override("zh"):
        assert gettext("View") == "观点"
