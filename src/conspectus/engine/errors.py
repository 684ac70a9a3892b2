"""The engine's family of errors: each message is one sentence for the person who meets it."""


class ConspectusError(Exception):
    """Base of all errors that people are shown: what was wrong, with what, what to do."""


class EngineError(ConspectusError):
    """The engine cannot go on with this input."""


class InvariantError(EngineError):
    """A paper that would break an invariant of the evidence format was about to be built."""
