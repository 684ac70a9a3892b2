"""Reading the folder of submissions that a command is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from conspectus.cli.cache import DiskCache
from conspectus.cli.exits import NothingUsableError
from conspectus.cli.terminal import Tell
from conspectus.engine.beside import Copy, beside
from conspectus.engine.corpus import Corpus
from conspectus.formats.intake import LoadedFolder, load_folder
from conspectus.formats.sandbox import read_many


def load(
    directory: Path, *, config: Path | None, jobs: int, cache: DiskCache | None, tell: Tell
) -> LoadedFolder:
    """The corpus in ``directory``, read in child processes.

    Raises:
        IntakeError, ConfigurationError: see :func:`load_folder`.
        NothingUsableError: no submission has text.
    """
    loaded = load_folder(
        directory, config=config, jobs=jobs, progress=tell, read_many=read_many, cache=cache
    )
    _require_text(loaded.corpus, directory)
    return loaded


@contextmanager
def load_beside(
    directory: Path, *, config: Path | None, jobs: int, cache: DiskCache | None, tell: Tell
) -> Iterator[Callable[[], LoadedFolder]]:
    """``load`` begun in a copy of this process, from two ``jobs`` on; what is given waits for it.

    Where the copy cannot work, or meets an error, the folder is loaded here.

    Raises (what is given): as ``load`` does.
    """
    asked = partial(load, directory, config=config, jobs=jobs, cache=cache)
    if jobs < 2:
        yield partial(asked, tell=tell)
        return
    with beside(partial(_loading, asked)) as copy:
        yield partial(_loaded, copy, asked, tell)


_Sent = tuple[str, int, int] | LoadedFolder


def _loading(asked: Callable[..., LoadedFolder]) -> Iterator[_Sent]:
    """In the copy: the progress, then the folder."""
    told: SimpleQueue[_Sent | None] = SimpleQueue()

    def read() -> None:
        try:
            told.put(asked(tell=lambda stage, done, total: told.put((stage, done, total))))
        finally:
            told.put(None)

    reader = Thread(target=read, daemon=True)
    reader.start()
    while (sent := told.get()) is not None:
        yield sent


def _loaded(
    copy: Copy[_Sent] | None, asked: Callable[..., LoadedFolder], tell: Tell
) -> LoadedFolder:
    for sent in copy.all() if copy is not None else ():
        if isinstance(sent, LoadedFolder):
            return sent
        tell(*sent)
    return asked(tell=tell)


def _require_text(corpus: Corpus, directory: Path) -> None:
    if any(source.text.strip() for source in corpus.sources):
        return
    if not corpus.sources:
        raise NothingUsableError(f"{directory} holds no submission; put files or a manifest there.")
    reasons = [warning for source in corpus.sources for warning in source.warnings]
    why = f" The first says: {reasons[0]}" if reasons else ""
    count = len(corpus.sources)
    raise NothingUsableError(f"None of the {count} submissions in {directory} has text.{why}")
