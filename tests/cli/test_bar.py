from __future__ import annotations

from pathlib import Path

from sayso.cli.bar import document_count


def test_each_line_of_json_lines_is_a_document_and_each_other_file_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n{"text": "c"}', encoding="utf-8")
    (tmp_path / "b.txt").write_text("one\ntwo\n", encoding="utf-8")
    assert document_count([tmp_path / name for name in ("a.jsonl", "b.txt", "missing.txt")]) == 5


def test_standard_input_has_no_count() -> None:
    assert document_count([Path("-")]) is None
