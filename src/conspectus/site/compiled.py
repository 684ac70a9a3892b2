"""Templates as compiled code, kept in the installation's directory.

What one page is made of takes a fifth of a second to compile, and each process would do it anew
after each start, while readers wait.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from conspectus.core.home import home


class CompiledTemplates(FileSystemBytecodeCache):
    """Files in ``run/templates``, which may be deleted at any time; another source is compiled."""

    def __init__(self) -> None:
        super().__init__(directory="", pattern=f"{_compiler()}-%s.py")

        for left in _folder().glob("*.py"):
            if not left.name.startswith(_compiler()):
                left.unlink(missing_ok=True)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Where a file is unreadable the template is compiled."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Where a file cannot be written the next process compiles again."""
        with suppress(OSError):
            _folder().mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)

    def _get_cache_filename(self, bucket: Bucket) -> str:
        return str(_folder() / (self.pattern % bucket.key))


def _folder() -> Path:
    return home() / "run" / "templates"


@cache
def _compiler() -> str:
    """12 hex digits of what makes code of templates: its output is none of another's."""
    seen = hashlib.sha256(importlib.metadata.version("jinja2").encode())
    for name in ("rendering.py", "words.py", "templating.py"):
        seen.update(Path(__file__).with_name(name).read_bytes())
    return seen.hexdigest()[:12]
