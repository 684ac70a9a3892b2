"""What stands before a list item or a numbered paragraph: bullets, numbers, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYMBOLS = "•·▪▫●○◦‣⁃∙■□◆◇►▶➢➤✓✔❖♦¾Ø§�"
_BULLET = re.compile(
    rf"(?P<sign>[{_SYMBOLS}](?:[=\s]*[{_SYMBOLS}])*=?|[*>+](?=\s)|o(?=\s{{2,}})|ü(?=\s)|ÎÎ|\?(?=\s))\s*(?=\S)"
)
_DASH = re.compile(r"(?P<sign>[-–—]{1,2})(?:\s+(?=\S)|(?=[^\W\d_]))")
_NUMBER = re.compile(
    r"""(?P<sign>
        \(\s?(?:\d{1,3}|[ivxIVX]{1,6}|[a-zA-Z])\s?\)      # (1) (iv) (a)
      | (?:\d{1,3}(?:\.\d{1,2}){1,4}\.?)(?=\s)             # 1.2  1.2.3.
      | (?:\d{1,3}|[ivx]{1,6}|[IVX]{1,6}|[a-zA-Z])[.)](?=\s)  # 1.  iv)  A.
      | (?:\d{1,2}|[a-z])[.)](?=[A-Z“"])                    # 1.Text  b)Text
      | \d{1,2}\s?[.)]?\s?[-–—](?=\s)(?!\s+\d)              # 1 -  2.-
    )\s*(?=\S)""",
    re.VERBOSE,
)
_ALONE = re.compile(rf"(?:[{_SYMBOLS}*>+?”“–-]|ÎÎ|\(?(?:\d{{1,3}}|[ivx]{{1,5}}|[a-z])[.)])$")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """``sign`` as printed; ``family`` compares signs of one list; ``rest`` is what follows.

    ``depth``: 1 for "3." and "(a)", 2 for "3.1". ``ordinals``: the numbers it can stand for.
    """

    sign: str
    family: str
    rest: str
    depth: int = 1
    ordinals: tuple[int, ...] = ()

    @property
    def is_bullet(self) -> bool:
        """Whether the sign counts nothing."""
        return not self.ordinals

    def follows(self, other: Marker) -> bool:
        """Whether this is the next item of the list in which ``other`` stands."""
        if self.is_bullet:
            return self.family == other.family
        return self.family == other.family and any(
            n == m + 1 for n in self.ordinals for m in other.ordinals
        )


def find_marker(line: str) -> Marker | None:
    """The marker with which a line begins, or ``None``. A lone marker is none: see is_alone."""
    line = line.strip()
    bullet = _BULLET.match(line)
    if bullet:
        return Marker("•", bullet["sign"][0], line[bullet.end() :])
    dash = _DASH.match(line)
    if dash:
        return Marker("–", "–", line[dash.end() :])
    number = _NUMBER.match(line)
    if number:
        return _numbered(number["sign"].strip(), line[number.end() :])
    return None


def is_alone(line: str) -> bool:
    """Whether a line holds a marker and nothing else."""
    return bool(_ALONE.match(line.strip()))


def _numbered(sign: str, rest: str) -> Marker:
    digits = re.findall(r"\d+|[^\W\d_]+", sign)
    shape = re.sub(r"[^\W\d_]+", "a" if sign.islower() else "A", re.sub(r"\d+", "1", sign))
    if len(digits) > 1:
        prefix = ".".join(digits[:-1])
        return Marker(sign, f"{prefix}.1", rest, len(digits), (int(digits[-1]),))
    word = digits[0]
    if word.isdigit():
        return Marker(sign, shape.replace(" ", ""), rest, 1, (int(word),))
    ordinals = []
    if len(word) == 1:
        ordinals.append(ord(word.lower()) - ord("a") + 1)
    if set(word.lower()) <= set(_ROMAN):
        ordinals.append(_roman(word.lower()))
    return Marker(sign, shape, rest, 1, tuple(ordinals))


def _roman(word: str) -> int:
    values = [_ROMAN[c] for c in word]
    return sum(-v if k + 1 < len(values) and v < values[k + 1] else v for k, v in enumerate(values))
