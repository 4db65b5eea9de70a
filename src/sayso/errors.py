"""Every exception sayso raises.

SaysoError
├── SpanError        a stretch of text that cannot be
├── SettingsError    a setting that cannot hold
├── KnowledgeError   a file of known actors or places that cannot be read
├── OntologyError    a file of event words that cannot be read
├── ReadError        a source that cannot be read: refused, with the reason
│   ├── UnreachableError   one that could not be opened; it may be there the next time
│   ├── FetchError         a URL that was not fetched
│   │   ├── AddressError       one that is not asked for: its form, or where it leads
│   │   ├── RobotsError        one that its site asks programs to leave alone
│   │   └── UnansweredError    one without an answer this time (an UnreachableError too)
│   └── FailedError        one on which sayso itself failed: a defect, or too little memory
├── FeedsError       a list of feeds that cannot be read
├── KeepError        an answer of the network that could not be written
├── ModelError       a language pipeline that is missing or unfit
├── GazetteerError   an index of place names that cannot be built or opened
├── CodecError       JSON that is not a reading
├── RecordError      a record that no document has
├── StoreError       a database that cannot be opened, read or written
│   ├── NotARecordError    one that holds something else, or is damaged
│   ├── NewerRecordError   one that a later sayso made
│   ├── ReadOnlyError      one that may not be written
│   ├── FullError          no space is left where it stands
│   └── BusyError          another program writes to it for too long
├── ExportError      what cannot be written as asked, or where asked
├── MissingPackageError   a package that sayso uses where it is there, and is not
├── QueryError       words to search for that cannot be understood
└── WorkerError      a worker process that could not start
"""

from __future__ import annotations


class SaysoError(Exception):
    """Anything that went wrong in a way sayso can name."""


class SpanError(SaysoError):
    """A span is empty, reversed, or runs past the end of its document."""


class SettingsError(SaysoError):
    """A setting has a value that cannot hold."""


class KnowledgeError(SaysoError):
    """A file of known actors or places is missing, or says something that cannot be."""


class OntologyError(SaysoError):
    """A file of words that tell events is missing, or says something that cannot be."""


class ReadError(SaysoError):
    """A source was refused: ``cannot read SOURCE: REASON; HELP``."""

    def __init__(self, source: str, reason: str, advice: str | None = None) -> None:
        """Name the source, the reason, and what its owner can do about it."""
        super().__init__(source, reason, advice)
        self.source = source
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        """Say what, why, and what to do."""
        tail = f"; {self.advice}" if self.advice else ""
        return f"cannot read {self.source}: {self.reason}{tail}"


class UnreachableError(ReadError):
    """A source could not be opened or read to its end; trying again may help."""


class FetchError(ReadError):
    """A URL was not fetched: ``cannot fetch URL: REASON; HELP``."""

    def __init__(
        self,
        source: str,
        reason: str,
        advice: str | None = None,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        """Keep the HTTP status of the answer, and for how many seconds its server asks to be left alone."""
        super().__init__(source, reason, advice)
        self.status = status
        self.retry_after_s = retry_after_s

    def __str__(self) -> str:
        """Say what, why, and what to do."""
        return super().__str__().replace("cannot read", "cannot fetch", 1)


class AddressError(FetchError):
    """A URL has a form that sayso does not ask for, or leads to an address that is not public."""


class RobotsError(FetchError):
    """The robots.txt of a site asks programs to leave a URL alone."""


class UnansweredError(FetchError, UnreachableError):
    """A URL gave no answer, or none that is whole, this time; trying again may help."""


class FailedError(ReadError):
    """sayso failed on a document that it could open; another version, or more memory, may not."""


class FeedsError(SaysoError):
    """A list of feeds (feeds.toml) is missing, or says something that cannot be."""


class KeepError(SaysoError):
    """What the network answered could not be written beside the record."""


class ModelError(SaysoError):
    """A language pipeline is not installed, or lacks a parser or recogniser."""


class GazetteerError(SaysoError):
    """The index of place names cannot be built or opened."""


class CodecError(SaysoError):
    """A piece of JSON does not follow the contract."""


class RecordError(SaysoError):
    """No document has a record of that id, or at those characters."""


class StoreError(SaysoError):
    """A record's database cannot be opened, read or written: ``WHAT; HELP``."""

    def __init__(self, what: str, advice: str) -> None:
        """Say what went wrong, and what to do."""
        super().__init__(what, advice)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        """Say what, and what to do."""
        return f"{self.what}; {self.advice}"


class NotARecordError(StoreError):
    """A file or database holds something else than a record, or is damaged."""


class NewerRecordError(StoreError):
    """A record was made by a later version of sayso."""


class ReadOnlyError(StoreError):
    """A record, or the folder it stands in, may not be written."""


class FullError(StoreError):
    """No space is left where the record stands."""


class BusyError(StoreError):
    """Another program has been writing to the record for too long."""


class QueryError(SaysoError):
    """A query was not understood: ``REASON; ADVICE``, and below it the query with the place marked."""

    def __init__(self, reason: str, advice: str, query: str, start: int, end: int) -> None:
        """Tell what is wrong with ``query[start:end]``, and what to write instead."""
        super().__init__(reason, advice, query, start, end)
        self.reason = reason
        self.advice = advice
        self.query = query
        self.start = start
        self.end = end

    def __str__(self) -> str:
        """Say what, what to do, and mark where."""
        marks = "^" * max(1, min(self.end, len(self.query)) - self.start)
        shown = self.query.replace("\n", " ").replace("\t", " ")
        return f"{self.reason}; {self.advice}\n  {shown}\n  {' ' * self.start}{marks}"


class ExportError(SaysoError):
    """Something cannot be exported as asked, or to where it was asked for."""


class MissingPackageError(SaysoError):
    """Something needs a package that sayso does not bring along."""

    def __init__(self, what: str, *, package: str) -> None:
        """Say what needs which package."""
        super().__init__(f"{what} needs {package}; install it beside sayso, such as with: pip install {package}")
        self.package = package


class WorkerError(SaysoError):
    """A worker process died before it was ready."""

    def __init__(self, exit_code: int) -> None:
        """Tell how it ended."""
        super().__init__(f"a worker process could not start (exit code {exit_code}); try again with fewer workers")
        self.exit_code = exit_code


class GoldError(SaysoError):
    """A label names words that its text does not hold, or holds more than once."""
