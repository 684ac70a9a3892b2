"""The order of sections, and the themes that a paper is asked for."""

from __future__ import annotations

from conspectus.engine.arrangement import in_parts, wanted_themes
from conspectus.engine.corpus import PartSpec, ThemeSpec

THEMES = (
    ThemeSpec(id="new", name="Emerging issues", kind="emerging"),
    ThemeSpec(id="access", name="Access"),
    ThemeSpec(id="openness", name="Openness"),
    ThemeSpec(id="role", name="Role of the Forum"),
    ThemeSpec(id="general", name="General comments"),
)


def test_general_comments_open_and_emerging_issues_close() -> None:
    assert [theme.id for theme, _ in in_parts(THEMES, ())] == [
        "general",
        "access",
        "openness",
        "role",
        "new",
    ]


def test_parts_keep_the_order_of_the_forum() -> None:
    parts = (
        PartSpec(name="Agenda", themes=("openness", "access")),
        PartSpec(name="Forum", themes=("role",)),
    )
    assert [(theme.id, part) for theme, part in in_parts(THEMES, parts)] == [
        ("general", None),
        ("openness", "Agenda"),
        ("access", "Agenda"),
        ("role", "Forum"),
        ("new", None),
    ]


def test_theme_in_two_parts_stands_in_the_first() -> None:
    parts = (PartSpec(name="A", themes=("role",)), PartSpec(name="B", themes=("role",)))
    assert ("role", "A") in [(theme.id, part) for theme, part in in_parts(THEMES, parts)]


def test_themes_are_asked_for_by_id_or_name() -> None:
    assert wanted_themes((), THEMES) is None
    assert wanted_themes(("ACCESS", "Role of the Forum"), THEMES) == {"access", "role"}
