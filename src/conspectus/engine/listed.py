"""What stands in a list: items and labels that want something because of what introduces them.

"Governments should:" and its item "promote linguistic diversity" are one sentence in two blocks;
"We support the following principles:" and "Openness" are another. An item is *spoken* as the
sentence that both make, so that the grammar reads it like any other. The lists of others,
questions, topics and matters of concern are no wishes, whatever their items say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from conspectus.engine.grammar.closed_class import DEONTIC, PLEASE
from conspectus.engine.grammar.norms import norms
from conspectus.engine.grammar.relations import BY_VERB, NOMINAL
from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.list_leads import denies, heads_wishes, introduces_wishes, opens, stem_of

LONGEST_SPAN: Final = 60
"""Words of lead-in and items together that may stand as one piece of evidence."""
LONGEST_LABEL: Final = 8
LONGEST_ITEM: Final = 60
_NUMBERED_PRINCIPLE: Final = re.compile(
    r"^(?:the )?(?:\w+ )?(?:principle|recommendation|proposal|priority|commitment)\s*"
    r"(?:#?\s?\d{1,2}|[IVX]{1,4})?\s*[.:–—-]+\s*(?=\w)",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"^(?:[\s•●▪◦·\ufffd–—*>§-]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|"
    r"\(?(?:[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+|o\s+(?=[A-Z]))+"
)
_LABEL: Final = re.compile(
    r"^(?P<label>[A-Z][^.:;?!–—]{2,70}?)\s*(?::|\.(?= [A-Z])|\s(?:[–—-]|--))\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_TAIL: Final = re.compile(r"[\s.;,:!–—-]+(?:and|or)?[\s.;,!]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is spoken. ``alone``: whether its own words say that it is wanted."""

    spoken: str
    alone: bool


def is_fragment(text: str) -> bool:
    """Whether a list item is no sentence."""
    tokens = tag(_body(text))
    return not _finite(tokens) and not any(token.lower in DEONTIC for token in tokens)


def is_imperative(text: str) -> bool:
    """Whether a heading or item opens with a bare verb: "Promote free trade"."""
    tokens = tag(_body(text))
    return len(tokens) > 1 and tokens[0].lower not in _INVITING and _bare_verb(tokens)


_INVITING: Final = frozenset("join contact see read download visit click find follow learn".split())


def is_numbered(text: str) -> bool:
    """Whether a heading or label calls itself a principle: "Principle 3: Net neutrality"."""
    return bool(_NUMBERED_PRINCIPLE.match(_MARK.sub("", text)))


def affirms(text: str) -> bool:
    """Whether the text states a norm and denies none."""
    found = norms(tag(text))
    return bool(found) and not any(norm.negative for norm in found)


def spoken_item(lead: str, text: str) -> Item | None:
    """The item of a list under ``lead`` (a sentence or a heading), as it is spoken.

    ``None`` where it is a question or where no wish can be made of it.
    """
    body = _body(text)
    if not body or text.rstrip().endswith((":", "?")) or len(body.split()) > LONGEST_ITEM:
        return None
    stem = stem_of(lead)
    alone = None if denies(lead) else spoken_alone(text)
    if opens(stem) and not _finite(tag(body)):
        return _finished(stem, body, alone)
    if denies(lead):
        return None
    if alone is not None:
        return Item(alone, alone=True)
    labelled = label_of(text)
    if labelled is not None:
        return Item(spoken_label(labelled[0]), alone=False)
    if _PREAMBLE.match(body):
        return None
    return _named_item(re.sub(r"^(?:by|with) ", "", body, flags=re.IGNORECASE))


def _named_item(body: str) -> Item | None:
    """An item that names what is wanted, with no verb of its own."""
    tokens = tag(body)
    if not tokens or _finite(tokens) or tokens[0].lower in {"other", "others"}:
        return None
    if tokens[0].tag in {"P", "S", "W", "B", "C"}:
        return None
    return Item(f"We support {_lower(body)}.", alone=False)


def _finished(stem: str, body: str, alone: str | None) -> Item:
    """An item that finishes the sentence that introduces it."""
    joined = re.sub(r"^to (?=\w)", "", _lower(body)) if stem.endswith(" to") else _lower(body)
    spoken = f"{stem} {joined}."
    if alone is not None and not norms(tag(spoken)):
        return Item(alone, alone=True)
    if norms(tag(spoken)) or denies(stem):
        return Item(spoken, alone=alone is not None)
    return Item(f"We support {_lower(body)}.", alone=False)


def spoken_alone(text: str) -> str | None:
    """What a fragment wants by its own words: "Respect for privacy", "To protect", "Ensuring"."""
    body = _body(text)
    tokens = tag(body)
    if len(tokens) < 2 or body.endswith("?"):
        return None
    if tokens[0].lower == "to" and len(tokens) > 2:
        return f"We should {body[tokens[1].start :]}."
    if _bare_verb(tokens):
        return f"We should {_lower(body)}."
    if _finite(tokens):
        return None
    if tokens[0].tag == "VG" and tokens[0].lemma in BY_VERB and not _PREAMBLE.match(body):
        return f"We support {_lower(body)}."
    return f"We support {_lower(body)}." if _acts(tokens) else None


_PREAMBLE: Final = re.compile(
    r"(?:recogni[sz]|recall|not|consider|acknowledg|affirm|reaffirm|welcom|emphasi[sz]|stress|"
    r"bear|mindful|aware|whereas|taking into)(?:ing\b|\b)",
    re.IGNORECASE,
)
"""What opens the paragraphs before the operative ones: grounds, no wishes."""
_BARE: Final = frozenset({"D", "N", "J", "VG", "VD", "C", "R"})


def _bare_verb(tokens: tuple[Token, ...]) -> bool:
    """Whether a fragment opens with a bare verb: "Promote …", "Fully respect …"."""
    k = 1 if tokens[0].tag == "R" and len(tokens) > 2 else 0
    first, following = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
    if following is None:
        return False
    if first.tag == "V" and first.lower != "subject":
        return following.tag in _BARE | {"P", "B", "T", "S", "W"}
    if first.tag not in {"N", "J"} or first.lower not in BY_VERB:
        return False
    third = tokens[k + 2] if k + 2 < len(tokens) else None
    if following.lower in {"and", "or"} and third is not None:
        return third.tag == "V" and first.lower not in _ALSO_NOUNS
    return following.tag in {"D", "R"} or (
        following.tag in {"N", "J"}
        and first.lower not in {"open", "secure", "access", "further"}
        and following.lower not in {"and", "or"}
        and not (first.lower in _ALSO_NOUNS and following.tag == "N")
    )


_ALSO_NOUNS: Final = frozenset({"support", "use", "review", "share", "draft", "form", "change"})


def _acts(tokens: tuple[Token, ...]) -> bool:
    """Whether the fragment's head is a noun of action that wants more: "Full respect for …"."""
    for i, token in enumerate(tokens[:5]):
        if token.lemma in NOMINAL or token.lemma in {"commitment", "adherence"}:
            return i + 1 < len(tokens) and tokens[i + 1].lower in {"of", "for", "to", "and"}
        if token.tag not in {"D", "J", "R", "VD", "Q"}:
            return False
    return False


def _body(text: str) -> str:
    """A fragment without mark, number and closing punctuation, on one line."""
    body = re.sub(r"\s+", " ", text).strip()
    body = PLEASE.sub("", _MARK.sub("", body))
    body = _NUMBERED_PRINCIPLE.sub("", body)
    if body[:30].isupper():
        body = body.lower()
    return body.rstrip() if body.endswith("?") else _TAIL.sub("", body)


def _lower(body: str) -> str:
    """The fragment with its first letter in lower case, unless an acronym or a name opens it."""
    word = re.split(r"[\s,;-]", body, maxsplit=1)[0]
    capital = any(c.isupper() for c in word[1:]) or word in {"Internet", "English"}
    return body if capital else body[:1].lower() + body[1:]


def _finite(tokens: tuple[Token, ...]) -> bool:
    """Whether a finite verb stands outside relative clauses."""
    relative = spent = False
    for i, token in enumerate(tokens):
        if token.lower in {"that", "which", "who", "whose", "where"} and i:
            relative, spent = True, False
        elif token.tag == "U" and token.lower in {",", ";"}:
            relative = False
        elif i and _is_finite(tokens, i):
            if not relative or (spent and token.tag == "M" and tokens[i - 1].tag == "N"):
                return True
            spent = True
    return False


def _is_finite(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.lower in _NOT_FINITE:
        return False
    before = tokens[i - 1]
    verb = token.tag == "V" and (before.tag in {"N", "B", "W"} or before.lower == "that")
    return verb or token.tag in {"M", "VZ", "X", "H"}


_NOT_FINITE: Final = frozenset({"be", "being", "been", "having", "have"})


def label_of(text: str) -> tuple[str, str] | None:
    """(label, rest) of "Transparency: decisions should …", with a label that names a thing."""
    match = _LABEL.match(_NUMBERED_PRINCIPLE.sub("", _MARK.sub("", text.strip())))
    if match is None or not names_a_thing(match["label"]):
        return None
    return match["label"], match["rest"]


def names_a_thing(label: str) -> bool:
    """Whether a label or heading is a short phrase without a verb."""
    words = label.split()
    if not words or len(words) > LONGEST_LABEL or label.rstrip().endswith("?"):
        return False
    tokens = tag(label)
    named = any(token.tag == "N" for token in tokens) or spoken_alone(label) is not None
    return named and not _finite(tokens)


def spoken_label(label: str) -> str:
    """A label among principles as a wish."""
    return spoken_alone(label) or f"We support {_lower(_body(label))}."


def spoken_evidence(evidence: str) -> tuple[str, ...]:
    """What a piece of evidence that is no sentence says, as sentences.

    A lead-in with its items on lines below, a heading with the sentence that it heads, a fragment
    that wants something by itself.
    """
    text = evidence.strip()
    found: list[str] = []
    lines = [line.strip() for line in re.split(r"\n+", text) if line.strip()]
    if len(lines) > 1:
        opening = lines[0]
        if introduces_wishes(opening) or (heads_wishes(opening) and names_a_thing(opening)):
            items = (spoken_item(opening, line) for line in lines[1:])
            found += [item.spoken for item in items if item is not None]
            labels = [one for line in lines[1:] if (one := label_of(line)) and affirms(one[1])]
            found += [spoken_label(label) for label, _ in labels]
        elif names_a_thing(_body(opening)) and affirms(lines[1]):
            found.append(spoken_label(opening))
        return tuple(found)
    labelled = label_of(text)
    if labelled is not None and affirms(labelled[1]):
        found.append(spoken_label(labelled[0]))
    alone = spoken_alone(text)
    if alone is not None:
        found.append(alone)
    return tuple(found)
