"""Reads ``tokenizer.json`` of a local model: WordPiece and Unigram, the two kinds that matter here.

WordPiece (Wu et al. 2016) is what BERT and its multilingual children use, Unigram (Kudo 2018) what
XLM-R and its children use. Unknown normalisers and pre-tokenisers are refused, not guessed at; a
precompiled character map is read as NFKC, which it nearly always is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conspectus.engine.embedding import ModelError

LONGEST_WORD = 100
LONGEST_TEXT = 512
"""Tokens kept of one text; longer ones are cut, as encoders have as many places."""
UNKNOWN_PENALTY = 10.0

_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_Split = Callable[[str], list[str]]
_Segment = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class FolderTokenizer:
    """``normal``, ``split`` and ``segment`` in turn; ``before`` and ``after`` frame a text."""

    normal: Callable[[str], str]
    split: _Split
    segment: _Segment
    before: tuple[int, ...]
    after: tuple[int, ...]
    unknown: int | None

    def words(self, text: str) -> list[int]:
        """Ids of a text without frame and without unknown tokens."""
        ids = [one for part in self.split(self.normal(text)) for one in self.segment(part)]
        return [one for one in ids if one != self.unknown][:LONGEST_TEXT]

    def framed(self, text: str) -> list[int]:
        """Ids of a text as an encoder expects them, at most ``LONGEST_TEXT``."""
        ids = [one for part in self.split(self.normal(text)) for one in self.segment(part)]
        room = LONGEST_TEXT - len(self.before) - len(self.after)
        return [*self.before, *ids[:room], *self.after]


def read_tokenizer(path: Path) -> FolderTokenizer:
    """The tokenizer in ``path``.

    Raises:
        ModelError: The file cannot be read or asks for what is not known here.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        before, after = _frame(data.get("post_processor"))
        segment, unknown = _model(data["model"])
        return FolderTokenizer(
            normal=_normaliser(data.get("normalizer")),
            split=_splitter(data.get("pre_tokenizer")),
            segment=segment,
            before=before,
            after=after,
            unknown=unknown,
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ModelError(
            f"The tokenizer {path} cannot be used ({error}): choose a model with a WordPiece or "
            "Unigram tokenizer."
        ) from error


def _normaliser(spec: Mapping[str, Any] | None) -> Callable[[str], str]:
    if spec is None:
        return str
    kind = spec["type"]
    if kind == "Sequence":
        steps = [_normaliser(step) for step in spec["normalizers"]]
        return lambda text: _in_turn(steps, text)
    if kind == "BertNormalizer":
        return lambda text: _bert_normal(text, spec)
    simple: dict[str, Callable[[str], str]] = {
        "Lowercase": str.lower,
        "NFC": lambda text: unicodedata.normalize("NFC", text),
        "NFD": lambda text: unicodedata.normalize("NFD", text),
        "NFKC": lambda text: unicodedata.normalize("NFKC", text),
        "NFKD": lambda text: unicodedata.normalize("NFKD", text),
        "Precompiled": lambda text: unicodedata.normalize("NFKC", text),
        "StripAccents": _bare,
        "Strip": str.strip,
    }
    if kind == "Replace":
        old, new = spec["pattern"], spec["content"]
        if "Regex" in old:
            pattern = re.compile(old["Regex"])
            return lambda text: pattern.sub(lambda _: new, text)
        return lambda text: text.replace(old["String"], new)
    return simple[kind]


def _in_turn(steps: Sequence[Callable[[str], str]], text: str) -> str:
    for step in steps:
        text = step(text)
    return text


def _bare(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def _bert_normal(text: str, spec: Mapping[str, Any]) -> str:
    if spec.get("clean_text", True):
        text = "".join(
            " " if letter in "\t\n\r" or unicodedata.category(letter) == "Zs" else letter
            for letter in text
            if letter in "\t\n\r" or (unicodedata.category(letter)[0] != "C" and letter != "\ufffd")
        )
    if spec.get("handle_chinese_chars", True):
        text = _HAN.sub(r" \1 ", text)
    lower = spec.get("lowercase", True)
    strip = spec.get("strip_accents")
    if strip if strip is not None else lower:
        text = _bare(unicodedata.normalize("NFD", text))
    return text.lower() if lower else text


def _bert_split(text: str) -> list[str]:
    """At white space and around punctuation; symbols that are no punctuation stay in words."""
    spaced = "".join(
        f" {letter} "
        if letter in _ASCII_MARKS or unicodedata.category(letter)[0] == "P"
        else letter
        for letter in text
    )
    return spaced.split()


def _splitter(spec: Mapping[str, Any] | None) -> _Split:
    if spec is None:
        return lambda text: [text] if text else []
    kind = spec["type"]
    if kind == "Sequence":
        steps = [_splitter(step) for step in spec["pretokenizers"]]

        def split(text: str) -> list[str]:
            parts = [text]
            for step in steps:
                parts = [piece for part in parts for piece in step(part)]
            return parts

        return split
    if kind == "Metaspace":
        mark, scheme = spec.get("replacement", "▁"), spec.get("prepend_scheme", "always")
        return lambda text: _metaspace(text, mark, prepend=scheme != "never")
    known: dict[str, _Split] = {
        "BertPreTokenizer": _bert_split,
        "Whitespace": re.compile(r"\w+|[^\w\s]+").findall,
        "WhitespaceSplit": str.split,
    }
    return known[kind]


def _metaspace(text: str, mark: str, *, prepend: bool) -> list[str]:
    marked = text.replace(" ", mark)
    if prepend and marked and not marked.startswith(mark):
        marked = mark + marked
    return [piece for piece in re.split(f"(?={re.escape(mark)})", marked) if piece]


def _frame(spec: Mapping[str, Any] | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids that stand before and after a text: [CLS] and [SEP], or what the model calls them."""
    if spec is None:
        return (), ()
    if spec["type"] in {"BertProcessing", "RobertaProcessing"}:
        return (int(spec["cls"][1]),), (int(spec["sep"][1]),)
    if spec["type"] != "TemplateProcessing":
        raise ValueError(f"post-processor {spec['type']}")
    sides: tuple[list[int], list[int]] = ([], [])
    past = 0
    for piece in spec["single"]:
        if "Sequence" in piece:
            past = 1
        else:
            sides[past].extend(spec["special_tokens"][piece["SpecialToken"]["id"]]["ids"])
    return tuple(sides[0]), tuple(sides[1])


def _model(spec: Mapping[str, Any]) -> tuple[_Segment, int | None]:
    """The function that cuts one word into ids, and the id of the unknown token."""
    kind = spec.get("type") or ("Unigram" if isinstance(spec["vocab"], list) else "WordPiece")
    if kind == "WordPiece":
        vocabulary: dict[str, int] = spec["vocab"]
        unknown = vocabulary[spec.get("unk_token", "[UNK]")]
        prefix = spec.get("continuing_subword_prefix", "##")
        return (lambda word: _pieces(word, vocabulary, unknown, prefix)), unknown
    if kind == "Unigram":
        scores = {piece: (i, float(score)) for i, (piece, score) in enumerate(spec["vocab"])}
        missing = spec.get("unk_id")
        longest = max(map(len, scores))
        floor = min(score for _, score in scores.values()) - UNKNOWN_PENALTY
        return (lambda word: _best_path(word, scores, missing, (longest, floor))), missing
    raise ValueError(f"tokenizer of type {kind}")


def _pieces(word: str, vocabulary: Mapping[str, int], unknown: int, prefix: str) -> list[int]:
    """The longest piece first, again and again; a word with an unknown rest is unknown."""
    if len(word) > LONGEST_WORD:
        return [unknown]
    found: list[int] = []
    start = 0
    while start < len(word):
        lead = prefix if start else ""
        end = next(
            (e for e in range(len(word), start, -1) if lead + word[start:e] in vocabulary), None
        )
        if end is None:
            return [unknown]
        found.append(vocabulary[lead + word[start:end]])
        start = end
    return found


def _best_path(
    word: str,
    scores: Mapping[str, tuple[int, float]],
    unknown: int | None,
    limits: tuple[int, float],
) -> list[int]:
    """The likeliest pieces (Viterbi); neighbouring unknown letters make one unknown token."""
    longest, floor = limits
    best: list[tuple[float, int, int | None]] = [(0.0, 0, None)]
    for end in range(1, len(word) + 1):
        step = (best[end - 1][0] + floor, end - 1, unknown)
        for start in range(max(0, end - longest), end):
            piece = scores.get(word[start:end])
            if piece is not None and best[start][0] + piece[1] > step[0]:
                step = (best[start][0] + piece[1], start, piece[0])
        best.append(step)
    found: list[int] = []
    end = len(word)
    while end:
        _, start, piece_id = best[end]
        if piece_id is not None and not (piece_id == unknown and found and found[-1] == unknown):
            found.append(piece_id)
        end = start
    return found[::-1]
