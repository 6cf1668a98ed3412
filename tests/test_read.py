"""Readers: cases as data, samples built here, and properties for any text and any bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import folder, read
from factcheck.errors import ReadError
from factcheck.model import Article
from factcheck.read import article_from_text, language, name_of, read_path, read_stream
from factcheck.text import Lines
from factcheck.wire import lines_of

DATA = Path(__file__).parent / "data" / "read"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
QUICK = settings(max_examples=120, deadline=None, derandomize=True, database=None)


def cases(name: str) -> list[Any]:
    found = yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def shown(article: Article) -> list[list[str]]:
    """Return the blocks as kind, locator and text on one line, after proving their spans."""
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert block.span.of(article.text).strip() == block.span.of(article.text)
        end = block.span.end
    return [[str(b.kind), b.locator, " ".join(b.span.of(article.text).split())] for b in article.blocks]


@pytest.mark.parametrize("case", cases("plain"))
def test_plain(case: dict[str, Any]) -> None:
    article = article_from_text(case["text"])
    assert shown(article) == case["blocks"]
    assert (article.title, article.published) == (case["title"], case.get("published"))
    assert article.text == case["text"]
    assert shown(read_stream(case["text"].encode())) == case["blocks"]


@pytest.mark.parametrize("case", cases("markup"))
def test_markup(case: dict[str, Any]) -> None:
    article = read.read(case["source"].encode(), case["origin"])
    assert shown(article) == case["blocks"]
    assert (article.title, article.published, article.id) == (
        case["title"],
        case.get("published"),
        case["id"],
    )


@pytest.mark.parametrize("case", cases("docx"))
def test_docx(case: dict[str, Any]) -> None:
    article = read.read(word(case["body"], notes=case.get("footnotes", "")), "draft.docx")
    assert shown(article) == case["blocks"]
    assert list(article.notes) == case.get("notes", [])


@pytest.mark.parametrize("case", cases("pdf"))
def test_pdf(case: dict[str, Any]) -> None:
    article = read.read(pdf(case["pages"]), "paper.pdf")
    assert shown(article) == case["blocks"]


@pytest.mark.parametrize("case", cases("encodings"))
def test_encodings(case: dict[str, Any]) -> None:
    article = read_stream(bytes.fromhex(case["hex"]))
    assert (article.text, list(article.notes)) == (case["text"], case.get("notes", []))
    assert list(article.remarks) == case.get("remarks", [])


@pytest.mark.parametrize("case", cases("tables"))
def test_tables(case: dict[str, Any]) -> None:
    assert [str(block.kind) for block in article_from_text(case["text"]).blocks] == case["kinds"]


@pytest.mark.parametrize("case", cases("lines"))
def test_lines_are_those_of_the_file_where_they_are_known(case: dict[str, Any]) -> None:
    article = read.read(case["source"].encode(), case["origin"])
    lines = Lines(article.text, article.lines)
    found = [[lines.at(b.span.start)[0], b.span.of(article.text)] for b in article.blocks]
    assert found == case["lines"]
    assert lines_of(article) == case["of"]


@pytest.mark.parametrize("case", cases("languages"))
def test_languages(case: dict[str, Any]) -> None:
    code, probability = language(article_from_text(case["text"]))
    assert (code, name_of(code), probability > 0.5) == (case["code"], case["language"], case["sure"])


def word(body: str, *, notes: str = "", content: bytes | None = None) -> bytes:
    """Return a Word document with this body; its styles are those of python-docx's own template."""
    import docx

    out, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as template, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in template.namelist():
            if name != "word/document.xml":
                target.writestr(name, template.read(name))
        xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        target.writestr("word/document.xml", content or xml.encode())
        if notes:
            target.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')
    return out.getvalue()


def pdf(pages: list[list[str]], *, extra: str = "") -> bytes:
    """Return a PDF whose pages show these lines; ``extra`` goes into the trailer."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for page in pages:
        shows = " ".join(f"({line}) Tj T*" for line in page)
        stream = f"BT /F1 11 Tf 72 760 Td 13 TL {shows} ET"
        place = len(bodies) + 1
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 {font} >> >>"
            f" /Contents {place + 1} 0 R >>"
        )
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    kids = " ".join(f"{number} 0 R" for number in range(3, len(bodies) + 1, 2))
    bodies[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return (out + trailer).encode("latin-1")


def test_every_reader_has_a_case() -> None:
    assert folder.names("read") == ("docx", "html", "md", "pdf", "txt")
    assert {"htm", "markdown", "text"} <= set(read.formats())


def refused(data: bytes, name: str = "draft") -> str:
    with pytest.raises(ReadError) as caught:
        read.read(data, name)
    assert caught.value.where == name
    return caught.value.what


def test_refusals() -> None:
    assert "no Word document" in refused(b"PK\x03\x04 and so on")
    assert "old Office" in refused(b"\xd0\xcf\x11\xe0" + bytes(100))
    assert "Rich Text" in refused(b"{\\rtf1 hello}")
    assert "not text" in refused(bytes(range(256)) * 4)
    assert "picture" in refused(b"\x89PNG\r\n\x1a\n")
    assert "20 MB" in refused(b"a" * 20_000_001)
    assert "cannot be read" in refused(b"no zip", "a.docx")
    assert "broken" in refused(b"%PDF-1.7 cut", "a.pdf")
    assert "no text" in refused(pdf([[]]), "a.pdf")
    assert "password" in refused(locked_pdf(), "a.pdf")


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["A secret."]]))))
    writer.encrypt("key", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_notes() -> None:
    picture = pdf([["The wall is long."], []]).replace(b"/Contents 6 0 R", b"/Contents 6 0 R ", 1)
    plain = (
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents 6"
    )
    drawn = plain.replace(b">> >> >> /Contents", b">> >> /XObject << >> >> /Contents")
    article = read.read(picture.replace(plain, drawn), "a.pdf")
    assert article.notes == ("page 2 holds a picture and no text",)
    article = read.read(pdf([["The wall is long."], ["a" * 1_500_000]]), "a.pdf")
    assert article.notes == ("page 2 is drawn too intricately to be read",)


def test_docx_attacks() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cc">]><w:document xmlns:w="%s"><w:body/></w:document>' % W.encode()
    assert "entities" in refused(word("", content=bomb), "a.docx")
    assert "zip bomb" in refused(word("", content=b"<a>" + b" " * 30_000_000 + b"</a>"), "a.docx")
    deep = b"<w:document xmlns:w='%s'>" % W.encode() + b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"</w:document>"
    assert "not well-formed" in refused(word("", content=deep), "a.docx")
    assert "cut short" in refused(cut(word("<w:p/>")), "a.docx")


def cut(data: bytes) -> bytes:
    place = data.index(b"word/document.xml")
    return data[: place + 20] + bytes(40) + data[place + 60 :]


def test_paths(tmp_path: Path) -> None:
    draft = tmp_path / "Harbour Wall (2).txt"
    draft.write_bytes(b"The wall is 40 metres long.")
    assert (read_path(draft).id, read_path(draft).origin) == ("harbour-wall-2", str(draft))
    for missing in (tmp_path / "none.txt", tmp_path, Path("\0")):
        with pytest.raises(ReadError):
            read_path(missing)


def test_ids_and_dates() -> None:
    assert read.read(b"One.", "https://example.org/news/big-wall.html?x=1").id == "big-wall"
    assert read_stream(b"Big wall\nIt is long, they said on Monday.").id == "big-wall"
    assert article_from_text("A.", published=date(2026, 1, 2)).published == date(2026, 1, 2)
    assert article_from_text("A.", title="Wall").title == "Wall"


@pytest.mark.parametrize(
    "line", ["word, and ", '"', "A - ", "[x](", "\t1", "**a ", "By ", "<p>", "(AP Photo "]
)
def test_five_megabytes_in_one_line(line: str) -> None:
    text = line * (5_000_000 // len(line))
    article = article_from_text(text)
    assert len(article.text) == len(text)
    assert all(block.span.end - block.span.start <= 20_000 for block in article.blocks)
    shown(article)
    assert read.read(text.encode(), "a.md").blocks is not None


@QUICK
@given(st.text(max_size=400) | st.text(alphabet="aA .\n\t1-—(),:\"'By>*|", max_size=300))
def test_any_text(text: str) -> None:
    article = article_from_text(text)
    assert article.text == text
    shown(article)


@pytest.mark.parametrize("name", ["a", "a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
@QUICK
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes(name: str, data: bytes) -> None:
    try:
        article = read.read(data, name)
    except ReadError as error:
        assert error.where == name
    else:
        shown(article)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html", "a.md"])
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(place=st.integers(min_value=0, max_value=10_000), change=st.binary(min_size=1, max_size=8))
def test_damaged_files(name: str, place: int, change: bytes) -> None:
    whole = SAMPLES[name]
    place %= len(whole)
    try:
        shown(read.read(whole[:place] + change + whole[place + len(change) :], name))
        shown(read.read(whole[:place], name))
    except ReadError as error:
        assert error.where == name


SAMPLES = {
    "a.docx": word("<w:p><w:r><w:t>The wall is 40 metres long.</w:t></w:r></w:p>"),
    "a.pdf": pdf([["The wall is 40 metres long, the town said.", "It was built in 1911."]]),
    "a.html": b"<html><body><article><h1>Wall</h1><p>It is <b>long</b>.</p><ul><li>one</ul></article></body>",
    "a.md": b"---\ntitle: Wall\n---\n# Wall\n\n- one\n- two [x](y)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
}
