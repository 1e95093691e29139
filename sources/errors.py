"""Everything that can go wrong on purpose, as one tree.

    WhylistedError
    ├── SourceError            a file, folder or address cannot be read as a document
    │   ├── NotFound           nothing there, or nothing of a kind that is read
    │   ├── UnreadableFile     there, but not what its name or layout promises (file, line where known, cause)
    │   └── FetchError         an address did not give what was asked (network, status, size, refusal)
    ├── IndexProblem           the index cannot do what was asked
    │   ├── NoIndex            no index in that folder
    │   ├── IndexFormat        an index of another format version
    │   ├── IndexBusy          another process is writing
    │   └── IndexDamaged       the truth and what is derived from it do not agree, and catching up failed
    ├── HistoryProblem         what was asked cannot be kept or read back (read-only folder, full disk, lock, newer format)
    ├── ModelError             the embedding model is absent, altered, or not the one that the index was made with
    └── QuestionError          a question that is empty, or that no sentence could be
        └── Nobody             a name that neither lists nor documents have

Every message names the thing, the cause and the remedy in one line. Only `ui/` prints them.
"""


class WhylistedError(Exception):
    """Base of every error that is raised on purpose; its text is one line for a person."""


class SourceError(WhylistedError):
    """A file, folder or address cannot be read as a document."""


class NotFound(SourceError):
    """Nothing there, or nothing of a kind that is read."""


class UnreadableFile(SourceError):
    """A file that is not what its name or layout promises."""


class FetchError(SourceError):
    """An address that did not give what was asked."""


class IndexProblem(WhylistedError):
    """The index cannot do what was asked."""


class NoIndex(IndexProblem):
    """No index in that folder."""


class IndexFormat(IndexProblem):
    """An index of another format version."""


class IndexBusy(IndexProblem):
    """Another process is writing to this index."""


class IndexDamaged(IndexProblem):
    """The truth and what is derived from it do not agree, and catching up failed."""


class HistoryProblem(WhylistedError):
    """What was asked cannot be kept, or not be read back."""


class ModelError(WhylistedError):
    """The embedding model is absent, altered, or not the one that the index was made with."""


class QuestionError(WhylistedError):
    """A question that is empty, or that no sentence could be."""


class Nobody(QuestionError):
    """A name that neither the lists nor the documents of the index have."""
