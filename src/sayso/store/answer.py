"""What a question gives: an iterator, and a table where one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from sayso.store.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import TracebackType

T = TypeVar("T")


class Answer(Generic[T]):
    """What the record has of one kind, as it is read: to go through once, or to take as a table.

    It holds a connection from the first of it to the last; `close`, a ``with``, or letting go of it ends that early.
    """

    def __init__(self, kind: str, found: Generator[T]) -> None:
        """Give what ``found`` gives; ``kind`` tells which columns a table of it has."""
        self.kind = kind
        self._found = found

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        return next(self._found)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Read no further."""
        self._found.close()

    def to_arrow(self) -> Any:  # noqa: ANN401 - a pyarrow.Table; pyarrow has no types
        """Give all that is left as a ``pyarrow.Table``; docs/exporting.md has its columns."""
        from sayso.export import arrow  # noqa: PLC0415 - pyarrow takes a while to load

        return arrow.table(self.kind, self)

    def to_pandas(self) -> Any:  # noqa: ANN401 - a pandas.DataFrame; pandas may not be there
        """Give all that is left as a ``pandas.DataFrame``, with the columns of `to_arrow`.

        Raises:
            MissingPackageError: when pandas is not installed.
        """
        from sayso.export import arrow  # noqa: PLC0415 - pyarrow takes a while to load

        return arrow.data_frame(self.to_arrow)


class Entries(Answer[Entry[T]], Generic[T]):
    """The records of one kind, each with its document, its words and the names it refers to."""
