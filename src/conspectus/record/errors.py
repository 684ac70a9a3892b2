"""The record's family of errors: each message is one sentence for the person who meets it."""


class RecordError(Exception):
    """Base of the errors of this package: what was wrong, with what, what to do."""


class CanonicalError(RecordError):
    """Data that has no canonical JSON form, or bytes that are not in it."""


class NoteError(RecordError):
    """A note, checkpoint or key that is malformed, or signed by nobody we know."""


class ProofError(RecordError):
    """A Merkle proof that proves nothing."""


class StorageError(RecordError):
    """Stored files are missing, damaged, or not what a writer may go on from."""


class HeldError(StorageError):
    """Another process appends to the record."""


class ReceiptError(RecordError):
    """A receipt that is malformed or does not hold."""


class DrawError(RecordError):
    """A draw that cannot be made, or a transcript that does not hold."""
