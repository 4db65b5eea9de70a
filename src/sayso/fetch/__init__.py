"""What sayso asks the network for, and only when a URL is given: single pages and feeds.

    client = Client(keep=Keeper("sayso.warc"))
    answer = page("https://example.org/story", client=client, robots=Robots(client))

`address` says which addresses may be asked at all, `client` asks one URL, `robots` what a site allows and how often,
`keep` writes each raw answer to a WARC, `feeds` polls. One thread uses a client, its robots and its keeper.
"""

from __future__ import annotations

from sayso.fetch.answer import Answer
from sayso.fetch.client import Client, Limits, page
from sayso.fetch.keep import Keeper
from sayso.fetch.robots import Robots

__all__ = ["Answer", "Client", "Keeper", "Limits", "Robots", "page"]
