"""Templates that are made with less work say what Jinja's own say."""

from __future__ import annotations

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from markupsafe import Markup

from conspectus.site.rendering import QuickEnvironment
from conspectus.site.templating import environment

TEMPLATES = {
    "parts": """{% macro one(a, b="<b>", c=none) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}
{% macro wrapped(a) %}<p>{{ caller() }}{{ a }}</p>{% endmacro %}
{% macro many(a) %}{{ a }}{{ varargs|join(",") }}{{ kwargs.get("k", "-") }}{% endmacro %}""",
    "page": """{% from "parts" import one, wrapped, many with context %}
{{ text }}{{ marked }}{{ safe }}{{ number }}{{ half }}{{ nothing }}{{ truth }}{{ rows }}
{{ one(text) }}{{ one(marked, text) }}{{ one(text, c=marked) }}{{ one(a=1, b=2, c=3) }}
{% call wrapped(text) %}{{ marked }}{% endcall %}{{ many(1, 2, text, k=marked) }}
{{ text ~ number ~ none }}{{ marked ~ text }}{{ text ~ marked ~ safe }}{{ safe ~ text }}
{{ held.items()|list }}{{ held.items_ }}{{ held.name }}{{ rows.0 }}{{ thing.name }}
{{ given(1) }}{{ plain(*rows, **held) }}{{ plain(text, key=marked) }}{{ "%s"|format(text) }}
{% for row in rows %}{{ loop.index }}{{ loop.cycle("a", "b") }}{{ row }}{% endfor %}""",
}


class Thing:
    name = "<thing>"


@pass_context
def _given(context, number):
    return f"{context['text']}{number}"


CONTEXT = {
    "text": "<i>&'\"</i>",
    "marked": Markup("<b>&amp;</b>"),
    "safe": mark_safe("<u>1</u>"),
    "number": 12345,
    "half": 0.5,
    "nothing": None,
    "truth": True,
    "rows": ["<a>", 2, Markup("<c>")],
    "held": {"name": "<n>", "items_": "<x>"},
    "thing": Thing(),
    "given": _given,
    "plain": lambda *args, **kwargs: f"{args}{sorted(kwargs)}",
}


def _made(kind):
    return kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def test_a_page_of_all_kinds_of_values_and_calls_is_the_same():
    pages = [
        _made(kind).get_template("page").render(**CONTEXT)
        for kind in (Environment, QuickEnvironment)
    ]
    assert pages[0] == pages[1]
    assert "&lt;i&gt;" in pages[1]


@pytest.mark.parametrize(
    "wrong", ["{{ missing }}", "{{ missing() }}", "{{ thing.other }}", "{{ held.no }}"]
)
def test_what_is_not_there_is_an_error_as_before(wrong):
    with pytest.raises(UndefinedError):
        _made(QuickEnvironment).from_string(wrong).render(**CONTEXT)


@pytest.mark.parametrize("wrong", ["{{ one(1, 2, 3, 4) }}", "{{ one(1, d=2) }}"])
def test_a_macro_refuses_what_it_does_not_take(wrong):
    page = '{% from "parts" import one %}' + wrong
    with pytest.raises(TypeError):
        _made(QuickEnvironment).from_string(page).render()


def test_words_are_in_the_language_in_which_a_page_began_and_the_next_page_in_its_own():
    made = environment(loader=DictLoader({"page": '{{ _("Search") }} {{ later }} {{ inner() }}'}))
    later = gettext_lazy("Search")

    def inner():
        return made.from_string('{{ _("Search") }}').render()

    said = {}
    for language in ("en", "fr", "en", "es"):
        with override(language):
            said[language] = made.get_template("page").render(later=later, inner=inner)
            assert said[language].split(" ") == [str(later)] * 3
    assert len({said["en"], said["fr"], said["es"]}) == 3
