"""Settings of the run that must lose: SQLite acknowledges before its log is on the disk."""

from conspectus.site.settings import *  # noqa: F403
from conspectus.site.settings import DATABASES

_options = DATABASES["default"]["OPTIONS"]
_options["init_command"] = _options["init_command"].replace(
    "synchronous=FULL", "synchronous=NORMAL"
)
