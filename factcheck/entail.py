"""The one door to a local entailment model: a second opinion that the user points to (``--nli``), never more.

Any ONNX export of a sequence-pair classifier will do: a folder with ``model.onnx`` (or ``onnx/model.onnx``),
``tokenizer.json``, and a ``config.json`` whose ``id2label`` names entailment, neutral and contradiction. Nothing is
ever downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from .errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LONGEST = 512
_Made = TypeVar("_Made")
_NAMES = ("entailment", "neutral", "contradiction")
_HINT = "give a folder with model.onnx, tokenizer.json and config.json of a model that tells entailment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the model says of one pair, and how sure it is (a softmax share from 0 to 1, no probability of truth)."""

    name: str
    share: float


class Entailment:
    """A loaded model; :meth:`judge` is pure."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, labels: dict[int, str]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._labels = labels

    def judge(self, premise: str, claim: str) -> Opinion:
        """Return whether ``premise`` entails ``claim``, contradicts it, or neither."""
        import numpy

        encoded = self._tokenizer.encode(premise, claim)
        given = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        wanted = {one.name for one in self._session.get_inputs()}
        feed = {name: numpy.array([ids], dtype="int64") for name, ids in given.items() if name in wanted}
        logits = self._session.run(None, feed)[0][0]
        shares = numpy.exp(logits - logits.max())
        best = int(shares.argmax())
        return Opinion(name=self._labels[best], share=float(shares[best] / shares.sum()))


def load(folder: Path) -> Entailment:
    """Load a model from its folder.

    :raises ModelError: when a file is missing or does not fit, or the extra ``nli`` is not installed.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        hint = "type: python -m pip install 'factcheck-newsroom[nli]'"
        raise ModelError("the extra for a second opinion is not installed", hint=hint) from None
    labels = _labels(_file(folder, "config.json"))
    tokenizer = _read(lambda: Tokenizer.from_file(str(_file(folder, "tokenizer.json"))), folder)
    tokenizer.enable_truncation(LONGEST)
    weights = _file(folder, "model.onnx", "onnx/model.onnx")
    providers = ["CPUExecutionProvider"]
    session = _read(lambda: onnxruntime.InferenceSession(str(weights), providers=providers), folder)
    return Entailment(session, tokenizer, labels)


def _file(folder: Path, *names: str) -> Path:
    found = next((folder / name for name in names if (folder / name).is_file()), None)
    if found is None:
        raise ModelError(f"{names[0]} is missing", where=str(folder), hint=_HINT)
    return found


def _read(make: Callable[[], _Made], folder: Path) -> _Made:
    """Call one of the two libraries' loaders; both raise bare ``Exception``s of their own for a bad file."""
    try:
        return make()
    except Exception as error:
        raise ModelError(f"cannot be loaded: {error}", where=str(folder), hint=_HINT) from None


def _labels(config: Path) -> dict[int, str]:
    """Return the model's label numbers with the names that we know; the order differs from model to model."""
    try:
        named = json.loads(config.read_text("utf-8"))["id2label"]
        labels = {int(number): str(name).casefold() for number, name in named.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise ModelError("has no id2label", where=str(config), hint=_HINT) from None
    if sorted(labels.values()) != sorted(_NAMES):
        found = ", ".join(sorted(labels.values()))
        raise ModelError(f"its labels are {found}, not {', '.join(_NAMES)}", where=str(config), hint=_HINT)
    return labels
