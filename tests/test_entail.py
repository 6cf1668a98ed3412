"""The second opinion over a tiny model that this file makes: it finds its labels, suggests, and never decides."""

import json
from pathlib import Path

import numpy
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from factcheck import entail
from factcheck.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[SEP]", "not", "the", "wall", "fell", "stands"]
LABELS = {"0": "contradiction", "1": "entailment", "2": "neutral"}


def build(folder: Path, labels=LABELS) -> Path:
    """Save a model whose logits are (how often "not" came, 0.5, 0): it sees contradiction where it reads "not"."""
    folder.mkdir(exist_ok=True)
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="$A [SEP]", pair="$A [SEP] $B:1 [SEP]:1", special_tokens=[("[SEP]", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"id2label": labels}))
    onnx.save(_graph(), folder / "model.onnx")
    return folder


def _graph() -> onnx.ModelProto:
    table = numpy.zeros((len(WORDS), 3), dtype="float32")
    table[WORDS.index("not"), 0] = 1.0
    bias = numpy.array([0.0, 0.5, 0.0], dtype="float32")
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("ReduceSum", ["rows", "axis"], ["sums"], keepdims=0),
        helper.make_node("Add", ["sums", "bias"], ["logits"]),
    ]
    weights = [
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(bias, "bias"),
        numpy_helper.from_array(numpy.array([1], dtype="int64"), "axis"),
    ]
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, None])
    out = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 3])
    graph = helper.make_graph(nodes, "tiny", [ids], [out], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def test_it_reads_its_labels_from_the_config(tmp_path):
    model = entail.load(build(tmp_path / "m"))
    assert model.judge("the wall fell", "the wall fell").name == "entailment"
    found = model.judge("the wall fell not", "the wall fell")
    assert found.name == "contradiction"
    assert found.share == pytest.approx(0.5065, abs=1e-3)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.onnx", None, "model.onnx is missing"),
        ("tokenizer.json", None, "tokenizer.json is missing"),
        ("config.json", None, "config.json is missing"),
        ("model.onnx", b"nothing", "cannot be loaded"),
        ("tokenizer.json", b"{", "cannot be loaded"),
        ("config.json", b"{}", "has no id2label"),
        ("config.json", b'{"id2label": {"0": "LABEL_0"}}', "its labels are label_0"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(tmp_path, name, content, said):
    folder = build(tmp_path / "m")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=said):
        entail.load(folder)


def test_a_scan_shows_the_opinion_in_a_column_of_its_own_and_decides_nothing_by_it(tmp_path, run):
    root = Path(__file__).parent.parent
    desk = ["--sources", root / "examples/city-budget/sources.yaml"]
    article = tmp_path / "a.txt"
    article.write_text("The town council did not adopt the budget for 2025, the wall fell.\n")
    model = build(tmp_path / "m")
    plain = json.loads(run("scan", article, *desk, "--format", "json").out)
    second = json.loads(run("scan", article, *desk, "--format", "json", "--nli", model).out)
    for one, two in zip(plain["verdicts"], second["verdicts"], strict=True):
        added = [finding for finding in two["findings"] if finding["judge"] == "second opinion"]
        assert [finding["strength"] for finding in added] == ["suggestive"]
        assert {**two, "findings": one["findings"]} == one
    assert "second opinion: " in run("scan", article, *desk, "--nli", model).out
