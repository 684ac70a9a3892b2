"""An English sentence token by token: clause, polarity and modality of each word.

Scope is shallow: a denial or modal reaches to the end of its clause, and a clause ends at a strong
mark, at a conjunction that opens a new finite clause, or where a relative clause closes. Claim and
evidence are read alike, so that what is misread in both still compares.
"""

from __future__ import annotations

from dataclasses import dataclass

from conspectus.engine.grammar.tagging import Token, tag
from conspectus.engine.lexicon.marks import Phrase, marks
from conspectus.engine.verification.retagging import FINITE, VERBS, retagged
from conspectus.engine.words import Word, root_of, words_of

_STRONG = frozenset({";", ":", "—", "–", ".", "!", "?"})
_OPENERS = frozenset(
    "but while whereas although though however because since if unless provided so lest where "
    "when whenever wherever".split()
)
_LOCAL_REACH = 6
_LOCAL_FIRST = frozenset(phrase[0] for phrase in marks("en").local)


@dataclass(frozen=True, slots=True)
class Read:
    """A token with what holds for it.

    ``word``: its last word (head of a compound), ``None`` for punctuation. ``words``: all of them.
    ``clause``: number of its clause. ``denied``: in the scope of "not". ``apart``: in the scope of
    "without", "rather than". ``reserved``: the writer speaks against it. ``rank``: modality.
    """

    token: Token
    word: Word | None
    words: tuple[Word, ...]
    clause: int
    denied: bool
    apart: bool
    reserved: bool
    rank: int

    @property
    def key(self) -> str:
        """The key of its head word, empty for punctuation."""
        return self.word.key if self.word is not None else ""


def read(
    text: str, *, rank: int = 0, reserved: bool = False, nominal: bool = False
) -> tuple[Read, ...]:
    """The tokens of one English sentence.

    ``rank`` and ``reserved``: what a reporting verb before the text ("called for", "opposed")
    gives to it. ``nominal``: the text is a noun phrase, so that "price controls in" has no verb.
    """
    tokens = retagged(tag(text), nominal=nominal)
    words = _words_by_token(text, tokens)
    clauses = _clauses(tokens)
    folds = tuple(token.lower for token in tokens)
    denied = _denied(tokens, folds, clauses)
    apart = _apart(tokens, folds)
    against = _reserved(tokens, words, clauses)
    ranks = _ranks(tokens, words, clauses, rank)
    return tuple(
        Read(
            token=token,
            word=words[i][-1] if words[i] else None,
            words=words[i],
            clause=clauses[i],
            denied=denied[i],
            apart=apart[i],
            reserved=against[i] != reserved,
            rank=ranks[i],
        )
        for i, token in enumerate(tokens)
    )


def _words_by_token(text: str, tokens: tuple[Token, ...]) -> list[tuple[Word, ...]]:
    """The words of each token; a word written apart belongs to its verb, or to its last token."""
    found: list[list[Word]] = [[] for _ in tokens]
    i = 0
    for word in words_of(text):
        while i < len(tokens) - 1 and tokens[i].end <= word.start:
            i += 1
        first = i
        while i < len(tokens) - 1 and tokens[i].end < word.end:
            i += 1
        if tokens:
            # "take part" is a verb; other words written apart are named by their last part.
            found[first if tokens[first].tag in VERBS and i > first else i].append(word)
    return [() if _idle(tokens, i) else tuple(words) for i, words in enumerate(found)]


def _idle(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the noun at ``i`` only links: "with respect to", "in regard to"."""
    if tokens[i].lower not in {"respect", "regard"} or not 0 < i < len(tokens) - 1:
        return False
    return tokens[i - 1].lower in {"with", "in"} and tokens[i + 1].lower in {"to", "of"}


def _clauses(tokens: tuple[Token, ...]) -> list[int]:
    """The number of the clause of each token."""
    numbers: list[int] = []
    stack, newest, finite = [0], 0, False
    for i, token in enumerate(tokens):
        if _closes(tokens, i, stack, finite=finite):
            stack.pop()
            finite = True
        elif _opens_relative(tokens, i):
            newest += 1
            stack.append(newest)
            finite = False
        elif _opens_clause(tokens, i, finite=finite):
            newest += 1
            stack = [newest]
            finite = False
        if _finite(token) and not (i and tokens[i - 1].tag in {"M", "H"}):
            finite = True
        numbers.append(stack[-1])
    return numbers


def _finite(token: Token) -> bool:
    return token.tag in FINITE and token.lower not in {"be", "been", "being"}


def _closes(tokens: tuple[Token, ...], i: int, stack: list[int], *, finite: bool) -> bool:
    """Whether a relative clause ends before token ``i``: at a comma, or at a second finite verb."""
    if len(stack) == 1:
        return False
    previous = tokens[i - 1]
    if not finite:
        return previous.lower == "," and _finite(tokens[i]) and _plural_verb_before(tokens, i)
    second = _finite(tokens[i]) and previous.tag not in {"M", "H", "X", "C", "W", "T", "R"}
    return second or tokens[i].lower == ","


def _plural_verb_before(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the relative clause before ``i`` has a verb: "in which A, B and C meet, must"."""
    for token in reversed(tokens[:i]):
        if token.tag == "W":
            return False
        if token.tag == "V":
            return True
    return False


def _opens_relative(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token ``i`` is "which", "who" or a relative "that"."""
    token = tokens[i]
    if i == 0 or i + 1 >= len(tokens):
        return False
    if token.tag == "W" and token.lower != "what":
        return True
    follows = tokens[i + 1]
    if token.lower != "that" or tokens[i - 1].tag not in {"N", "Q"}:
        return False
    return follows.tag in FINITE | {"V", "VD"} or (follows.tag == "B" and follows.lower != "it")


def _opens_clause(tokens: tuple[Token, ...], i: int, *, finite: bool) -> bool:
    """Whether a new main or adverbial clause begins at token ``i``."""
    token = tokens[i]
    if token.lower in _STRONG and i + 1 < len(tokens):
        return True
    if token.lower == "provided":
        return i > 0 and tokens[i - 1].tag == "U"
    if token.lower in _OPENERS and not _between_commas(tokens, i):
        return token.lower != "so" or token.tag == "S"
    if token.lower in {"and", "or", ",", "nor"} and finite:
        return _finite_ahead(tokens, i + 1)
    return False


def _between_commas(tokens: tuple[Token, ...], i: int) -> bool:
    return 0 < i < len(tokens) - 1 and tokens[i - 1].lower == tokens[i + 1].lower == ","


def _finite_ahead(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a finite verb comes before the next comma, conjunction or relative."""
    for j in range(i, min(i + 12, len(tokens))):
        token = tokens[j]
        if _finite(token):
            return True
        if token.tag == "V" and j > i and tokens[j - 1].tag == "B":
            return True
        if token.tag in {"U", "W", "S"} or (token.tag == "C" and j > i):
            return False
    return False


def _at(folds: tuple[str, ...], i: int, phrase: Phrase) -> bool:
    return folds[i : i + len(phrase)] == phrase


def _denied(tokens: tuple[Token, ...], folds: tuple[str, ...], clauses: list[int]) -> list[bool]:
    """For each token, whether an odd number of denials before it reach it."""
    lists = marks("en")
    counts: dict[int, int] = {}
    found: list[bool] = []
    for i, fold in enumerate(folds):
        found.append(counts.get(clauses[i], 0) % 2 == 1)
        if fold in lists.negators and not any(_at(folds, i, p) for p in lists.no_denial):
            idiom = fold == "nor" or (
                fold == "no" and folds[i + 1 : i + 2] in {("longer",), (".",)}
            )
            if not idiom or fold == "no" or not found[-1]:
                counts[clauses[i]] = counts.get(clauses[i], 0) + 1
        if tokens[i].lower == "but" and counts.get(clauses[i]):
            counts[clauses[i]] = 0
    return found


def _apart(tokens: tuple[Token, ...], folds: tuple[str, ...]) -> list[bool]:
    """For each token, whether "without", "rather than" and the like reach it."""
    found = [False] * len(tokens)
    for i in range(len(tokens)):
        if folds[i] not in _LOCAL_FIRST:
            continue
        phrase = next((p for p in marks("en").local if _at(folds, i, p)), None)
        if phrase is None:
            continue
        start = i + len(phrase)
        for j in range(start, min(start + _LOCAL_REACH, len(tokens))):
            if tokens[j].tag in {"M", "X", "VZ", "U", "S", "W"}:
                break
            found[j] = True
    return found


_RESERVING_NOUNS = frozenset(
    {"concern", "reservation", "doubt", "caution", "worry", "opposition", "clarification"}
)


def _reserves(token: Token, words: tuple[Word, ...]) -> bool:
    if not words or token.lower in {"concerning", "doubtless", "objective"}:
        return False
    if words[-1].key not in marks("en").reserves:
        return False
    return token.tag in VERBS or token.lower == "against" or token.lemma in _RESERVING_NOUNS


def _reserved(
    tokens: tuple[Token, ...], words: list[tuple[Word, ...]], clauses: list[int]
) -> list[bool]:
    """For each token, whether the writer opposes, avoids or worries about it.

    The scope is what follows in the clause; in the passive ("should be avoided"), and where the
    object is a pronoun ("we oppose them"), what precedes.
    """
    found = [False] * len(tokens)
    for i, token in enumerate(tokens):
        if not _reserves(token, words[i]):
            continue
        nearest = {j for j in (i - 1, i - 2) if j >= 0 and _reserves(tokens[j], words[j])}
        if nearest:
            continue
        passive = token.tag == "VD" and _after_be(tokens, i)
        follows = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        pronoun = follows in {"it", "them", "this", "that"} and _ends(tokens, i + 2)
        before = passive or pronoun or (token.tag == "N" and _predicate(tokens, i))
        back = clauses[i] - 1 if pronoun else clauses[i]
        for j in range(len(tokens)):
            if before:
                reach = j < i and clauses[j] in {clauses[i], back}
            else:
                reach = j > i and _within(tokens, clauses, i, j)
            if reach:
                found[j] = not found[j]
    return found


def _predicate(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the noun at ``i`` is said of the subject: "costs are a concern"."""
    j = i - 1
    while j >= 0 and tokens[j].tag in {"D", "J", "R"}:
        j -= 1
    return j >= 0 and tokens[j].tag == "X"


def _within(tokens: tuple[Token, ...], clauses: list[int], i: int, j: int) -> bool:
    """Whether ``j`` is in the clause of ``i`` or in a relative clause inside it.

    "To avoid X, Y should": an infinitive that opens a sentence ends at its comma.
    """
    opening = not any(_finite(token) or token.tag == "B" for token in tokens[:i])
    for k in range(i + 1, j + 1):
        if opening and tokens[k].lower == ",":
            return False
        opens = clauses[k] != clauses[k - 1] and clauses[k] > clauses[i]
        if opens and tokens[k].tag != "W" and tokens[k].lower != "that":
            return False
    return True


def _ends(tokens: tuple[Token, ...], i: int) -> bool:
    return i >= len(tokens) or tokens[i].tag == "U"


def _after_be(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the participle at ``i`` follows a form of "be", adverbs and denials apart."""
    j = i - 1
    while j >= 0 and (tokens[j].tag in {"R", "VD", "C"} or tokens[j].lower in {"not", ","}):
        j -= 1
    concerned = tokens[i].lower in {"concerned", "worried", "opposed"}
    return j >= 0 and tokens[j].tag == "X" and not concerned


def _ranks(
    tokens: tuple[Token, ...], words: list[tuple[Word, ...]], clauses: list[int], start: int
) -> list[int]:
    """The modality of each token: of the last modal or wanting word, or of the clause's first."""
    current = 3 if tokens and tokens[0].tag == "V" and not start else start
    known: dict[int, int] = {}
    ranks: list[int] = []
    for i, token in enumerate(tokens):
        if i and clauses[i] != clauses[i - 1]:
            known[clauses[i - 1]] = current
            carried = 0 if _begins_anew(tokens, clauses, i) else current
            current = known.get(clauses[i], carried)
        modal = _modal(tokens, i)
        if modal:
            current = modal
            _lift_subject(tokens, ranks, clauses, i, modal)
        ranks.append(current)
        if token.lower == "that" and i and tokens[i - 1].lemma in _SAYING | {"you"}:
            current = start
        wanted = _wanting(tokens, words, i)
        if wanted > current and not modal:
            current = wanted
            before = token.tag in {"J", "VD"} or _says_what(tokens, i)
            if before or (token.tag == "N" and not _opens_object(tokens, i)):
                _lift_subject(tokens, ranks, clauses, i, wanted)
        if token.lemma == "consider" and token.tag in VERBS and current:
            current = min(current, 2)
    return ranks


def _begins_anew(tokens: tuple[Token, ...], clauses: list[int], i: int) -> bool:
    """Whether the clause that begins at ``i`` takes no modality over from the one before it.

    Items of a list after a semicolon do ("we call for A; B; and C"); finite clauses, relative
    clauses and clauses of reason, time or contrast do not.
    """
    if tokens[i].tag in {"S", "W"} or tokens[i].lower in _OPENERS | {"that"}:
        return True
    return any(
        _finite(token)
        for token, number in zip(tokens, clauses, strict=True)
        if number == clauses[i]
    )


_SAYING = frozenset(
    "say tell add note state point observe admit mention repeat recall know".split()
)


def _modal(tokens: tuple[Token, ...], i: int) -> int:
    token = tokens[i]
    if token.lower in {"need", "needs", "has", "have"} and i + 1 < len(tokens):
        if tokens[i + 1].tag == "T" and token.lower != "need":
            return 4
        return 4 if token.lower == "need" and token.tag in {"V", "VZ"} else 0
    if token.tag != "M":
        return 0
    return marks("en").modality.get(token.lower, 0)


def _lift_subject(
    tokens: tuple[Token, ...], ranks: list[int], clauses: list[int], i: int, rank: int
) -> None:
    """The subject before the first modal of a clause shares its rank."""
    commas = 2 if i and tokens[i - 1].tag == "U" else 0
    for j in range(i - 1, -1, -1):
        if tokens[j].tag == "U":
            commas -= 1
        if clauses[j] != clauses[i] or ranks[j] >= rank or commas < 0:
            break
        if ranks[j] == 0:
            ranks[j] = rank


def _wanting(tokens: tuple[Token, ...], words: list[tuple[Word, ...]], i: int) -> int:
    """The rank that the word at ``i`` gives to what it stands with, 0 for most words."""
    token = tokens[i]
    if not words[i]:
        return 0
    if token.lower in {"like", "love"} and i and tokens[i - 1].lower == "would":
        return 3
    rank = marks("en").wanting.get(root_of(words[i][-1].fold), 0)
    if not rank:
        return 0
    if token.tag == "N":
        return rank if _opens_object(tokens, i) else 0
    if token.tag in VERBS and token.tag != "VD" and not _of_writer(tokens, i):
        return 0
    if token.tag in {"J", "VD"}:
        return rank if i and (_after_be(tokens, i) or tokens[i - 1].lower in {"it", "as"}) else 0
    return rank


def _says_what(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the verb at ``i`` says of the subject that it is wanted: "X is what we ask for"."""
    return (
        i > 2
        and tokens[i - 1].lower in {"we", "i"}
        and tokens[i - 2].lower == "what"
        and tokens[i - 3].tag == "X"
    )


def _of_writer(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the wanting verb at ``i`` is what the writer does, not part of another clause."""
    j = i - 1
    while j >= 0 and (tokens[j].tag in {"R", "T", "H", "O"} or tokens[j].lower == "been"):
        j -= 1
    if tokens[i].tag == "VG":
        return j > 0 and tokens[j].tag == "X"
    wished = j >= 0 and tokens[j].lower in {
        "like",
        "wish",
        "want",
        "would",
        "must",
        "should",
        "can",
    }
    return j < 0 or wished or tokens[j].tag in {"B", "N", "C", "U"}


def _opens_object(tokens: tuple[Token, ...], i: int) -> bool:
    follows = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if tokens[i].lower in {"need", "needs"}:
        return follows in {"for", "to"}
    own = i > 0 and tokens[i - 1].lower in {"our", "my"}
    return follows in {"for", "to", "that", "of"} or (own and follows in {"is", "are"})
