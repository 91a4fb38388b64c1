"""How sure an event is: the classifier's probability, calibrated so that it says how often such events are right.

Platt scaling, two numbers in ../data/confidence.tsv. `python -m training.calibrate` fits them on the golden events and
prints the reliability table that stands in docs/events.md.
"""

import math
from dataclasses import dataclass
from functools import cache

from include.newsmill.extraction.tables import rows

_NEAR_CERTAIN = 1e-4  # probabilities nearer to 0 or 1 count as this far from them


@dataclass(frozen=True, slots=True)
class Calibration:
    """A line through log odds."""

    intercept: float
    slope: float

    def confidence(self, probability: float) -> float:
        """Calibrated probability, two decimals.

        >>> Calibration(0.0, 1.0).confidence(0.75)
        0.75
        """
        score = self.intercept + self.slope * log_odds(probability)
        return round(1 / (1 + math.exp(-score)), 2)


UNCALIBRATED = Calibration(0.0, 1.0)


def log_odds(probability: float) -> float:
    """Logarithm of p / (1 - p), finite for 0 and 1 as well."""
    inside = min(max(probability, _NEAR_CERTAIN), 1 - _NEAR_CERTAIN)
    return math.log(inside / (1 - inside))


@cache
def calibration() -> Calibration:
    """The calibration that comes with the package."""
    values = {name: float(value) for name, value in rows("confidence.tsv", 2)}
    return Calibration(values["intercept"], values["slope"])
