"""forum.toml → ForumSettings: every key checked, unknown ones gathered into one warning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from conspectus.engine.corpus import (
    DegreeRule,
    ForumSettings,
    GlossaryEntry,
    IssueSpec,
    LanguageModelSpec,
    PartSpec,
    ThemeSpec,
)
from conspectus.formats.intake.dates import iso_date
from conspectus.formats.intake.errors import ConfigurationError
from conspectus.formats.intake.folding import fold, slug
from conspectus.formats.intake.places import Area, own_area

_THEME_KINDS = ("theme", "cross-cutting", "emerging")
_NAME_STYLES = ("inline", "footnotes")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        ConfigurationError: the file cannot be opened, is not UTF-8 or is not TOML.
    """
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(
            f"{path.name} cannot be opened ({error.strerror}); check its path and permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path.name} is not UTF-8; save it again in UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path.name} is not valid TOML: {error}.") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumFile:
    """forum.toml read: ``settings`` for the engine, the rest for the intake.

    ``areas``: countries that the forum knows beside those of the UN. ``regions``: names of regions
    in the paper by those of the table. ``warnings``: at most one, about unknown keys.
    """

    settings: ForumSettings = field(default_factory=ForumSettings)
    areas: tuple[Area, ...] = ()
    regions: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def load_settings(path: Path) -> ForumFile:
    """What forum.toml says.

    Raises:
        ConfigurationError: the file is not TOML, or a value has the wrong type or no meaning.
    """
    reader = _Table(read_toml(path), "", path.name, [])
    themes = tuple(_theme(table) for table in reader.tables("theme"))
    _refuse_repeated([theme.id for theme in themes], "theme", path.name)
    settings = ForumSettings(
        title=reader.text("title"),
        forum=reader.text("forum"),
        cycle=reader.text("cycle"),
        status=reader.text("status") or ForumSettings().status,
        reference=reader.text("reference"),
        language=reader.checked("language", _is_language, "a language code such as en") or "en",
        languages=_languages(reader),
        cut_off=_cut_off(reader),
        themes=themes,
        parts=_parts(reader, themes),
        issues=tuple(_issue(table) for table in reader.tables("issue")),
        questions=tuple(_question(item, reader) for item in reader.raw_list("question")),
        glossary=tuple(_glossary(table) for table in reader.tables("glossary")),
        degree=_degree(reader.table("degree")),
        names_style=_names_style(reader.table("names")),
        style=reader.table("style").all_text(),
        stakeholder_groups=reader.table("stakeholder_groups").all_text(),
        model=_model(reader.table("model")),
        language_model=_language_model(reader),
    )
    areas = tuple(_area(table) for table in reader.tables("area"))
    regions = reader.table("regions").all_text()
    unknown = reader.unknown()
    warning = f"{path.name}: unknown keys are ignored: {', '.join(unknown)}."
    return ForumFile(
        settings=settings, areas=areas, regions=regions, warnings=(warning,) if unknown else ()
    )


class _Table:
    """A table of the file that knows its place, so that each error names its key."""

    def __init__(self, data: Mapping[str, Any], place: str, file: str, unknown: list[str]) -> None:
        self._data = data
        self._place = place
        self._file = file
        self._read: set[str] = set()
        self._unknown = unknown
        self._children: list[_Table] = []

    def key(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name

    def refuse(self, name: str, wanted: str) -> ConfigurationError:
        return ConfigurationError(f"{self._file}: {self.key(name)} must be {wanted}.")

    def get(self, name: str) -> Any:  # noqa: ANN401 - TOML values are what they are
        self._read.add(name)
        return self._data.get(name)

    def text(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.refuse(name, "a text in quotation marks")
        return str(value).strip()

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise self.refuse(name, "given (a text in quotation marks)")
        return value

    def checked(self, name: str, accept: Callable[[str], bool], wanted: str) -> str:
        value = self.text(name)
        if value and not accept(value):
            raise self.refuse(name, wanted)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.refuse(name, 'a list of texts such as ["one", "two"]')
        return tuple(item.strip() for item in value if item.strip())

    def number(self, name: str, default: float, low: float, high: float) -> float:
        value = self.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(name, "a number")
        if not low <= value <= high:
            raise self.refuse(name, f"between {low:g} and {high:g}")
        return value

    def whole(self, name: str, default: int) -> int:
        value = self.number(name, default, 1, 100_000)
        if value != int(value):
            raise self.refuse(name, "a whole number")
        return int(value)

    def raw_list(self, name: str) -> list[Any]:
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refuse(name, f"a list, written as [[{self.key(name)}]]")
        return value

    def tables(self, name: str) -> list[_Table]:
        found = []
        for position, item in enumerate(self.raw_list(name), start=1):
            if not isinstance(item, Mapping):
                raise self.refuse(name, f"a list of tables, written as [[{self.key(name)}]]")
            found.append(self._child(item, f"{self.key(name)} {position}"))
        return found

    def table(self, name: str) -> _Table:
        value = self.get(name)
        if value is not None and not isinstance(value, Mapping):
            raise self.refuse(name, f"a table, written as [{self.key(name)}]")
        return self._child(value or {}, self.key(name))

    def _child(self, data: Mapping[str, Any], place: str) -> _Table:
        child = _Table(data, place, self._file, self._unknown)
        self._children.append(child)
        return child

    def all_text(self) -> dict[str, str]:
        return {name: self.text(name) for name in sorted(self._data)}

    def unknown(self) -> list[str]:
        here = [self.key(name) for name in self._data if name not in self._read]
        return sorted([*here, *(key for child in self._children for key in child.unknown())])


def _is_language(value: str) -> bool:
    return _LANGUAGE.fullmatch(value) is not None


def _languages(reader: _Table) -> tuple[str, ...]:
    given = reader.texts("languages")
    for code in given:
        if not _is_language(code):
            raise reader.refuse("languages", 'a list of language codes such as ["en", "fr"]')
    return given or ForumSettings().languages


def _cut_off(reader: _Table) -> str | None:
    value = reader.get("cut_off")
    if value is None:
        return None
    found = iso_date(value if isinstance(value, str) else str(value))
    if found is None:
        raise reader.refuse("cut_off", "a date such as 2014-03-08")
    return found


def _theme(table: _Table) -> ThemeSpec:
    name = table.required("name")
    kind = table.text("kind") or "theme"
    if kind not in _THEME_KINDS:
        raise table.refuse("kind", f"one of {', '.join(_THEME_KINDS)}")
    return ThemeSpec(
        id=slug(table.text("id") or name, fallback="theme"),
        name=name,
        description=table.text("description"),
        terms=table.texts("terms"),
        examples=table.texts("examples"),
        kind=kind,
    )


def _refuse_repeated(ids: list[str], what: str, file: str) -> None:
    for item in ids:
        if ids.count(item) > 1:
            raise ConfigurationError(
                f"{file}: two {what}s have the id {item}; give each its own name or id."
            )


def _parts(reader: _Table, themes: tuple[ThemeSpec, ...]) -> tuple[PartSpec, ...]:
    known = {fold(key): theme.id for theme in themes for key in (theme.id, theme.name)}
    parts = []
    for table in reader.tables("part"):
        ids = []
        for written in table.texts("themes"):
            if fold(written) not in known:
                raise table.refuse("themes", f"names or ids of [[theme]]s, and {written!r} is none")
            ids.append(known[fold(written)])
        parts.append(PartSpec(name=table.required("name"), themes=tuple(ids)))
    return tuple(parts)


def _issue(table: _Table) -> IssueSpec:
    return IssueSpec(
        name=table.required("name"),
        targets=table.texts("targets") or (table.required("name"),),
        cues_for=table.texts("for"),
        cues_against=table.texts("against"),
    )


def _question(item: object, reader: _Table) -> str:
    if isinstance(item, str):
        return item.strip()
    if isinstance(item, Mapping) and isinstance(item.get("text"), str):
        return str(item["text"]).strip()
    raise reader.refuse("question", 'a list of [[question]] tables with text = "…"')


def _glossary(table: _Table) -> GlossaryEntry:
    return GlossaryEntry(
        term=table.required("term"),
        meaning=table.required("meaning"),
        language=table.checked("language", _is_language, "a language code such as en") or "en",
    )


def _area(table: _Table) -> Area:
    return own_area(
        table.required("name"),
        table.text("region"),
        table.text("in_sentence"),
        table.texts("synonyms"),
    )


def _degree(table: _Table) -> DegreeRule:
    rule = DegreeRule()
    return DegreeRule(
        numbers_below=table.whole("numbers_below", rule.numbers_below),
        general_support_share=table.number(
            "general_support_share", rule.general_support_share, 0, 1
        ),
        general_support_holders=table.whole(
            "general_support_holders", rule.general_support_holders
        ),
        general_support_groups=table.whole("general_support_groups", rule.general_support_groups),
        most_share=table.number("most_share", rule.most_share, 0, 1),
        many_share=table.number("many_share", rule.many_share, 0, 1),
        many_holders=table.whole("many_holders", rule.many_holders),
    )


def _names_style(table: _Table) -> str:
    style = table.text("style") or "inline"
    if style not in _NAME_STYLES:
        raise table.refuse("style", f"one of {', '.join(_NAME_STYLES)}")
    return style


def _language_model(reader: _Table) -> LanguageModelSpec | None:
    if reader.get("llm") is None:
        return None
    table = reader.table("llm")
    spec = LanguageModelSpec(url=table.required("url"))
    return replace(spec, seconds=table.whole("seconds", spec.seconds))


def _model(table: _Table) -> dict[str, str]:
    found = {name: table.text(name) for name in ("path", "url", "sha256")}
    if found["path"] and found["url"]:
        raise table.refuse("path", "given without model.url: choose one of the two")
    if found["sha256"] and not re.fullmatch(r"[0-9a-f]{64}", found["sha256"]):
        raise table.refuse("sha256", "64 lower-case hexadecimal digits")
    return {name: value for name, value in found.items() if value}
