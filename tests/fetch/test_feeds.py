"""feeds.toml says which feeds to watch; every mistake in it is named with its place and what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sayso.errors import FeedsError
from sayso.fetch.feeds import Feed, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[str], tuple[Feed, ...]]:
    def load_text(text: str) -> tuple[Feed, ...]:
        path = tmp_path / "feeds.toml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return load_text


def test_a_feed_has_a_url_and_the_rest_is_assumed(loaded: Callable[[str], tuple[Feed, ...]]) -> None:
    (feed,) = loaded("[[feed]]\nurl = 'https://post.example/rss'")
    assert feed == Feed(url="https://post.example/rss", outlet=None, every=timedelta(minutes=30), full=False)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("1 min", 1), ("90min", 90), ("5 minutes", 5), ("1 minute", 1), ("2 h", 120), ("1 hour", 60), ("7 days", 10_080)],
)
def test_how_often_is_told_in_words(loaded: Callable[[str], tuple[Feed, ...]], written: str, minutes: int) -> None:
    (feed,) = loaded(f'[[feed]]\nurl = "https://a.example/"\nevery = "{written}"\noutlet = " The  Post "\nfull = true')
    assert feed == Feed(url="https://a.example/", outlet="The Post", every=timedelta(minutes=minutes), full=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names no feed; give each a table [[feed]] with a url"),
        ("x", "is not TOML"),
        ("feed = 1", "feed is one table or a value"),
        ("[feed]\nurl = 'https://a.example'", "write [[feed]], in two brackets"),
        ("[[feeds]]", "there is no key 'feeds'; did you mean 'feed'?"),
        ("[[feed]]", "feed 1: url is missing"),
        ("[[feed]]\nurl = 3", "feed 1: url is 3; give the address"),
        ("[[feed]]\nurl = 'post.example/rss'", "feed 1: url is 'post.example/rss': it names no scheme; sayso fetches"),
        ("[[feed]]\nurl = 'https://me@a.example/'", "it has a user name before the host"),
        ("[[feed]]\nurl = 'https://a.example/'\nevry = '1 h'", "there is no key 'evry'; did you mean 'every'?"),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = 30", 'every is 30; write "30 min"'),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = 'often'", "every is 'often'; write"),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = '0 min'", 'at least "1 min"'),
        ("[[feed]]\nurl = 'https://a.example/'\nevery = '31 d'", 'at most "30 d"'),
        ("[[feed]]\nurl = 'https://a.example/'\nfull = 'yes'", "full is 'yes'; write true or false"),
        ("[[feed]]\nurl = 'https://a.example/'\noutlet = ''", "outlet is ''"),
        (
            "[[feed]]\nurl = 'https://a.example/'\n[[feed]]\nurl = 'https://A.example'",
            "feed 2: https://a.example/ is that of feed 1; remove one of them",
        ),
    ],
)
def test_a_mistake_is_named(loaded: Callable[[str], tuple[Feed, ...]], text: str, message: str) -> None:
    with pytest.raises(FeedsError) as caught:
        loaded(text)
    assert message in str(caught.value)
    assert "feeds.toml" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedsError, match="there is no such file"):
        load(tmp_path / "feeds.toml")
