from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sayso.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demo_shows_the_brief_of_its_sample(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demo"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    for section in ("ACTORS", "WHO SAID WHAT", "FIGURES", "WHAT HAPPENED", "DATES", "PLACES"):
        assert section in out


def test_the_demo_takes_the_forms_of_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--json", "--html", str(tmp_path / "demo.html")])
    reading = json.loads(capsys.readouterr().out)
    assert reading["document"]["published"] == "2031-03-14"
    assert {quotation["manner"] for quotation in reading["quotations"]} >= {"direct", "indirect", "mixed"}
    assert any(quotation["within"] for quotation in reading["quotations"])
    assert "<article" in (tmp_path / "demo.html").read_text(encoding="utf-8")
