"""What a sentence wants done to what: (relation, concept) pairs, the atoms from which views grow.

``Internet governance must ensure the protection of privacy and of free expression`` gives
(protect, privacy) and (protect, free expression). Two holders share a view only where relation
class and concept agree head by head; a modifier more in the evidence than in the wording is
allowed ("effective multi-stakeholder cooperation" carries "multi-stakeholder cooperation"), never
one less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conspectus.engine.grammar.norms import Norm, norms
from conspectus.engine.grammar.phrases import NounPhrase, coordinated_phrases
from conspectus.engine.grammar.relations import BY_VERB, NOMINAL, relation_of
from conspectus.engine.grammar.subjects import subject_before, subject_phrases
from conspectus.engine.grammar.tagging import Token

Tokens = tuple[Token, ...]
Concept = tuple[str, ...]

CARRIERS: Final = frozenset(
    {
        "protect",
        "respect",
        "ensure",
        "preserve",
        "promote",
        "strengthen",
        "expand",
        "important",
        "want",
        "implement",
        "provide",
        "recognize",
        "develop",
        "include",
    }
)
"""Relations under which "the protection of X" and "X" ask the same of X."""
_WANTS: Final = frozenset(
    {"call for", "support", "endorse", "advocate", "favour", "favor", "welcome"}
)
_SPELLING: Final = {
    "multi-stakeholder": "multistakeholder",
    "multistakeholderism": "multistakeholder",
    "multi-stakeholderism": "multistakeholder",
    "cyber-security": "cybersecurity",
    "capacity-building": "capacity building",
    "decision-making": "decisionmaking",
    "policy-making": "policymaking",
    "on-line": "online",
    "co-operation": "cooperation",
    "inter-operability": "interoperability",
    "net": "network",
    "behaviour": "behavior",
    "globalisation": "globalization",
    "organisation": "organization",
    "centre": "center",
    "programme": "program",
    "localisation": "localization",
    "right": "right",
    "rights": "right",
    "multi-lingualism": "multilingualism",
    "e-mail": "email",
    "expressions": "expression",
}
NESTED: Final = frozenset(
    {"protect", "respect", "ensure", "preserve", "promote", "strengthen", "expand", "enable"}
)
"""Relations that a wanted clause may pass on to what stands deeper in it."""
REACH: Final = 14
"""How many tokens after its verb a norm's wish reaches; deeper clauses are only circumstances."""
_WANTS_LESS: Final = frozenset({"end", "limit", "prevent", "reject"})
_WANTS_TALK: Final = frozenset(
    "discuss assess study review evaluate analyze analyse investigate research monitor question "
    "report clarify".split()
)
"""To discuss or to study the protection of something is not to protect it (defect 20)."""
_LESS: Final = frozenset(
    "avoid prevent limit restrict oppose reject against undermine hinder hamper threaten harm "
    "jeopardize jeopardise compromise impede erode weaken".split()
)
_DOWNTONERS: Final = frozenset(
    "lack absence excess excessive undue unnecessary less little limited no insufficient loss "
    "violation abuse misuse infringement erosion threat restriction barrier obstacle risk cost "
    "limitation limit danger lacking weak poor unlawful illegal arbitrary mass".split()
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """One atom. ``concept``: folded lemmas, head last, "of" + complement after the head.

    ``relation``: class of verb ("protect", "want", "important", "be:<adjective>", "based on").
    ``agent``: folded head of the subject of an active verb, if any. ``surface``: the noun phrase as
    it stands. ``operator``: what makes the sentence normative. ``start``, ``end``: span of the
    clause in the sentence's text.
    """

    relation: str
    concept: Concept
    negative: bool
    operator: str
    agent: str
    surface: str
    verb: str
    start: int
    end: int


def fold(token: Token) -> str:
    """The folded lemma of a token: lower case, one spelling."""
    lower = token.lower.replace("‑", "-")
    lemma = _SPELLING.get(lower, _SPELLING.get(token.lemma, token.lemma))
    return lemma.replace("-", "").replace("‑", "")


_MODELS: Final = frozenset({"approach", "system", "framework", "principle", "method"})


def _same_model(part: list[str]) -> list[str]:
    """ "multi-stakeholder approach" and "… system" name what others call the model."""
    if len(part) > 1 and part[-1] in _MODELS and "multistakeholder" in part[:-1]:
        return [*part[:-1], "model"]
    if part == ["multistakeholder"]:
        return ["multistakeholder", "model"]
    return part


def propositions(tokens: Tokens, text: str) -> tuple[Proposition, ...]:
    """All atoms of a tagged sentence, each once, in order."""
    found: dict[tuple[str, Concept, bool], Proposition] = {}
    for norm in norms(tokens):
        for proposition in _of_norm(tokens, text, norm):
            key = (proposition.relation, proposition.concept, proposition.negative)
            found.setdefault(key, proposition)
        for proposition in (*_nested(tokens, text, norm), *_circumstances(tokens, text, norm)):
            key = (proposition.relation, proposition.concept, proposition.negative)
            found.setdefault(key, proposition)
    return tuple(found.values())


def _nested(tokens: Tokens, text: str, norm: Norm) -> list[Proposition]:
    """What the rest of a wanted clause wants too.

    So in "should act to protect privacy", "while preserving openness", "ensure that rights are
    respected", "with respect for human rights". Nothing is taken from clauses that
    are negated or that want less of something.
    """
    verb = tokens[norm.verb].lemma if norm.verb >= 0 else norm.operator
    if norm.negative or relation_of(verb) in _WANTS_LESS | _WANTS_TALK:
        return []
    atoms: list[Proposition] = []
    first = max(norm.verb, norm.start) + 1
    for i in range(first, min(norm.end, first + REACH)):
        token = tokens[i]
        if token.tag in {"W", "S"} and token.lower not in {"that", "which", "so", "while"}:
            break
        if token.lower in {"because", "due"}:
            break
        if token.lower in {"not", "no", "without", "than", "never", "nor"} or token.lower in _LESS:
            break
        relation = relation_of(token.lemma)
        if token.tag == "N" and token.lower in BY_VERB and tokens[i - 1].tag in {"W", "T"}:
            relation = relation_of(token.lower)
        elif relation not in NESTED:
            relation = NOMINAL.get(token.lemma, "") if token.tag == "N" else ""
        if relation not in NESTED or i == norm.verb:
            continue
        atoms += _nested_at(tokens, text, norm, i, relation)
    return atoms


_HEEDING: Final = frozenset(
    {
        ("compliance", "with"),
        ("accordance", "with"),
        ("consistent", "with"),
        ("line", "with"),
        ("conformity", "with"),
        ("respect", "for"),
        ("guided", "by"),
        ("driven", "by"),
        ("commitment", "to"),
        ("committed", "to"),
        ("principles", "of"),
        ("principle", "of"),
        ("support", "for"),
        ("based", "on"),
        ("based", "upon"),
        ("grounded", "in"),
        ("rooted", "in"),
        ("founded", "on"),
        ("regard", "for"),
        ("adherence", "to"),
        ("values", "of"),
        ("commit", "to"),
        ("comply", "with"),
        ("adhere", "to"),
        ("complying", "with"),
        ("protection", "of"),
        ("promotion", "of"),
    }
)
"""Two words after which stands what a wanted act has to heed."""
_MANNER: Final = frozenset({"manner", "way", "fashion", "basis", "process", "format"})


def _circumstances(tokens: Tokens, text: str, norm: Norm) -> list[Proposition]:
    """What a wanted act has to heed: "with respect for privacy", "in a transparent manner"."""
    verb = tokens[norm.verb].lemma if norm.verb >= 0 else norm.operator
    if norm.negative or relation_of(verb) in _WANTS_LESS | _WANTS_TALK:
        return []
    atoms: list[Proposition] = []
    for i in range(max(norm.start, 0), norm.end - 1):
        word = tokens[i].lower
        if word in {"because", "since", "although", "unless"}:
            break
        if word in _LESS or word in {"not", "without", "than", "never", "nor"}:
            break
        if tokens[i].lemma in NOMINAL and any(i == phrase.head for phrase in norm.objects):
            continue  # what is wanted itself, not a circumstance
        if (word, tokens[i + 1].lower) in _HEEDING:
            for phrase in _with_examples(
                tokens, coordinated_phrases(tokens, i + 2, norm.end), norm
            ):
                relation = NOMINAL.get(word, "respect")
                atoms += _atoms(tokens, text, norm, phrase, relation, relation, "")
        elif word in _MANNER:
            atoms += _manner(tokens, norm, i)
    return atoms


def _manner(tokens: Tokens, norm: Norm, i: int) -> list[Proposition]:
    """ "in an open and transparent manner": the process is to be so."""
    j = i - 1
    qualities = []
    while j > 0 and (tokens[j].tag in {"J", "C", "R", "VD", "N", "V"} or tokens[j].lower == ","):
        if tokens[j].tag in {"J", "VD", "N", "V"}:
            qualities.append(j)
        j -= 1
    if j < 1 or tokens[j].lower not in {"a", "an"} or tokens[j - 1].lower not in {"in", "on"}:
        return []
    return [
        Proposition(
            relation=f"be:{fold(tokens[q])}",
            concept=("process",),
            negative=False,
            operator=norm.operator,
            agent="",
            surface="process",
            verb=tokens[q].lower,
            start=tokens[norm.start].start,
            end=tokens[norm.end - 1].end,
        )
        for q in qualities
    ]


def _nested_at(tokens: Tokens, text: str, norm: Norm, i: int, relation: str) -> list[Proposition]:
    """The atoms of the wanting word at ``i``, by its form."""
    token = tokens[i]
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    phrases: tuple[NounPhrase, ...] = ()
    infinitive = tokens[i - 1].tag in {"W", "T"} and token.lower in BY_VERB
    if (token.tag in {"V", "VG", "VZ"} or infinitive) and following != "that":
        phrases = coordinated_phrases(tokens, i + 1, norm.end)
    elif token.tag == "VD" and tokens[i - 1].tag in {"X", "R", "C"}:
        phrases = _passive_subject(tokens, i)
    elif (token.tag == "N" and following in {"of", "for", "to"} and token.lower != "respect") or (
        token.tag == "N" and following in {"of", "for"}
    ):
        phrases = coordinated_phrases(tokens, i + 2, norm.end)
    return [
        atom
        for phrase in _with_examples(tokens, phrases, norm)
        for atom in _atoms(tokens, text, norm, phrase, relation, token.lemma, "")
    ]


def _passive_subject(tokens: Tokens, i: int) -> tuple[NounPhrase, ...]:
    """The subject of a passive participle at ``i`` ("that human rights are respected")."""
    j = i - 1
    while j > 0 and tokens[j].tag in {"R", "C", "VD"}:
        j -= 1
    if tokens[j].tag != "X":
        return ()
    start, end = subject_before(tokens, j)
    if start >= end or tokens[end - 1].tag != "N":
        return ()
    return coordinated_phrases(tokens, start, end)


def _of_norm(tokens: Tokens, text: str, norm: Norm) -> list[Proposition]:
    relation, verb = _relation(tokens, norm)
    agent = fold(tokens[norm.agent.head]) if norm.agent is not None else ""
    atoms: list[Proposition] = []
    for phrase in norm.objects:
        for one in (phrase, *_examples(tokens, phrase, norm.end)):
            atoms += _atoms(tokens, text, norm, one, relation, verb, agent)
        atoms += _described(tokens, text, norm, phrase)
    if norm.passive and relation == "base":
        atoms = _based_on(tokens, text, norm)
    if norm.agent is not None:
        for index in norm.adjectives:
            important = norm.operator == "essential"
            relation = "important" if important else f"be:{fold(tokens[index])}"
            word = "be" if important else tokens[index].lower
            for phrase in subject_phrases(tokens, norm.agent):
                atoms += _atoms(tokens, text, norm, phrase, relation, word, "")
    return atoms


_COLLECTIVE: Final = frozenset(
    "principle value right freedom norm standard goal objective criterion".split()
)


def _with_examples(tokens: Tokens, phrases: tuple[NounPhrase, ...], norm: Norm) -> list[NounPhrase]:
    return [one for phrase in phrases for one in (phrase, *_examples(tokens, phrase, norm.end))]


def _described(tokens: Tokens, text: str, norm: Norm, phrase: NounPhrase) -> list[Proposition]:
    """ "a model that is open and transparent": what is wanted is to be so."""
    j = phrase.end
    if norm.negative or j + 2 >= norm.end or tokens[j].lower not in {"that", "which"}:
        return []
    if tokens[j + 1].tag != "X" or tokens[j + 1].lower in {"was", "were"}:
        return []
    verb = tokens[norm.verb].lemma if norm.verb >= 0 else norm.operator
    if relation_of(verb) in _WANTS_LESS | _WANTS_TALK:
        return []
    atoms: list[Proposition] = []
    k = j + 2
    while k < norm.end and (tokens[k].tag in {"J", "C", "R", "VD"} or tokens[k].lower == ","):
        if tokens[k].lower in {"not", "no", "too"}:
            break
        if tokens[k].tag == "J":
            relation = f"be:{fold(tokens[k])}"
            atoms += _atoms(tokens, text, norm, phrase, relation, tokens[k].lower, "")
        k += 1
    return atoms


def _examples(tokens: Tokens, phrase: NounPhrase, limit: int) -> tuple[NounPhrase, ...]:
    """What a collective noun stands for: "values such as openness and transparency"."""
    if tokens[phrase.head].lemma not in _COLLECTIVE:
        return ()
    j = phrase.end
    while j < limit and tokens[j].lower == ",":
        j += 1
    if j + 1 < limit and (tokens[j].lower, tokens[j + 1].lower) == ("such", "as"):
        return coordinated_phrases(tokens, j + 2, limit)
    if j < limit and tokens[j].lower in {"including", "like", "namely"}:
        return coordinated_phrases(tokens, j + 1, limit)
    return ()


def _relation(tokens: Tokens, norm: Norm) -> tuple[str, str]:
    if norm.verb < 0:
        word = norm.operator
        return ("want" if word in _WANTS else relation_of(word)), word
    lemma = tokens[norm.verb].lemma
    if lemma == "base" or (
        lemma in {"build", "root", "ground", "found", "anchor"} and norm.passive
    ):
        return "base", lemma
    return relation_of(lemma), lemma


def _based_on(tokens: Tokens, text: str, norm: Norm) -> list[Proposition]:
    """ "X should be based on Y": Y is wanted as the basis of X."""
    j = norm.verb + 1
    if j >= len(tokens) or tokens[j].lower not in {"on", "upon", "in", "by"}:
        return []
    atoms: list[Proposition] = []
    for phrase in coordinated_phrases(tokens, j + 1, norm.end):
        atoms += _atoms(tokens, text, norm, phrase, "respect", "base", "")
    return atoms


def _atoms(
    tokens: Tokens,
    text: str,
    norm: Norm,
    phrase: NounPhrase,
    relation: str,
    verb: str,
    agent: str,
) -> list[Proposition]:
    inner, concept = concept_of(tokens, phrase)
    if not concept or _DOWNTONERS & set(concept):
        return []
    if inner is not None:
        if relation not in CARRIERS:
            return []
        relation = inner
    first, last = phrase.start, phrase.end
    while first < phrase.head and tokens[first].tag in {"R", "U", "C"}:
        first += 1
    surface = text[tokens[first].start : tokens[last - 1].end]
    return [
        Proposition(
            relation=relation,
            concept=concept,
            negative=norm.negative,
            operator=norm.operator,
            agent=agent,
            surface=surface,
            verb=verb,
            start=tokens[norm.start].start if norm.start < len(tokens) else 0,
            end=tokens[norm.end - 1].end,
        )
    ]


def concept_of(tokens: Tokens, phrase: NounPhrase) -> tuple[str | None, Concept]:
    """(relation of a leading noun of action, folded lemmas of what it acts on)."""
    parts: list[list[str]] = [[]]
    for token in tokens[phrase.start : phrase.end]:
        if token.lower == "of":
            parts.append([])
        elif token.lower == "to" and parts[-1][-1:] == ["right"]:
            parts = [[]]  # "the right to privacy" asks for privacy
        elif token.tag in {"P", "T"} and token.lower != "per" and parts[-1]:
            break  # "diversity on the Internet" is diversity
        elif token.tag in {"N", "J", "VG", "VD"}:
            parts[-1].append(fold(token))
    parts = [_same_model(part) for part in parts if part]
    if not parts:
        return None, ()
    if len(parts) > 1 and parts[0][-1] in {"principle", "value", "importance", "concept"}:
        parts = parts[1:]
    if len(parts) > 1 and parts[0][-1] in NOMINAL:
        return NOMINAL[parts[0][-1]], _flat(parts[1:])
    return None, _flat(parts)


def _flat(parts: list[list[str]]) -> Concept:
    flat = list(parts[0])
    for part in parts[1:]:
        flat += ["of", *part]
    return tuple(flat)


def split_concept(concept: Concept) -> tuple[Concept, Concept]:
    """(modifiers and head, complement after the first "of")."""
    if "of" not in concept:
        return concept, ()
    cut = concept.index("of")
    return concept[:cut], concept[cut + 1 :]


_BOUND: Final = frozenset({"intellectual", "artificial"})
"""Modifiers that make another thing of it: intellectual property is no kind of property."""


def generalisations(concept: Concept) -> tuple[Concept, ...]:
    """The concept with fewer modifiers, head kept: what a wider wording may name.

    The complement after "of" is never dropped ("access to" is not "access of"), only its own
    modifiers are.
    """
    front, complement = split_concept(concept)
    bound = max((i for i, word in enumerate(front[:-1]) if word in _BOUND), default=len(front))
    fronts = [front[i:] for i in range(max(0, len(front) - 4), len(front)) if i <= bound]
    if not complement:
        return tuple(fronts)
    inner = complement if "of" not in complement else complement[: complement.index("of")]
    tails = [inner[i:] for i in range(max(0, len(inner) - 3), len(inner))]
    if "of" in complement:
        tails = [t + complement[complement.index("of") :] for t in tails]
    return tuple((*f, "of", *t) for f in fronts for t in tails)
