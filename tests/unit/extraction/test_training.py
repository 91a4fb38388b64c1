"""The weights that ship are those that the training script makes of the sentences."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from include.newsmill.extraction.events.classifier import parse_table
from training.__main__ import MANIFEST, hashes
from training.fit import fitted_table

ROOT = Path(__file__).parents[3]


def test_sentences_and_weights_are_those_of_the_last_training():
    assert json.loads(MANIFEST.read_text("utf-8")) == hashes(), "run python -m training and commit what it writes"


@pytest.mark.slow
def test_training_reproduces_the_weights():
    done = subprocess.run(
        [sys.executable, "-m", "training", "--check"], cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_table_is_read_as_it_was_fitted():
    rows = [["bias", "verb=arrest"]] * 4 + [["bias", "verb=sing"]] * 4
    table = fitted_table(rows, ["COERCE"] * 4 + ["none"] * 4, ["none", "COERCE"], {"verb=arrest": ("COERCE", 1.0)})
    classifier = parse_table(table, "fitted")
    assert classifier.probabilities(["bias", "verb=arrest"])["COERCE"] > 0.8
    assert classifier.probabilities(["bias", "verb=sing", "never seen"])["none"] > 0.6


def test_a_damaged_table_is_refused_with_its_line():
    with pytest.raises(ValueError, match=r"weights\.tsv, line 3"):
        parse_table("# feature\tnone\tCOERCE\nbias\tCOERCE=0.5\nverb=x\tWHAT=1\n", "weights.tsv")
