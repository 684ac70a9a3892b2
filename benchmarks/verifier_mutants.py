"""Mutants of true sentences, by class: each says something that its evidence does not carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from benchmarks.verifier_sentences import Case, degree_of, holders, position, with_text
from conspectus.engine.corpus import Holder
from conspectus.engine.evidence import Sentence
from conspectus.engine.grammar.phrases import noun_phrase_at
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.verification.profile import sentences

Mutants = Iterator[Callable[[], Case]]
"""Mutants as calls: building one may already be refused (``InvariantError``)."""


def _text(case: Case, text: str) -> Callable[[], Case]:
    return lambda: with_text(case, text)


def _printed(holder: Holder) -> str:
    return holder.label or holder.name


def _bracketed(case: Case) -> list[str]:
    """The names of the sentence's holders as they are printed in it."""
    text = case.sentence.text
    forms = [(_printed(holders()[name]), name) for name in case.sentence.holders]
    return [form if form in text else name for form, name in forms if form in text or name in text]


def _stranger(case: Case, shift: int) -> Holder:
    """A holder that has no part in the sentence."""
    names = [n for n in holders() if n not in case.sentence.holders and n not in case.sentence.text]
    return holders()[names[(len(case.sentence.text) + shift) % len(names)]]


def holder_swapped(case: Case, others: list[Case]) -> Mutants:
    """Another name in the text; and another holder with what it said elsewhere."""
    for shift, name in enumerate(_bracketed(case)):
        stranger = _stranger(case, shift)
        yield _text(case, case.sentence.text.replace(name, _printed(stranger), 1))
        elsewhere = _elsewhere(stranger.id, others)
        if elsewhere is not None:
            yield lambda n=name, s=stranger, q=elsewhere: _replaced(case, n, s, q)  # type: ignore[misc]


def _elsewhere(name: str, others: list[Case]) -> str | None:
    """What a holder says in the first other sentence where it speaks."""
    quotes = (
        item.quote
        for other in others
        for one in other.sentence.positions
        if one.holder == name
        for item in one.evidence
    )
    return next(quotes, None)


def _owner(case: Case, printed: str) -> str:
    return next(n for n in case.sentence.holders if printed in {n, _printed(holders()[n])})


def _replaced(case: Case, printed: str, stranger: Holder, quote: str) -> Case:
    old = _owner(case, printed)
    sentence = case.sentence
    positions = tuple(
        position(stranger.id, quote, view=one.view, stance=one.stance) if one.holder == old else one
        for one in sentence.positions
    )
    named = tuple(stranger.id if name == old else name for name in sentence.named)
    text = sentence.text.replace(printed, _printed(stranger), 1)
    footnote = sentence.footnote and sentence.footnote.replace(old, stranger.id)
    addressed = tuple(dict.fromkeys(stranger.id if n == old else n for n in case.addressed_by))
    changed = replace(sentence, text=text, footnote=footnote, positions=positions, named=named)
    filler = [n for n in holders() if n not in addressed][: len(case.addressed_by) - len(addressed)]
    return replace(case, sentence=changed, addressed_by=(*addressed, *filler))


def holder_dropped(case: Case, _: list[Case]) -> Mutants:
    """A name left out of the text whose evidence stays."""
    names = _bracketed(case)
    text = case.sentence.text
    if case.sentence.footnote is not None:
        for name in case.sentence.holders:
            note = case.sentence.footnote.replace(f"{name}, ", "").replace(f", {name}", "")
            cut = re.sub(rf"(?:the )?{re.escape(name)}, |, (?:the )?{re.escape(name)}", "", text)
            yield lambda n=note, c=cut: replace(  # type: ignore[misc]
                case, sentence=replace(case.sentence, text=c, footnote=n)
            )
        return
    for name in names:
        if len(names) > 1:
            listed = re.escape(name)
            pattern = rf"{listed}, (?:and )?|, {listed}|{listed} and | and {listed}"
            yield _text(case, re.sub(pattern, "", text, count=1))
            yield lambda n=name: _uncounted(case, n)  # type: ignore[misc]
        elif text.startswith(("One", "A ")):
            yield _text(case, text.replace(f" ({name})", "", 1))
        else:
            capital = name[:1].upper() + name[1:]
            yield _text(case, text.replace(capital, "One contribution", 1))


def _uncounted(case: Case, printed: str) -> Case:
    """The holder left out of names and degree as well, while its position stays."""
    gone = _owner(case, printed)
    text = re.sub(
        rf"{re.escape(printed)}, |, {re.escape(printed)}", "", case.sentence.text, count=1
    )
    left = tuple(name for name in case.sentence.holders if name != gone)
    degree = degree_of(
        left, len(case.addressed_by), case.sentence.positions[0].stance, opposed=case.opposed
    )
    return replace(case, sentence=replace(case.sentence, text=text, named=left, degree=degree))


def holder_added(case: Case, others: list[Case]) -> Mutants:
    """A name more, without evidence; and with evidence of something else."""
    text = case.sentence.text
    names = _bracketed(case)
    if not names or case.sentence.footnote is not None:
        return
    for shift in (1, 7):
        stranger = _stranger(case, shift)
        last = names[-1]
        if f"{last})" in text:
            yield _text(case, text.replace(f"{last})", f"{last}, {_printed(stranger)})", 1))
        else:
            first = names[0] if names[0] in text else names[0].capitalize()
            capital = first[:1].upper() + first[1:]
            joined = f"{capital} and {_printed(stranger)}"
            yield _text(case, text.replace(capital, joined, 1))
        quote = _elsewhere(stranger.id, others)
        if quote is not None and len(case.sentence.holders) < len(case.addressed_by):
            yield lambda s=stranger, q=quote: _joined(case, s, q)  # type: ignore[misc]


def _joined(case: Case, stranger: Holder, quote: str) -> Case:
    sentence = case.sentence
    last = _bracketed(case)[-1]
    text = sentence.text
    if f"{last})" in text:
        text = text.replace(f"{last})", f"{last}, {_printed(stranger)})", 1)
        text = text.replace("One contribution (", "Two contributions (", 1)
    else:
        capital = last[:1].upper() + last[1:]
        text = text.replace(capital, f"{capital} and {_printed(stranger)}", 1)
    first = sentence.positions[0]
    positions = (
        *sentence.positions,
        position(stranger.id, quote, view=first.view, stance=first.stance),
    )
    named = (*sentence.named, stranger.id)
    held = (*sentence.holders, stranger.id)
    degree = degree_of(held, len(case.addressed_by), first.stance, opposed=case.opposed)
    rest = [n for n in case.addressed_by if n not in held]
    addressed = (*held, *rest)[: len(case.addressed_by)]
    changed = replace(sentence, text=text, positions=positions, named=named, degree=degree)
    return replace(case, sentence=changed, addressed_by=addressed)


_FLIPS = (
    (r"\b(should|must|may|could|cannot|can) (?!not)(?=\w)", r"\1 not "),
    (r"\b(should|must|may|can) (?:not|never) ", r"\1 "),
    (r"\bcannot ", "can "),
    (r"\b(is|are|was) (?!not\b)(?=\w)", r"\1 not "),
    (r"\b(is|are|was) not ", r"\1 "),
    (r"\bsupported\b", "opposed"),
    (r"\bopposed\b", "supported"),
    (r"\bdid not support\b", "supported"),
    (r"\brejected\b", "supported"),
    (r"\bcautioned against\b", "supported"),
    (r"\bcalled for\b", "opposed"),
    (r"\b(recommended|proposed) that ([^.]*?) be ", r"\1 that \2 not be "),
    (r"\burged (.*?) to ", r"urged \1 not to "),
    (r"\bcalled on (.*?) to ", r"called on \1 not to "),
    (r"\bwithout\b", "with"),
    (r"\bwelcomed the idea of\b", "opposed"),
    (r"\bendorsed\b", "rejected"),
    (r"\bneeds to be\b", "does not need to be"),
)


def negation_flipped(case: Case, _: list[Case]) -> Mutants:
    """A denial put in or taken out; support turned into opposition."""
    start, body = _split(case.sentence)
    for pattern, by in _FLIPS:
        verb = by in {"supported", "opposed", "rejected"}
        changed = re.sub(pattern, by, case.sentence.text if verb else body, count=1)
        text = changed if verb else start + changed
        if text != case.sentence.text and case.sentence.kind == "view":
            yield _text(case, text)


def _split(sentence: Sentence) -> tuple[str, str]:
    """(names and degree, the rest) of the text."""
    text = sentence.text
    ends = [text.find(name) + len(name) for name in holders() if name in text.split(" that ")[0]]
    cut = max(ends, default=0)
    return text[:cut], text[cut:]


_NUMBER_WORDS = {
    "two": "four",
    "three": "five",
    "five": "nine",
    "half": "a third",
    "twice": "four times",
}


def number_changed(case: Case, _: list[Case]) -> Mutants:
    """A figure or number word changed in what is reported."""
    start, body = _split(case.sentence)
    for found in re.finditer(r"\d[\d,]*", body):
        for step in (1, 10):
            value = int(found.group().replace(",", "")) + step
            yield _text(case, f"{start}{body[: found.start()]}{value}{body[found.end() :]}")
    for word, other in _NUMBER_WORDS.items():
        changed = re.sub(rf"\b{word}\b", other, body, count=1)
        if changed != body:
            yield _text(case, start + changed)


_RAISES = (
    (r"\bshould\b", "must"),
    (r"\bshould\b", "needs to"),
    (r"\bmay\b", "should"),
    (r"\bmay\b", "must"),
    (r"\bcould\b", "should"),
    (r"\bcould\b", "must"),
    (r"\bneeds? to\b", "must"),
    (r"\bconsider publishing\b", "publish"),
    (r"\bmay\b", "shall"),
    (r"\bcould\b", "needs to"),
    (r"\bsuggested that (.*?) could be\b", r"stated that \1 will be"),
)


def modality_raised(case: Case, _: list[Case]) -> Mutants:
    """A modal above that of at least one of the holders."""
    start, body = _split(case.sentence)
    quotes = [item.quote for one in case.sentence.positions for item in one.evidence]
    strongest = all(re.search(r"\bmust\b|\bshall\b", quote) for quote in quotes)
    if strongest or case.sentence.kind != "view" or "“" in body:
        return
    for pattern, by in _RAISES:
        if by == "needs to" and all(re.search(r"\bmust|need", quote) for quote in quotes):
            continue
        changed = re.sub(pattern, by, body, count=1)
        if changed != body:
            yield _text(case, start + changed)


_DEGREES = {
    "Several contributors": (
        "Many contributors",
        "Most of the contributors that addressed this theme",
        "Two contributors",
        "Four contributors of the fifty",
    ),
    "One contribution": ("Several contributors", "Two contributions", "Many contributors"),
    "Two contributions": (
        "Several contributors",
        "Three contributions",
        "Many contributors",
        "Most of the contributors that addressed this theme",
    ),
    "two contributions": ("several contributors", "three contributions"),
    "Both contributions": ("Several contributors", "Many contributors"),
    "Three of the five": ("Four of the five", "Three of the four", "All five of the"),
    "Four of the seven": ("Five of the seven", "Four of the six"),
    "There was general support": (
        "Several contributors gave their support",
        "Most contributors spoke",
    ),
    "Most of the contributors": ("Many of the contributors", "Several of the contributors"),
    "Many contributors": (
        "Several contributors",
        "Most of the contributors that addressed this theme",
    ),
    "One speaker": ("Two speakers", "Several speakers"),
    "One remote participant": ("Several remote participants",),
    "A government contribution": ("Several contributors", "Two contributions"),
}


def degree_changed(case: Case, _: list[Case]) -> Mutants:
    """A degree word that the counts do not give, in the text or in the record."""
    text = case.sentence.text
    for word, others in _DEGREES.items():
        if text.startswith(word) or f", {word}" in text:
            for other in others:
                yield _text(case, text.replace(word, other, 1))
    degree = case.sentence.degree
    if degree is None:
        return
    for word in ("several", "most", "many"):
        if word != degree.word:
            yield lambda w=word: replace(  # type: ignore[misc]
                case, sentence=replace(case.sentence, degree=replace(degree, word=w))
            )


_THAT = re.compile(
    r"\b(?:stated|held|said|recommended|proposed|suggested|argued|expressed concern) that\b"
)
_NOUN = re.compile(
    r"\b(?:called for|supported|opposed|rejected|endorsed|proposed|suggested|welcomed the idea of|"
    r"cautioned against|recommended)\b(?! that)"
)
_BAD_THAT = (
    "claimed that",
    "alleged that",
    "insisted that",
    "complained that",
    "admitted that",
    "agreed that",
    "decided that",
    "rightly stated that",
)
_BAD_NOUN = ("demanded", "attacked", "praised", "adopted", "raised", "discussed", "refused")
_BAD_FACT = ("pointed out that", "noted that", "recalled that")


def verb_class(case: Case, _: list[Case]) -> Mutants:
    """A verb that is never used, presupposes, belongs to bodies, or exceeds the source's word."""
    text = case.sentence.text
    if case.sentence.kind != "view" or "“" in text:
        return
    if _THAT.search(text):
        norm = re.search(r"\b(?:should|must|needs? to|be (?:reported|provided|held))\b", text)
        for verb in (*_BAD_THAT, *(_BAD_FACT if norm else ())):
            yield _text(case, _THAT.sub(verb, text, count=1))
        if not re.search(r"\b(?:because|since|as|for)\b", text):
            yield _text(case, _THAT.sub("argued that", text, count=1))
    elif _NOUN.search(text):
        for verb in _BAD_NOUN:
            yield _text(case, _NOUN.sub(verb, text, count=1))
    quotes = " ".join(i.quote for one in case.sentence.positions for i in one.evidence).casefold()
    for verb, cue in (("endorsed", "endors"), ("rejected", "reject"), ("urged", "urg")):
        if _NOUN.search(text) and cue not in quotes and verb not in text:
            yield _text(case, _NOUN.sub(verb, text, count=1))


_WORDS = (
    ("the", "every"),
    ("is", "was"),
    ("should", "must"),
    ("and", "or"),
    ("a", "any"),
    ("of", "for"),
)


def quotation_altered(case: Case, _: list[Case]) -> Mutants:
    """A quotation with a word changed, left out or put in."""
    quoted = re.search(r"“([^”]*)”", case.sentence.text)
    if case.sentence.kind != "view" or len(case.sentence.holders) > 1:
        return
    if quoted:
        start, quote, end = (
            case.sentence.text[: quoted.start()],
            quoted[1],
            case.sentence.text[quoted.end() :],
        )
    else:
        item = case.sentence.positions[0].evidence[0].quote
        quote = " ".join(sentences(item)[0].rstrip(".").split()[:14])
        start, end = f"{_printed(holders()[case.sentence.holders[0]])} stated that ", "."
        start = start[:1].upper() + start[1:]
    words = quote.split()
    middle = len(words) // 2
    options = [
        words[:middle] + words[middle + 1 :],
        [*words[:middle], "also", *words[middle:]],
        [*words[:middle], "[…]", *words[middle + 2 :]],
        [*words[:-1], words[-1] + "s"],
    ]
    for word, other in _WORDS:
        if word in words:
            options.append([other if one == word else one for one in words])
    for changed in options:
        yield _text(case, f"{start}“{' '.join(changed)}”{end}")


_INVENTED = (
    ", and that a levy on platforms should pay for it",
    " through a binding treaty",
    ", including in the territories under dispute",
    " and the appointment of an ombudsman",
    ", under the authority of the Security Council",
    ", and that sanctions should be applied",
    " with the support of the World Bank",
    ", as the courts have confirmed",
)


def invented_clause(case: Case, _: list[Case]) -> Mutants:
    """Something more that no holder said."""
    text = case.sentence.text.rstrip(".")
    if case.sentence.kind != "view":
        return
    shift = len(text) % 3
    for clause in _INVENTED[shift : shift + 5]:
        yield _text(case, f"{text}{clause}.")


def object_swapped(case: Case, _: list[Case]) -> Mutants:
    """The object of the main verb replaced, by hand and by another noun phrase of the evidence."""
    start, body = _split(case.sentence)
    for old, options in case.objects.items():
        for new in (*options, *_phrases(case, body)[:1]):
            lower = re.sub(re.escape(old), new, body, count=1, flags=re.IGNORECASE)
            if lower != body:
                yield _text(case, start + lower)


def _phrases(case: Case, body: str) -> list[str]:
    """Noun phrases of the evidence whose head the sentence does not have."""
    found: list[str] = []
    for item in case.sentence.positions[0].evidence:
        tokens = tag(item.quote)
        for i, token in enumerate(tokens):
            if token.tag != "D" or token.lower not in {"the", "a", "an", "its", "all"}:
                continue
            phrase = noun_phrase_at(tokens, i, len(tokens))
            if phrase and tokens[phrase.head].lower not in body.casefold():
                found.append(item.quote[token.start : tokens[phrase.end - 1].end])
    return found


_CONDITIONS = (
    ", unless a court decides otherwise",
    ", subject to the approval of parliament",
    ", if the budget allows it",
    ", as appropriate",
    ", except in emergencies",
    ", provided that costs remain low",
    " only in exceptional cases",
    " where possible",
)


def qualifier_dropped(case: Case, _: list[Case]) -> Mutants:
    """A qualifier of the sentence left out; a condition of the evidence that it does not tell."""
    text = case.sentence.text
    for qualifier in case.qualifiers:
        yield _text(case, text.replace(qualifier, "", 1))
    if "“" in text or case.sentence.kind != "view":
        return
    if not _plain(case):
        return
    for shift in range(2):
        condition = _CONDITIONS[(len(text) + shift * 3) % len(_CONDITIONS)]
        if condition.split()[-1] not in text:
            yield lambda c=condition: _conditioned(case, c)  # type: ignore[misc]


def _plain(case: Case) -> bool:
    """Whether a condition at the end of the carrying sentence can only bear on the claim."""
    best = _carrying(case)
    return not re.search(r"[,;:?]|\b(?:unless|except|if|only|where|when|provided|save)\b", best)


def _carrying(case: Case) -> str:
    words = set(re.findall(r"\w{4,}", case.sentence.text.casefold()))
    quote = case.sentence.positions[0].evidence[0].quote
    return max(
        sentences(quote), key=lambda s: len(words & set(re.findall(r"\w{4,}", s.casefold())))
    )


def _conditioned(case: Case, condition: str) -> Case:
    """The first holder's evidence with a condition on the sentence that carries the claim."""
    first, *rest = case.sentence.positions
    quote = first.evidence[0].quote
    clause = _carrying(case).rstrip(".")
    changed = quote.replace(clause, f"{clause}{condition}", 1)
    new = position(first.holder, changed, view=first.view, stance=first.stance)
    return replace(case, sentence=replace(case.sentence, positions=(new, *rest)))


CLASSES: Mapping[str, Callable[[Case, list[Case]], Mutants]] = {
    "holder_swapped": holder_swapped,
    "holder_dropped": holder_dropped,
    "holder_added": holder_added,
    "negation_flipped": negation_flipped,
    "number_changed": number_changed,
    "modality_raised": modality_raised,
    "degree_word": degree_changed,
    "verb_class": verb_class,
    "quotation_altered": quotation_altered,
    "invented_clause": invented_clause,
    "object_swapped": object_swapped,
    "qualifier_dropped": qualifier_dropped,
}
