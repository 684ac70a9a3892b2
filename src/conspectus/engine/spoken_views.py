"""What speakers said of the matter, in their own words: for the paper of a meeting alone.

Speech seldom has a sentence that stands alone, wants something and is well made: of what was said
across a table the other ways of quoting leave next to nothing. Where interventions are the greater
part of the sources, the sentences that take a side or lie nearest to what the meeting was about are
quoted, a few of each speaker, each as it was said. Nothing is said of how many hold them.

A sentence counts by its marks of a stance, its nearness to the words of all that was said (cosine
of stems weighted by rarity), and its length; one that says nearly what was chosen already, talk on
the way of the meeting, questions and what is told of others are passed over.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from conspectus.engine.corpus import Capacity, Corpus, Source, SourceKind
from conspectus.engine.document import BlockKind
from conspectus.engine.eligibility import has_finite_clause, is_damaged, is_garbled, word_count
from conspectus.engine.grammar.tagging import tag
from conspectus.engine.ids import passage_id
from conspectus.engine.language import FUNCTION_WORDS, stem
from conspectus.engine.passages import Claim, words_missing
from conspectus.engine.relayed_foreign import relays_in
from conspectus.engine.segment import SourceSentence, sentences
from conspectus.engine.singles import DROPPED, LONGEST_QUOTATION, QUOTE_MARKS
from conspectus.engine.spoken_talk import dangles, is_talk
from conspectus.engine.theming import GENERAL, Themed
from conspectus.engine.views import DraftView

_SHORTEST: Final = 7
_WORDS_A_QUOTATION: Final = 100
_LEAST_WORTH: Final = 1.5
_CLEAR_WORTH: Final = 3.5
_MOST_OF_ONE: Final = 0.4
_FEWEST: Final = 12
_MOST: Final = 60
_ALIKE: Final = 0.6
_LONG_ENOUGH: Final = 16
"""Words from which on who "wants to point out that …" has said it too."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’.]*[^\W_]")
_OPENING: Final = re.compile(
    r"^(?:(?:Yeah|Yes|No|Okay|OK|Well|Right|Sure|And|But|So|Also|Now|I mean|Like|Oh|Um|Uh|"
    r"Thank you|Thanks|Basically|Then)\b[,.;—–-]*\s+)+(?=\w)"
)
_TURNED: Final = re.compile(r"^(?:No|But)\b")
_STANCE: Final = re.compile(
    r"\b(?:I|we|I[’']m|I am|we[’']re|we are|I[’']d|we[’']d)\b[^,.;]{0,25}\b(?:prefer|support|"
    r"oppose|agree|disagree|object|like|propos\w+|suggest\w*|recommend\w*|convinced|concern\w*|"
    r"in favou?r|opposed|comfortable|uncomfortable|worr\w+|want|hope|believe|reluctant|hesitant|"
    r"skeptical|happy with|okay with|against|block\w*)\b|\b(?:my|our) (?:\w+ )?(?:preference|"
    r"concern|frustration|disappointment|regret|hope|request|position|opinion|view|goal|intent\w*|feedback|worry|suggestion|proposal)\b",
    re.IGNORECASE,
)
_THINKS: Final = re.compile(r"\b(?:I|[Ww]e) (?:do |don[’']t |also |still |really )*think\b")
_WEIGHS: Final = re.compile(
    r"\b(?:should(?:n[’']t)?|must|needs? to|ha(?:s|ve) to|ought|better|worse|important|problem\w*|"
    r"concern\w*|benefit\w*|useful|use cases?|motivat\w+|because|instead|rather than|goal|purpose|"
    r"allows?|requires?|would be|cost\w*|risk\w*|confus\w+|mistake|complex\w*|consisten\w+|"
    r"change[sd]?|rename[sd]?|prevent\w*|avoid\w*|semantics|guarantee\w*|proposal)\b",
    re.IGNORECASE,
)
_OF_ONESELF: Final = re.compile(
    r"\b(?:want(?:ed)?|like|going|hope|try(?:ing)?|love|wanna|let me|happy|glad)\b"
    r"(?: (?:to|just|also|briefly|quickly|really|maybe|first|be able to))* (?:say|point|"
    r"highlight|go (?:through|over|ahead|into|back)|ask (?!for\b)|reply|bring|clarify|recogni\w+|"
    r"present|answer|reiterate|double|move|share|mention|note|remind|address|talk|speak|know|"
    r"understand|verify|check|look|discuss|start|show|explain|add to|respond|read|offer|cover)\b|"
    r"\b(?:I|we) (?:do not|don[’']t) (?:know|understand|have a)\b|\bI (?:am|was|[’']m) (?:just )?"
    r"(?:not sure|curious|asking|saying|talking)\b|\bwhat (?:I|you) (?:mean|said|say)\b",
    re.IGNORECASE,
)
"""What somebody is about to say or wants to hear: not yet what he or she holds."""
_SUMS_UP: Final = re.compile(
    r"\b(?:to (?:summari[sz]e|recap|conclude)|in (?:summary|conclusion)|consensus|agreed|decided|"
    r"approved|we (?:propose|are proposing|have decided|will)|the (?:proposal|change|idea|goal|"
    r"problem|motivation|question|current|new) (?:is|are|was|here|would|does|adds?|allows?)|"
    r"(?:is|are) (?:now )?(?:dropped|removed|added|renamed|replaced|called))\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"^(?!I\b|[Ww]e\b)(?:[\w’']+ ){1,3}(?:said|asked|told|mentioned|raised|asks|says)\b"
)
_LOOSE: Final = re.compile(
    r"^(?:it|that|this|they|he|she|which|those|these|there)\b", re.IGNORECASE
)
_SHORT_VERB: Final = re.compile(r"\w(?:[’'](?:s|re|m|ve|ll|d)|n[’']t)\b")
_DASHES: Final = re.compile(r"\s*(?:--|–|—)\s*")
_PARTS: Final = re.compile(r"(?:,|;| --| –|—)\s+(?=(?:and|but|so|because|like|which)\b)|;\s")
_FILLERS: Final = re.compile(
    r"\b(?:you know|kind of|sort of|I guess|I mean|like,|um|uh)\b|[—–-] ?(?:like|I)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: Claim
    worth: float
    stems: Mapping[str, float]


def spoken_views(themed: Themed, corpus: Corpus, printed: Sequence[DraftView]) -> list[DraftView]:
    """Quotations of speakers, in order of their places; none where most sources are written.

    ``printed``: what the paper says already, whose evidence is not quoted again.
    """
    spoken = [s for s in corpus.sources if s.kind is SourceKind.INTERVENTION]
    if 2 * len(spoken) <= len(corpus.sources):
        return []
    used = {c.text for view in printed for claims in view.claims.values() for c in claims}
    claims = [c for c in _sentences(spoken, corpus, themed) if c.text not in used]
    rarity = _rarity([claim.text for claim in claims])
    centre = _centre([_weighted(claim.text, rarity) for claim in claims])
    fit = [
        _Candidate(cut, _worth(cut.text, stems, centre), stems)
        for cut in map(_cut, claims)
        if _fits(cut)
        for stems in (_weighted(cut.text, rarity),)
    ]
    words = sum(word_count(source.text) for source in spoken)
    chosen = _chosen(fit, min(_MOST, max(_FEWEST, words // _WORDS_A_QUOTATION)))
    return [
        DraftView(
            clause=one.claim.text, theme=one.claim.theme, claims={one.claim.holder: (one.claim,)}
        )
        for one in sorted(chosen, key=lambda c: (c.claim.source, c.claim.start))
    ]


def _sentences(spoken: Sequence[Source], corpus: Corpus, themed: Themed) -> Iterator[Claim]:
    """Every sentence that somebody said of the speaker's own, under the theme of what stands by."""
    chairs = {holder.id for holder in corpus.holders if holder.is_chair}
    themes = {claim.source: claim.theme for claim in themed.claims}
    known = {(claim.source, claim.start, claim.end): claim for claim in themed.claims}
    usual = Counter(claim.theme for claim in themed.claims).most_common(1)
    theme = usual[0][0] if usual else GENERAL
    for source in spoken:
        own = source.holders and source.holders[0] not in chairs
        if not own or source.capacity in {Capacity.CHAIR, Capacity.RELAYED}:
            continue
        theme = themes.get(source.id, theme)
        for sentence in sentences(source):
            language = source.language or "en"
            if sentence.kind is not BlockKind.HEADING and not relays_in(sentence.text, language):
                place = (source.id, sentence.start, sentence.end)
                yield known.get(place) or _claim(source, sentence, theme, language)


def _claim(source: Source, sentence: SourceSentence, theme: str | None, language: str) -> Claim:
    return Claim(
        id=passage_id(source.id, sentence.text),
        source=source.id,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        plain=sentence.text,
        holder=source.holders[0],
        capacity=source.capacity,
        language=language,
        headings=sentence.headings,
        lead=sentence.lead,
        before=sentence.before,
        item=False,
        block=sentence.block,
        propositions=(),
        printable=False,
        theme=theme,
        source_kind=source.kind,
        source_channel=source.channel,
    )


def _cut(claim: Claim) -> Claim:
    """The sentence without "Yeah," and "So" at its head; "No" and "But" turn what follows."""
    opening = _OPENING.match(claim.text)
    begin = opening.end() if opening and not _TURNED.match(opening[0]) else 0
    text = _shortened(claim.text[begin:])
    if text == claim.text:
        return claim
    return replace(
        claim,
        id=passage_id(claim.source, text),
        start=claim.start + begin,
        end=claim.start + begin + len(text),
        text=text,
        plain=text,
    )


def _shortened(text: str) -> str:
    """A sentence without end up to where it could have ended, if nothing later turns its sense."""
    if word_count(text) <= LONGEST_QUOTATION:
        return text
    for found in reversed(list(_PARTS.finditer(text))):
        part = text[: found.start()].rstrip(" ,;-–—")
        if word_count(part) <= LONGEST_QUOTATION:
            return text if DROPPED.search(text[found.start() :]) else part
    return text


def _fits(claim: Claim) -> bool:
    """Whether a sentence may be quoted at all as what its speaker holds."""
    text = claim.text
    if not claim.counted or claim.language != "en" or not text[:1].isalpha():
        return False
    if not _SHORTEST <= word_count(text) <= LONGEST_QUOTATION or text.rstrip()[-1:] in "?:…,-":
        return False
    if "\n" in text or "?" in text or QUOTE_MARKS.search(text) or words_missing(text):
        return False
    if is_damaged(_DASHES.sub(", ", text)):
        return False
    if _TOLD.search(text) or is_talk(text):
        return False
    if word_count(text) < _LONG_ENOUGH and dangles(text):
        return False
    tokens = tag(text)
    finite = has_finite_clause(tokens) or _SHORT_VERB.search(text) is not None
    return finite and not is_garbled(text, tokens)


def _worth(text: str, stems: Mapping[str, float], centre: Mapping[str, float]) -> float:
    about = _OF_ONESELF.search(text) is not None
    sides = 3.0 if (not about or word_count(text) >= _LONG_ENOUGH) and _STANCE.search(text) else 0.0
    sides += 1.0 if _THINKS.search(text) else 0.0
    sides += 2.0 if _SUMS_UP.search(text) else 0.0
    sides -= (2.0 if word_count(text) < _LONG_ENOUGH else 0.5) if about else 0.0
    weighs = min(3, len(_WEIGHS.findall(text)))
    loose = 1.0 if _LOOSE.match(text) or dangles(text) else 0.0
    fillers = 0.7 * len(_FILLERS.findall(text))
    length = abs(word_count(text) - 24) / 15
    return sides + weighs + 8 * _cosine(stems, centre) - loose - fillers - length


def _chosen(candidates: Sequence[_Candidate], most: int) -> Iterator[_Candidate]:
    """The worthiest first, a few of each speaker, none that nearly repeats another."""
    taken: list[_Candidate] = []
    of_one: Counter[str] = Counter()
    ranked = sorted(candidates, key=lambda c: (-round(c.worth, 6), c.claim.source, c.claim.start))
    for one in [*_best_of_each(ranked), *ranked]:
        if one in taken:
            continue
        if len(taken) >= most or one.worth < _LEAST_WORTH:
            return
        if of_one[one.claim.holder] >= max(_FEWEST / 2, most * _MOST_OF_ONE):
            continue
        if any(_cosine(one.stems, other.stems) > _ALIKE for other in taken):
            continue
        of_one[one.claim.holder] += 1
        taken.append(one)
        yield one


def _best_of_each(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """What each speaker's clearest words are, where they are clear: nobody is crowded out."""
    best: dict[str, _Candidate] = {}
    for one in ranked:
        if one.worth >= _CLEAR_WORTH:
            best.setdefault(one.claim.holder, one)
    return list(best.values())


def _stems(text: str) -> list[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return [stem(word, "en") for word in words if word not in FUNCTION_WORDS["en"]]


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """How rare each stem is among the sentences (log of the share that lack it)."""
    counts = Counter(one for text in texts for one in set(_stems(text)))
    return {one: math.log((1 + len(texts)) / count) for one, count in counts.items() if count > 1}


def _weighted(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """Stems of a text that recur in the meeting, weighted to length 1."""
    weights = {one: n * rarity[one] for one, n in Counter(_stems(text)).items() if one in rarity}
    norm = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {one: weight / norm for one, weight in weights.items()}


def _centre(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for one, weight in vector.items():
            total[one] = total.get(one, 0.0) + weight
    norm = math.sqrt(math.fsum(w * w for w in total.values())) or 1.0
    return {one: weight / norm for one, weight in total.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return math.fsum(weight * large[s] for s, weight in small.items() if s in large)
