"""Invariants of sentences that need the rest of the paper: evidence, degrees, names, frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conspectus.engine.corpus import Capacity, Stance
from conspectus.engine.degree import degree_word, is_opposed
from conspectus.engine.degree_reading import first_degree_word
from conspectus.engine.evidence import Evidence, Position, Sentence
from conspectus.engine.ids import sentence_id
from conspectus.engine.invariants_index import PaperIndex, Placed
from conspectus.engine.printed_names import brackets
from conspectus.engine.quoting import take_apart

FRAMES_IN_A_THEME = 2
GENERAL_SUPPORT = "general support"


def problems_of_sentence_ids(index: PaperIndex) -> Iterator[str]:
    """Ids that are not the hash of views, holders and text."""

    def key(sentence: Sentence) -> tuple[frozenset[str], frozenset[str], str]:
        return frozenset(sentence.views), frozenset(sentence.holders), sentence.text

    times = Counter(key(placed.sentence) for placed in index.placed)
    for placed in index.placed:
        sentence = placed.sentence
        ids = {
            sentence_id(sentence.views, sentence.holders, sentence.text, k)
            for k in range(1, times[key(sentence)] + 1)
        }
        if sentence.id not in ids:
            yield f"Sentence {sentence.id} carries the id of other words, views or holders."


def problems_of_evidence(index: PaperIndex) -> Iterator[str]:
    """Evidence that is not there, not the holder's own, or not for the view it is given for."""
    for placed in index.placed:
        for position in placed.sentence.positions:
            for item in position.evidence:
                yield from _problems_of_span(index, placed.sentence, position, item)
            yield from _problems_of_support(index, placed, position)


def _problems_of_span(
    index: PaperIndex, sentence: Sentence, position: Position, item: Evidence
) -> Iterator[str]:
    source = index.sources[item.source]
    where = f"The evidence of sentence {sentence.id} in source {source.id}"
    if not source.public:
        yield f"{where} quotes a text that is not for publication."
    elif source.text[item.start : item.end] != item.quote:
        yield f"{where} is not what stands at {item.start} to {item.end} of its text."
    bound = {*source.holders, *(one.holder for one in index.passages_under(item))}
    if position.holder not in bound:
        yield f"{where} is given for {position.holder}, who did not sign it."


def _problems_of_support(index: PaperIndex, placed: Placed, position: Position) -> Iterator[str]:
    """A view needs a passage of that view, of that holder and of that stance under the evidence."""
    if position.view is None:
        return
    where = f"Sentence {placed.sentence.id}"
    supported = any(
        passage.view == position.view
        and passage.holder == position.holder
        and (passage.stance is position.stance or passage.capacity is Capacity.RELAYED)
        for item in position.evidence
        for passage in index.passages_under(item)
    )
    if not supported:
        yield (
            f"{where} gives {position.holder} the view {position.view} ({position.stance.value}), "
            "for which its evidence holds no passage."
        )
    if placed.section.theme not in {None, index.views[position.view].theme}:
        yield f"{where} states a view of another theme than its section."


def problems_of_degrees(index: PaperIndex) -> Iterator[str]:
    """Degrees that do not follow from the counts, and words counted that are nobody's own."""
    for placed in index.placed:
        sentence = placed.sentence
        if sentence.kind == "frame":
            continue
        uncounted = {index.uncounted(position) for position in sentence.positions}
        yield from _problems_of_a_group(index, sentence)
        if len(uncounted) > 1:
            yield f"Sentence {sentence.id} mixes own words with relayed ones or the chair's."
        elif None in uncounted:
            yield from _problems_of_counted(index, placed)
        else:
            yield from _problems_of_uncounted(sentence, relayed=Capacity.RELAYED in uncounted)


def _problems_of_a_group(index: PaperIndex, sentence: Sentence) -> Iterator[str]:
    """What a group said stands alone, and nothing around it tells how many said so."""
    if not any(index.holders[holder].is_nobody for holder in sentence.holders):
        return
    if len(sentence.holders) > 1:
        yield f"Sentence {sentence.id} joins what a group said to the words of others."
    outside = take_apart(sentence.text).outside
    for inside in brackets(outside):
        outside = outside.replace(inside, "")  # the meeting's title may be "Many voices"
    word = first_degree_word(outside) if sentence.language == "en" else None
    if word:
        yield f"Sentence {sentence.id} says “{word}” of what a group said, which nobody counts."


def _problems_of_uncounted(sentence: Sentence, *, relayed: bool) -> Iterator[str]:
    if sentence.degree is not None:
        who = "relayed words" if relayed else "the chair"
        yield f"Sentence {sentence.id} counts {who} in a degree."
    if relayed and sentence.kind != "view":
        yield f"Sentence {sentence.id} takes relayed words for what a holder addressed."
    if relayed and any(one.stance is not Stance.MENTIONS for one in sentence.positions):
        yield f"Sentence {sentence.id} gives relayed words as the view of who relayed them."


def _problems_of_counted(index: PaperIndex, placed: Placed) -> Iterator[str]:
    sentence, degree = placed.sentence, placed.sentence.degree
    where = f"Sentence {sentence.id}"
    if sentence.kind == "view" and sentence.positions[0].stance is Stance.MENTIONS:
        yield f"{where} states a view that its holders are said only to mention."
    themes = {index.views[view].theme for view in sentence.views}
    theme = placed.section.theme or (min(themes) if len(themes) == 1 else None)
    if degree is None or theme is None:
        yield f"{where} cites holders and has no degree, or no theme in which to count them."
        return
    addressed = index.themes[theme].addressed_by
    missing = sorted(set(sentence.holders) - set(addressed))
    if missing:
        yield f"{where} counts {missing[0]}, who is not said to address {theme}."
    elif degree.of != len(addressed):
        yield f"{where} counts of {degree.of} where {len(addressed)} addressed {theme}."
    elif degree.word != (word := _word(index, sentence, len(addressed))):
        yield f"{where} says “{degree.word}” where {degree.n} of {degree.of} give “{word}”."


def _word(index: PaperIndex, sentence: Sentence, of: int) -> str:
    groups = {index.holders[holder].group for holder in sentence.holders} - {None, ""}
    stance = sentence.positions[0].stance
    opposed = is_opposed(stance, sentence.views, index.opposed)
    if any(index.views[view].redacted for view in sentence.views):
        # Who opposed it may have been erased: it had general support if it says so.
        opposed |= sentence.degree is None or sentence.degree.word != GENERAL_SUPPORT
    return degree_word(
        len(sentence.holders), of, groups=len(groups), opposed=opposed, rule=index.rule
    )


def problems_of_names(index: PaperIndex) -> Iterator[str]:
    """Holders said to be named who are not printed, and holders printed who have no position."""
    for placed in index.placed:
        sentence = placed.sentence
        if not sentence.positions:
            continue
        text = take_apart(sentence.text).outside
        footnote = take_apart(sentence.footnote or "").outside
        for holder in sentence.named:
            if not index.names.stands_in(holder, f"{text}\n{footnote}"):
                yield f"Sentence {sentence.id} names {holder} without printing the name."
        if len(sentence.named) < len(sentence.holders):
            for holder in sentence.holders:
                if not index.names.stands_in(holder, footnote):
                    yield f"The footnote of sentence {sentence.id} leaves out {holder}."
        yield from _problems_of_strangers(index, sentence, text, footnote)


def _problems_of_strangers(
    index: PaperIndex, sentence: Sentence, text: str, footnote: str
) -> Iterator[str]:
    """A bracket with names of holders is a list of those who hold it, and of nobody else."""
    holders, named = set(sentence.holders), set(sentence.named)
    lists = [(items, named) for items in index.names.in_brackets(text)]
    lists.append((list(index.names.listed(footnote)), holders))
    for items, allowed in lists:
        if not any(item & holders for item in items):
            continue
        for item in items:
            if not item & allowed:
                yield f"Sentence {sentence.id} prints the name of {min(item)}, who is not in it."


def problems_of_frames(index: PaperIndex) -> Iterator[str]:
    """More than two frame sentences in a theme, degree words or holders in them."""
    for section in index.paper.sections:
        if section.theme is None:
            continue
        frames = [
            sentence
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
            if sentence.kind == "frame"
        ]
        if len(frames) > FRAMES_IN_A_THEME:
            yield f"Section {section.id} has {len(frames)} frame sentences; two are the most."
        for frame in frames:
            word = first_degree_word(frame.text) if frame.language == "en" else None
            if word:
                yield f"The frame sentence {frame.id} says “{word}”, which is a degree."
            # The theme itself may bear the name of a holder ("ICANN").
            rest = frame.text.replace(section.heading, "")
            rest = rest.replace(index.themes[section.theme].name, "")
            name = index.names.first_in(rest)
            if name:
                yield f"The frame sentence {frame.id} names a holder ({name})."
