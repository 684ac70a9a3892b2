"""Build the files of the sample and its truth from the annotated texts.

``python -m conspectus.sample.build`` writes ``data`` and ``truth.json``; the same texts give the
same bytes. ``submissions.csv``, ``forum.toml``, ``corrections.toml`` and the file that nobody
listed are written by hand and left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conspectus.sample import answers, data_folder, office, plain, printed, truth_file
from conspectus.sample.markup import MarkupError, Text, read_text

_TEXTS = Path(__file__).parent / "texts"
_RENDERERS: dict[str, Callable[[Text], bytes]] = {
    "docx": office.docx,
    "odt": office.odt,
    "pdf": printed.pdf,
    "rtf": printed.rtf,
    "html": printed.html,
    "md": plain.markdown,
    "eml": plain.eml,
    "txt": plain.txt,
    "vtt": plain.vtt,
    "captions": plain.captions,
}


def read_texts() -> list[Text]:
    """All annotated texts in the order of their names."""
    return [read_text(path) for path in sorted(_TEXTS.glob("*.txt"))]


def render(text: Text) -> bytes:
    """The bytes of the file that ``text`` describes; ``format`` in its header beats the suffix.

    Raises MarkupError for a format that nobody wrote.
    """
    kind = text.header.get("format") or Path(text.file).suffix.lstrip(".").lower()
    if kind not in _RENDERERS:
        msg = f"{text.name} asks for a file of kind {kind}, which the sample does not make."
        raise MarkupError(msg)
    return _RENDERERS[kind](text)


def build(folder: Path, truth: Path) -> None:
    """Write every file into ``folder`` and what was planted into ``truth``."""
    texts = read_texts()
    for text in texts:
        (folder / text.file).write_bytes(render(text))
    plan = answers.read_plan(_TEXTS / "plan.toml")
    truth.write_bytes(answers.write_truth(answers.make_truth(plan, texts)))


if __name__ == "__main__":
    build(data_folder(), truth_file())
