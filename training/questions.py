"""Learn what the questions asked of two tellings weigh: python -m training.questions

By ridge regression over the stories under training/days_questions/, of which the encoder that ships has seen none: of
what it was trained on it is surer than of the news. Written are same_act_weights.tsv and its hash into manifest.json.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from include.newsmill.coreference.comparison import SAME_ACT_WEIGHTS, Comparison
from include.newsmill.extraction.events.encoder import ActEncoder, act_encoder
from training.__main__ import DAYS_QUESTIONS, MANIFEST, hashes
from training.days import Story, read_stories

_RIDGE = 50.0  # what the square of a weight costs, of questions brought to unit variance
_ROUNDS = 30  # of Newton's method; it stands still after ten


def answered(stories: Sequence[Story], encoder: ActEncoder) -> Iterator[tuple[dict[str, float], bool]]:
    """The answers on each pair of rows of two articles of a story, and whether they are one act."""
    for story in stories:
        rows = [row for told in story.articles for row in told]
        comparison = Comparison([row.with_vector(encoder) for row in rows], story.published_on)
        numbers = iter(range(len(rows)))
        places = [[next(numbers) for _ in told] for told in story.articles]
        for one, other in combinations(places, 2):
            for a, b, answers in comparison.answers(one, other):
                yield answers, rows[a].is_one_with(rows[b])


def fitted_weights(answers: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Weights of the questions, by ridge regression of the logarithm of odds."""
    names = sorted({name for asked, _ in answers for name in asked})
    x = np.array([[asked.get(name, 0.0) for name in names] for asked, _ in answers])
    y = np.array([float(same) for _, same in answers])
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    x /= spread
    cost = np.where(np.array(names) == "any", 1e-6, _RIDGE)
    w = np.zeros(len(names))
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(cost)
        w -= np.linalg.solve(curvature, x.T @ (p - y) + cost * w)
    return dict(zip(names, (w / spread).tolist(), strict=True))


def main() -> int:
    """Write the files."""
    stories = read_stories(DAYS_QUESTIONS.glob("*.jsonl"))
    answers = list(answered(stories, act_encoder()))
    print(
        f"{len(stories)} stories, {len(answers)} pairs are asked about, {sum(same for _, same in answers)} are one act"
    )
    lines = (f"{name}\t{weight:.4f}\n" for name, weight in sorted(fitted_weights(answers).items()))
    SAME_ACT_WEIGHTS.write_text("".join(lines), encoding="utf-8")
    MANIFEST.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
