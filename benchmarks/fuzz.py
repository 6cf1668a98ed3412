"""Hostile bytes for every reader, the registry's loader and the parsers of numbers and dates.

    python -m benchmarks.fuzz                          a minute of each target, one after the other
    python -m benchmarks.fuzz pdf html --seconds 600   some of them, longer
    python -m benchmarks.fuzz pdf --replay FILE...     run kept inputs again, and say what comes of each

An input may be refused with a FactcheckError and with nothing else, within two seconds and 500 MB. What breaks
that is kept under --folder with its traceback, and the run goes on. With atheris (not a dependency: pip install
atheris) the mutations follow the branches of the code; without it they are random edits of the seeds.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from factcheck import quantity, read, registry, when
from factcheck.errors import FactcheckError

ROOT = Path(__file__).parent.parent
SLOW = 2.0  # seconds of the processor for one input: others may be at work on this machine
LARGE = 500_000  # kilobytes of the whole process
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DAY = date(2026, 1, 13)
TOKENS = {
    "pdf": "obj endobj stream endstream xref trailer startxref /Kids /Parent /Contents /Length /Filter "
    "/FlateDecode /ASCII85Decode /LZWDecode /RunLengthDecode /ASCIIHexDecode /Predictor /Columns /ToUnicode "
    "/Encoding /DescendantFonts /Encrypt /ObjStm /Prev BT ET Tj TJ 1\\x200\\x20R 99999999 -1 << >> [ ]",
    "html": "<table> <tr> <td> <p> <div> <li> <ul> <blockquote> <article> <h1> <script> <!-- --> &#x0; "
    "<meta\\x20charset=utf-7> <time\\x20datetime= <br> <svg> <![CDATA[ </p> </div>",
    "docx": "<w:p> </w:p> <w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:del> <w:ins> <w:fldChar "
    'w:fldCharType=\\"begin\\" <w:txbxContent> <w:pStyle w:val= <!DOCTYPE <!ENTITY &x; <w:vanish/>',
    "md": "--- ``` > - 1. | |---| # [ ]( ![ ** __ ~~ <!-- &amp; \\\\ \\x20\\x20\\x0a",
    "registry": "parties: publishers: sources: include: statements: figures: series: id: words: text: value: "
    "measure: as_of: snapshot: derived_from: file: &a *a !!str --- ? | > { } [ ] ' \\x22",
    "quantity": "million per\\x20cent $ between and about over half dozen score 1,000 10-12 % bn st th -",
    "when": "January since until 2026 last next Monday Q1 early end\\x20of 13/01/2026 the\\x2010th fiscal",
}


# What a process of its own runs: what is imported from now on tells atheris which branches were taken.
_CHILD = """
import contextlib, sys
from pathlib import Path
sys.path.insert(0, "")
try:
    import atheris
    watching = atheris.instrument_imports(include=["factcheck", "pypdf", "markdown_it", "trafilatura"])
except ImportError:
    atheris, watching = None, contextlib.nullcontext()
with watching:
    from benchmarks import fuzz
    fuzz.warm(sys.argv[1])
run = fuzz.guided if atheris else fuzz.blind
run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
"""


def plain(data: bytes) -> None:
    read.read(data, "a.txt")


def markdown(data: bytes) -> None:
    read.read(data, "a.md")


def web(data: bytes) -> None:
    read.read(data, "a.html")


def pdf(data: bytes) -> None:
    read.read(data, "a.pdf")


def packed(data: bytes) -> None:
    read.read(data, "a.docx")


def word(data: bytes) -> None:
    """Take the bytes as the document of a Word file: a fuzzer that meets a checksum learns nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", data)
    read.read(out.getvalue(), "a.docx")


def desk(data: bytes) -> None:
    """Load the bytes as a registry whose one table is what stands behind a line of percent signs."""
    head, _, table = data.partition(b"%%%%\n")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sources.yaml").write_bytes(head)
        (Path(folder) / "table.csv").write_bytes(table)
        found = registry.load(Path(folder))
        for source in found.sources.values():
            found.origins_of(source.id), found.relayed(source.id)


def numbers(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = quantity.find(text)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    for one in found[:8]:
        for other in found[:8]:
            quantity.agree(one, other)


def dates(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = (*when.find(text, DAY), *when.find(text, date.min), *when.find(text, date.max), *when.find(text))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    for one in found[:8]:
        for other in found[:8]:
            when.relate(one, other)
    when.day(text[:80])


TARGETS: dict[str, Callable[[bytes], None]] = {
    "txt": plain,
    "md": markdown,
    "html": web,
    "docx": word,
    "zip": packed,
    "pdf": pdf,
    "registry": desk,
    "quantity": numbers,
    "when": dates,
}


class Watch:
    """Runs a target on inputs and keeps those that break a promise, each kind of break once."""

    def __init__(self, target: str, folder: Path) -> None:
        self._run, self._target, self._folder = TARGETS[target], target, folder
        self._known: set[str] = set()
        self._peak = 0
        self.runs = 0

    def __call__(self, data: bytes) -> None:
        """Run the target on ``data``; nothing is raised."""
        self.runs += 1
        begun, why, text = time.process_time(), "", ""
        try:
            self._run(data)
        except FactcheckError:
            pass
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            why, text = (
                f"{type(error).__name__}-{Path(last.filename).name}-{last.lineno}",
                traceback.format_exc(),
            )
        took = time.process_time() - begun
        if took > SLOW:
            why = why or f"slow-{int(took)}s"
            text += f"{took:.1f} s\n"
        if (peak := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) > max(LARGE, self._peak):
            self._peak, why = peak * 5 // 4, why or f"large-{peak // 1000}MB"
        if why and why not in self._known:
            self._known.add(why)
            self._keep(why, data, text)

    def _keep(self, why: str, data: bytes, text: str) -> None:
        name = f"{self._target}-{why}-{hashlib.sha256(data).hexdigest()[:8]}"
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / name).write_bytes(data)
        (self._folder / f"{name}.txt").write_text(text)
        print(f"FOUND {name}", flush=True)


def seeds(target: str) -> list[bytes]:
    """Return small inputs to begin with: the samples of the tests, cases of numbers and dates."""
    import yaml

    data = ROOT / "tests/data"
    if target in ("quantity", "when"):
        found = []
        for path in sorted((data / target).glob("*.yaml")):
            cases = yaml.safe_load(path.read_text())
            found += [line.encode() for line in _texts(cases) if 8 < len(line) < 200]
        return found[:: max(1, len(found) // 300)]
    if target == "registry":
        files = [*(data / "registry").rglob("*.yaml"), *(data / "index").rglob("sources.yaml")]
        whole = [path.read_bytes() for path in files if path.stat().st_size < 8000]
        return [*whole, registry.template_text().encode()]
    sys.path.insert(0, str(ROOT / "tests"))
    import test_read  # type: ignore[import-not-found]

    if target in ("txt", "md", "html"):
        name = "plain" if target == "txt" else "markup"
        cases = yaml.safe_load((data / f"read/{name}.yaml").read_text())
        texts = [str(case.get("text", case.get("source"))) for case in cases]
        return [text.encode() for text in texts if (text.lstrip()[:1] == "<") is (target == "html")]
    if target == "docx":
        cases = yaml.safe_load((data / "read/docx.yaml").read_text())
        wrap = '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
        return [(wrap % (WORD, case["body"])).encode() for case in cases]
    if target == "zip":
        return [test_read.word("<w:p/>"), test_read.SAMPLES["a.docx"]]
    cases = yaml.safe_load((data / "read/pdf.yaml").read_text())
    return [test_read.pdf(case["pages"]) for case in cases] + _packed_pdfs(test_read.pdf)


def _packed_pdfs(make: Any) -> list[bytes]:
    """Return PDFs with packed streams and object streams, as programs write them."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(make([["The wall is 40 metres long."], ["It is old."]])))
    )
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return [out.getvalue()]


def _texts(cases: Any) -> list[str]:
    if isinstance(cases, str):
        return [cases]
    inner = cases.values() if isinstance(cases, dict) else cases if isinstance(cases, list) else ()
    return [text for one in inner for text in _texts(one)]


def warm(target: str) -> None:
    """Import all that a target needs, by running it once."""
    with contextlib.suppress(FactcheckError):
        TARGETS[target](seeds(target)[0])


def guided(target: str, folder: Path, seconds: int) -> None:
    """Let atheris run; it ends the process when its time is up."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    corpus = folder / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = folder / f"{target}.dict"
    words.write_text(
        "".join(
            f'"{word}"\n'
            for word in TOKENS.get(target, "a").replace('"', '\\"').replace('\\\\"', '\\"').split()
        )
    )
    watch = Watch(target, folder / "found")
    limits = [f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=3000", "-max_len=20000"]
    paths = [f"-artifact_prefix={folder}/found/{target}-", f"-dict={words}", str(corpus)]
    (folder / "found").mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", "-verbosity=0", *paths], watch)
    atheris.Fuzz()


def blind(target: str, folder: Path, seconds: int) -> None:
    """Edit the seeds at random for some seconds; say how many inputs were run."""
    watch, rng, begun = Watch(target, folder / "found"), random.Random(target), time.monotonic()
    known = seeds(target)
    words = [
        word.encode().decode("unicode_escape").encode("latin-1") for word in TOKENS.get(target, "a").split()
    ]
    while time.monotonic() < begun + seconds:
        watch(edited(rng.choice(known), rng, words))
    print(f"{target}: {watch.runs} inputs")


def edited(data: bytes, rng: random.Random, words: list[bytes]) -> bytes:
    """Return ``data`` with a few bytes changed, taken out, said twice, or a word of the format put in."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        place, kind = rng.randrange(len(made) + 1), rng.randrange(4)
        if kind == 0:
            made[place : place + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del made[place : place + rng.randrange(1, 30)]
        elif kind == 2:
            made[place:place] = made[place : place + rng.randrange(1, 200)] * rng.choice((1, 2, 10))
        else:
            made[place:place] = rng.choice(words)
    return bytes(made[:20_000])


def main() -> int:
    """Fuzz the targets in turn, each in a process of its own; exit 1 where anything was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)} (all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "factcheck-fuzz")
    parser.add_argument("--replay", type=Path, nargs="+", help="inputs to run again with the one target")
    chosen = parser.parse_args()
    if chosen.replay:
        return _replay(chosen.targets[0], chosen.replay)
    return max([_alone(target, chosen) for target in chosen.targets or TARGETS])


def _alone(target: str, chosen: argparse.Namespace) -> int:
    """Fuzz one target in a process of its own, print a line on it; 1 where it found something."""
    found = chosen.folder / "found"
    before, begun = len(list(found.glob("*"))), time.monotonic()
    command = [sys.executable, "-c", _CHILD, target, str(chosen.folder), str(chosen.seconds)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    signs = ("FOUND", "stat::number", "stat::peak", f"{target}:")
    told = [
        " ".join(line.split()) for line in (run.stdout + run.stderr).splitlines() if line.startswith(signs)
    ]
    print(
        f"{target:10} {time.monotonic() - begun:5.0f} s, exit {run.returncode}; {'; '.join(told)}", flush=True
    )
    if run.returncode:
        (chosen.folder / f"{target}.log").write_text(run.stdout[-100_000:] + run.stderr[-100_000:])
    return int(run.returncode != 0 or len(list(found.glob("*"))) > before)


def _replay(target: str, paths: list[Path]) -> int:
    worst = 0
    for path in paths:
        begun = time.perf_counter()
        try:
            TARGETS[target](path.read_bytes())
            said = "read"
        except FactcheckError as error:
            said = f"refused: {error.what}"
        except Exception as error:
            said, worst = f"{type(error).__name__}: {error}", 1
        print(f"{path.name}: {time.perf_counter() - begun:.2f} s, {said}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
