"""Find what was planted in the sample in the sources and the sentences of a paper."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'"})
_LISTS = (
    "relayed",
    "decoys",
    "courtesy",
    "background",
    "after_cut_off",
    "not_for_publication",
)


@dataclass(frozen=True, slots=True)
class Span:
    """``source[start:end]``, in code points."""

    source: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least half of the shorter one."""
        if self.source != other.source:
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > 0 and 2 * shared >= min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Planted:
    """Planted words found in the paper's sources.

    ``kind``: view, one of the lists of the truth, or "another's words" where a view's passage
    stands under a holder who did not say it; ``key``: the id of the view, else empty; ``holder``:
    the true holder's name where it has one.
    """

    kind: str
    key: str
    holder: str
    language: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """One holder under one view of one sentence, with the planted words it stands on."""

    sentence: str
    text: str
    holder: str
    stance: str
    planted: tuple[Planted, ...]
    evidence: tuple[Span, ...]
    languages: frozenset[str]
    cross_language: bool

    @property
    def views(self) -> set[str]:
        """Planted views that the pair's own evidence carries in its own holder's name."""
        return {item.key for item in self.planted if item.kind == "view"}


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs under one view of one sentence; ``claim``: the planted view of most of them."""

    sentence: str
    pairs: tuple[Pair, ...]
    claim: str | None


class Bundle:
    """A paper with its sources, and the truth located in them."""

    def __init__(self, folder: Path, truth: Json) -> None:
        self.truth = truth
        self.paper: Json = json.loads((folder / "paper.json").read_text(encoding="utf-8"))
        self.sources: dict[str, Json] = {item["id"]: item for item in self.paper["sources"]}
        self.holders: dict[str, Json] = {item["id"]: item for item in self.paper["holders"]}
        self.texts = {
            name: (folder / "sources" / f"{name}.txt").read_text(encoding="utf-8")
            for name in self.sources
            if (folder / "sources" / f"{name}.txt").exists()
        }
        self.unlocated: list[str] = []

    @cached_property
    def planted(self) -> tuple[Planted, ...]:
        """Everything planted that the paper's sources hold; the rest goes to ``unlocated``."""
        found = []
        for kind, key, place in _places(self.truth):
            spans = list(self._locate(place))
            if not spans and kind != "not_for_publication":
                self.unlocated.append(f"{place['ref']}: {place['quote']}")
            found += [
                Planted(kind, key, place.get("holder", ""), place["language"], place["quote"], span)
                for span in spans
            ]
        return tuple(found)

    def _locate(self, place: Json) -> Iterator[Span]:
        wanted, _ = fold(place["quote"])
        for name, source in self.sources.items():
            if _is_of(source, place) and name in self.texts:
                folded, offsets = self._folded[name]
                start = folded.find(wanted)
                if start >= 0:
                    end = offsets[start + len(wanted) - 1] + 1
                    yield Span(name, offsets[start], end)

    @cached_property
    def _folded(self) -> dict[str, tuple[str, list[int]]]:
        return {name: fold(text) for name, text in self.texts.items()}

    @cached_property
    def _by_source(self) -> dict[str, list[Planted]]:
        index = defaultdict(list)
        for item in self.planted:
            index[item.span.source].append(item)
        return index

    def on(self, span: Span) -> list[Planted]:
        """What was planted where ``span`` lies."""
        return [item for item in self._by_source[span.source] if item.span.overlaps(span)]

    def is_marked_relayed(self, span: Span) -> bool:
        """Whether the paper itself says of these words that they are somebody else's."""
        return any(
            passage["capacity"] == "relayed"
            and span.overlaps(Span(passage["source"], passage["start"], passage["end"]))
            for passage in self.paper["passages"]
        )

    def view_sentences(self) -> Iterator[tuple[int, Json]]:
        """Sentences that state views, each with the number of its paragraph in the paper."""
        paragraphs = (p for section in self.paper["sections"] for p in section["paragraphs"])
        for place, paragraph in enumerate(paragraphs):
            for sentence in paragraph["sentences"]:
                if sentence["kind"] == "view":
                    yield place, sentence

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All pairs of the paper, by sentence and view."""
        return tuple(group for _, item in self.view_sentences() for group in self.groups_of(item))

    def groups_of(self, sentence: Json) -> list[Group]:
        """The pairs of one sentence, by the view they stand under."""
        by_view: dict[str, list[Pair]] = defaultdict(list)
        for position in sentence["positions"]:
            by_view[position["view"]].append(self._pair(sentence, position))
        return [Group(sentence["id"], tuple(pairs), _claim(pairs)) for pairs in by_view.values()]

    @cached_property
    def views_across_sentences(self) -> tuple[Group, ...]:
        """The pairs of the paper by view and stance, whatever sentence they stand in."""
        gathered: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for _, sentence in self.view_sentences():
            for position in sentence["positions"]:
                pair = self._pair(sentence, position)
                gathered[position["view"], pair.stance].append(pair)
        return tuple(Group("", tuple(pairs), _claim(pairs)) for pairs in gathered.values())

    def _pair(self, sentence: Json, position: Json) -> Pair:
        spans = tuple(
            Span(item["source"], item["start"], item["end"]) for item in position["evidence"]
        )
        planted = []
        for item in (item for span in spans for item in self.on(span)):
            wrong_name = item.kind == "view" and not self.is_holder(position["holder"], item)
            planted.append(item if not wrong_name else _as_anothers(item))
        languages = {item.language for item in planted} or {
            self.sources[span.source].get("language") or "en" for span in spans
        }
        return Pair(
            sentence=sentence["id"],
            text=sentence["text"],
            holder=position["holder"],
            stance=position["stance"],
            planted=tuple(planted),
            evidence=spans,
            languages=frozenset(languages),
            cross_language=position["match"] == "cross-language",
        )

    def is_holder(self, holder: str, item: Planted) -> bool:
        """Whether a holder of the paper is the one who said the planted words.

        Written contributions: the holder of the source, whatever it is called there. Spoken
        words: by name, since it is the speaker's attribution that is in question.
        """
        source = self.sources[item.span.source]
        if source["kind"] == "contribution" and holder in source["holders"]:
            return True
        entry = self.holders[holder]
        if entry["kind"] in {"campaign", "joint"}:
            return bool({*entry["members"]} & {*source["holders"]}) or holder in source["holders"]
        names = {fold_name(name) for name in (entry["name"], *entry["aliases"])}
        return bool(names & self._true_names[item.holder])

    @cached_property
    def _true_names(self) -> dict[str, set[str]]:
        return {
            entry["name"]: {fold_name(name) for name in (entry["name"], *entry["aliases"])}
            for entry in self.truth["holders"]
        }


def fold(text: str) -> tuple[str, list[int]]:
    """``text`` with quote marks and white space folded, and the offset of each character in it."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text.translate(_FOLDED)):
        blank = char.isspace()
        if blank and (not folded or folded[-1] == " "):
            continue
        folded.append(" " if blank else char)
        offsets.append(offset)
    return "".join(folded).strip(), offsets


def fold_name(name: str) -> str:
    """A name without case, accents, punctuation and the note in brackets behind it."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^()]*\)\s*$", "", name)).casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not _is_accent(c))))


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) != 0


def _places(truth: Json) -> Iterator[tuple[str, str, Json]]:
    for view in truth["views"]:
        for passage in view["passages"]:
            yield "view", view["id"], passage
    for kind in _LISTS:
        for passage in truth[kind]:
            yield kind, "", passage


def _is_of(source: Json, place: Json) -> bool:
    if any(file["name"] == place["file"] for file in source["files"]):
        return True
    ref: str = place["ref"]
    turn = re.fullmatch(re.escape(ref) + r"-\d+", source["id"])
    return ref in {source["ref"], source["id"]} or turn is not None


def _as_anothers(item: Planted) -> Planted:
    return Planted("another's words", "", item.holder, item.language, item.quote, item.span)


def _claim(pairs: Iterable[Pair]) -> str | None:
    """The planted view that most holders carry; the first by id among equals."""
    holders: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for view in pair.views:
            holders[view].add(pair.holder)
    ranked = Counter({view: len(names) for view, names in holders.items()})
    return min(ranked, key=lambda view: (-ranked[view], view), default=None)
