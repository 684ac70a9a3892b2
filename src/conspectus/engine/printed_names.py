"""Names of holders read back from a text, to hold what is printed against who has evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from conspectus.engine.corpus import Holder
from conspectus.engine.names import ARTICLE
from conspectus.engine.quoting import fold, is_unspaced, without_quote_marks

_SEPARATOR = re.compile(r"(?:[,;:.()]|\band\b)\s*")
_EXAMPLES = re.compile(r"e\.g\.\s+")
_ITEM_END = re.compile(r"\s*$|\s*[^\w\s]|\s+(?:and\b|[a-z])")


def forms_of(holder: Holder) -> tuple[str, ...]:
    """The forms under which a holder is recognised: name, label, aliases, each without article too.

    Folded, without quotation marks, longest first.
    """
    given = {fold(without_quote_marks(one)) for one in (holder.name, holder.label, *holder.aliases)}
    plain = given | {ARTICLE.sub("", one, count=1) for one in given if ARTICLE.match(one)}
    return tuple(sorted(plain - {""}, key=lambda form: (-len(form), form)))


def brackets(text: str) -> Iterator[str]:
    """The contents of the outermost brackets of ``text``."""
    depth, start = 0, 0
    for at, mark in enumerate(text):
        if mark == "(":
            depth += 1
            if depth == 1:
                start = at + 1
        elif mark == ")" and depth:
            depth -= 1
            if depth == 0:
                yield text[start:at]


class NameIndex:
    """All forms of all holders of a paper; of two that fit, the longer is meant."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._forms = {holder.id: forms_of(holder) for holder in holders}
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for holder, forms in self._forms.items():
            for form in forms:
                self._owners[form].add(holder)
        for form in sorted(self._owners, key=lambda form: (-len(form), form)):
            self._by_first[form[0]].append(form)
        self._longer: dict[str, tuple[str, ...]] = {}

    def listed(self, text: str) -> Iterator[frozenset[str]]:
        """For each item of a list of names, the ids of the holders that it may mean."""
        folded = fold(text)
        examples = _EXAMPLES.match(folded)
        at = examples.end() if examples else 0
        while at < len(folded):
            form = self._item_at(folded, at)
            if form is not None:
                yield frozenset(self._owners[form])
                at += len(form)
            step = _SEPARATOR.search(folded, at)
            at = len(folded) if step is None else step.end()

    def _item_at(self, text: str, at: int) -> str | None:
        for form in self._by_first.get(text[at], ()):
            if text.startswith(form, at) and _ITEM_END.match(text, at + len(form)):
                return form
        return None

    def in_brackets(self, text: str) -> Iterator[list[frozenset[str]]]:
        """The names in each outermost bracket of ``text``."""
        for inside in brackets(text):
            yield list(self.listed(inside))

    def stands_in(self, holder: str, text: str) -> bool:
        """Whether a form of ``holder`` stands in ``text``, not merely inside a longer name."""
        folded = fold(text)
        return any(self._has(form, folded) for form in self._forms[holder])

    def first_in(self, text: str) -> str | None:
        """The first form of any holder in ``text``, else ``None``."""
        folded = fold(text)
        present = (form for form in chain.from_iterable(self._by_first.values()) if form in folded)
        return min((form for form in present if self._has(form, folded)), default=None)

    def _has(self, form: str, text: str) -> bool:
        if form not in text:
            return False
        if form not in self._longer:
            self._longer[form] = tuple(
                other
                for other in sorted(self._owners, key=lambda form: (-len(form), form))
                if form in other
                and len(other) > len(form)
                and not self._owners[other] & self._owners[form]
            )
        for other in self._longer[form]:
            text = text.replace(other, "\ufffc")
        if is_unspaced(form):
            return form in text
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None
