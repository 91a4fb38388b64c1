"""Fitting the network of types: stochastic descent by hand, so that training needs nothing that the mill does not.

The weights, with W the width of a word's vector, D of a word in context, H hidden units and C classes:
enter (W, D); for each layer window (3 D, 2 D), gain and shift (D); head and around (D, H); features (features, H);
out (H, C); and a bias to each product.
"""

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from scipy.sparse import csr_matrix

from include.newsmill.extraction.events.network import MAXOUT_PIECES, TypeNetwork, beside, layers_of, maxed, normed
from include.newsmill.extraction.events.word_vectors import WordVectors
from training.examples import Example

WIDTH, HIDDEN, LAYERS = 128, 160, 3
SEEN_MIN = 3  # examples that a feature must stand in
ROUNDS, SENTENCES_A_STEP = 6, 64
ADVICE = 0.5  # share of a label that is what a network fitted on the other half of the sentences holds for likely
RATE = 2e-3  # of the first step; falls to nothing by the last
# Shares that are left out at random in each step, so that nothing relies on one word, feature or unit alone.
WORDS_OUT, FEATURES_OUT, STATES_OUT, HIDDEN_OUT = 0.1, 0.3, 0.1, 0.3
SPREAD_OUT = 0.02  # share of each label that is spread over all classes
_FADING, _FADING_SQUARES, _TINY = 0.9, 0.999, 1e-8


@dataclass(frozen=True, slots=True)
class Task:
    """The candidates of one sentence."""

    words: tuple[str, ...]
    heads: tuple[int, ...]  # which word heads each candidate
    features: tuple[Collection[str], ...]
    labels: tuple[str, ...]
    advice: np.ndarray | None = None  # (candidates, classes), probabilities


@dataclass(frozen=True, slots=True)
class _Batch:
    vectors: np.ndarray  # (words, W), sentence after sentence
    first: np.ndarray  # bool: where each begins
    starts: np.ndarray  # numbers of these words
    heads: np.ndarray  # of the candidates, numbers of words
    sentences: np.ndarray  # of the candidates
    wanted: np.ndarray  # (candidates, classes), shares of each label
    features: csr_matrix  # (candidates, features)


def fitted_network(
    tasks: Sequence[Task], classes: Sequence[str], vectors: WordVectors, *, rounds: int = ROUNDS
) -> TypeNetwork:
    """The network of least loss over the tasks; the same for the same machine.

    Labels are wrong here and there. So each half of the sentences is first judged by a network that learnt from the
    other half alone, and half of each label is what that one holds for likely.

    Raises:
        ValueError: fewer tasks than two steps take.
    """
    if len(tasks) < 2 * SENTENCES_A_STEP:
        raise ValueError(
            f"{len(tasks)} sentences with candidates, two steps need {2 * SENTENCES_A_STEP}: give more sentences"
        )
    sides = {words: number % 2 for number, words in enumerate(dict.fromkeys(task.words for task in tasks))}
    advisers = [
        fitted_once([task for task in tasks if sides[task.words] == side], classes, vectors, rounds=rounds)
        for side in (1, 0)
    ]
    return fitted_once(list(advised(tasks, advisers, sides)), classes, vectors, rounds=rounds)


def advised(
    tasks: Iterable[Task], advisers: Sequence[TypeNetwork], sides: Mapping[tuple[str, ...], int]
) -> Iterator[Task]:
    """Tasks with the advice of the network that did not see them: advisers[0] for side 0, advisers[1] for side 1."""
    for _, group in groupby(tasks, key=id):  # a sentence that counts three times is judged once
        repeated = list(group)
        task = repeated[0]
        network = advisers[sides[task.words]]
        sentence = network.read(task.words)
        given = zip(task.heads, task.features, strict=True)
        advice = np.array([list(network.probabilities(sentence, at, features).values()) for at, features in given])
        with_advice = replace(task, advice=advice.astype(np.float32))
        yield from [with_advice] * len(repeated)


def fitted_once(
    tasks: Sequence[Task], classes: Sequence[str], vectors: WordVectors, *, rounds: int
) -> TypeNetwork:  # fmt: skip
    """One descent over the tasks with their labels, and the advice where they have any."""
    random = np.random.default_rng(0)
    counts = Counter(feature for task in tasks for features in task.features for feature in features)
    names = sorted(name for name, count in counts.items() if count >= SEEN_MIN and "\n" not in name)
    trainer = _Trainer(_first_weights(random, vectors.width, len(names), len(classes)), random)
    network = TypeNetwork(classes, names, trainer.weights, vectors)
    rows = {name: row for row, name in enumerate(names)}
    steps = rounds * (len(tasks) // SENTENCES_A_STEP)
    clock, step = time.monotonic(), 0
    for number in range(rounds):
        loss = 0.0
        for batch in _batches(tasks, network.classes, rows, vectors, random):
            loss += trainer.step(batch, RATE * (1 - step / steps))
            step += 1
        print(
            f"round {number + 1}/{rounds}: loss {loss * rounds / steps:.3f}, {time.monotonic() - clock:.0f} s",
            flush=True,
        )
    return network


def decided(network: TypeNetwork, examples: Iterable[Example]) -> Iterator[dict[str, float]]:
    """What a network says of each example, in order: probability of each class. Every sentence is read once."""
    for words, group in groupby(examples, key=lambda example: example.words):
        sentence = network.read(words)
        for example in group:
            yield network.probabilities(sentence, example.at, example.features)


def _first_weights(random: np.random.Generator, width: int, features: int, classes: int) -> dict[str, np.ndarray]:
    def normal(rows: int, columns: int) -> np.ndarray:
        return random.normal(0, np.sqrt(2 / (rows + columns)), (rows, columns)).astype(np.float32)

    def even(rows: int, columns: int, inputs: int) -> np.ndarray:
        edge = 1 / np.sqrt(inputs)
        return random.uniform(-edge, edge, (rows, columns)).astype(np.float32)

    weights = {"enter": normal(width, WIDTH), "enter_bias": np.zeros(WIDTH, np.float32)}
    for number in range(LAYERS):
        weights[f"window{number}"] = normal(3 * WIDTH, MAXOUT_PIECES * WIDTH)
        weights[f"window_bias{number}"] = np.zeros(MAXOUT_PIECES * WIDTH, np.float32)
        weights[f"gain{number}"], weights[f"shift{number}"] = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)
    weights["head"], weights["around"] = even(WIDTH, HIDDEN, 2 * WIDTH), even(WIDTH, HIDDEN, 2 * WIDTH)
    weights["features"] = random.normal(0, 0.05, (features, HIDDEN)).astype(np.float32)
    weights["bias"] = np.zeros(HIDDEN, np.float32)
    weights["out"], weights["out_bias"] = even(HIDDEN, classes, HIDDEN), np.zeros(classes, np.float32)
    return weights


def _batches(
    tasks: Sequence[Task], classes: Sequence[str], rows: dict[str, int], vectors: WordVectors,
    random: np.random.Generator,
) -> Iterator[_Batch]:  # fmt: skip
    """All tasks once in a new order; those over at the end wait for the next round."""
    order = random.permutation(len(tasks))
    numbers = {name: number for number, name in enumerate(classes)}
    for start in range(0, len(tasks) - SENTENCES_A_STEP + 1, SENTENCES_A_STEP):
        some = [tasks[i] for i in order[start : start + SENTENCES_A_STEP]]
        lengths = [len(task.words) for task in some]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        first = np.zeros(sum(lengths), dtype=bool)
        first[starts] = True
        known = [sorted(rows[f] for f in features if f in rows) for task in some for features in task.features]
        kept = [np.array(some_rows)[random.random(len(some_rows)) >= FEATURES_OUT] for some_rows in known]
        edges = np.concatenate([[0], np.cumsum([len(each) for each in kept])])
        columns = np.concatenate(kept).astype(int)
        values = np.full(len(columns), 1 / (1 - FEATURES_OUT), np.float32)
        yield _Batch(
            vectors=vectors.of([word for task in some for word in task.words]), first=first, starts=starts,
            heads=np.concatenate([np.array(task.heads) + at for task, at in zip(some, starts, strict=True)]),
            sentences=np.repeat(np.arange(len(some)), [len(task.heads) for task in some]),
            wanted=np.concatenate([_wanted(task, numbers) for task in some]),
            features=csr_matrix((values, columns, edges), shape=(len(kept), len(rows))),
        )  # fmt: skip


def _wanted(task: Task, numbers: Mapping[str, int]) -> np.ndarray:
    """(candidates, classes): the labels of a task as shares, a little of each spread, a part of it as advised."""
    shares = np.full((len(task.labels), len(numbers)), SPREAD_OUT / len(numbers), np.float32)
    shares[np.arange(len(shares)), [numbers[label] for label in task.labels]] += 1 - SPREAD_OUT
    return shares if task.advice is None else (1 - ADVICE) * shares + ADVICE * task.advice


class _Trainer:
    """Weights that learn, with the two running means that Adam keeps of each slope."""

    def __init__(self, weights: dict[str, np.ndarray], random: np.random.Generator) -> None:
        self.weights, self._random, self._steps = weights, random, 0
        self._means = {name: np.zeros_like(values) for name, values in weights.items()}
        self._squares = {name: np.zeros_like(values) for name, values in weights.items()}

    def step(self, batch: _Batch, rate: float) -> float:
        """One step down; the mean loss of a candidate before it."""
        loss, slopes, rows = self.slopes(batch)
        self._steps += 1
        for name, slope in slopes.items():
            at = rows if name == "features" else slice(None)  # rows of features that did not stand there rest
            mean = self._means[name][at] = _FADING * self._means[name][at] + (1 - _FADING) * slope
            square = _FADING_SQUARES * self._squares[name][at] + (1 - _FADING_SQUARES) * slope * slope
            self._squares[name][at] = square
            size = np.sqrt(square / (1 - _FADING_SQUARES**self._steps)) + _TINY
            self.weights[name][at] -= (rate / (1 - _FADING**self._steps) * mean / size).astype(np.float32)
        return loss

    def slopes(self, batch: _Batch) -> tuple[float, dict[str, np.ndarray], np.ndarray]:
        """(mean loss, slope of each weight, rows of the features that its slopes are for)."""
        weights = self.weights
        words = batch.vectors * (self._random.random((len(batch.vectors), 1)) >= WORDS_OUT)
        entered = self._kept((len(words), WIDTH), STATES_OUT)
        state = (words @ weights["enter"] + weights["enter_bias"]) * entered
        tape = []
        for number in range(layers_of(weights)):
            window = beside(state, batch.first)
            units = window @ weights[f"window{number}"] + weights[f"window_bias{number}"]
            rows, spread = normed(maxed(units))
            kept = self._kept(rows.shape, STATES_OUT)
            state = state + (rows * weights[f"gain{number}"] + weights[f"shift{number}"]) * kept
            tape.append((window, units[:, 1::MAXOUT_PIECES] > units[:, ::MAXOUT_PIECES], rows, spread, kept))
        around = np.maximum.reduceat(state, batch.starts)
        sums = (
            state[batch.heads] @ weights["head"] + around[batch.sentences] @ weights["around"]
            + batch.features @ weights["features"] + weights["bias"]
        )  # fmt: skip
        active = (sums > 0) * self._kept(sums.shape, HIDDEN_OUT)
        scores = (sums * active) @ weights["out"] + weights["out_bias"]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        loss = -float((batch.wanted * np.log(shares + 1e-9)).sum()) / len(shares)

        back = (shares - batch.wanted) / len(shares)
        slopes = {"out": (sums * active).T @ back, "out_bias": back.sum(axis=0)}
        back = (back @ weights["out"].T) * active
        columns = np.unique(batch.features.indices)
        slopes |= {
            "bias": back.sum(axis=0), "head": state[batch.heads].T @ back,
            "around": around[batch.sentences].T @ back, "features": batch.features[:, columns].T @ back,
        }  # fmt: skip
        state_back = np.zeros_like(state)
        np.add.at(state_back, batch.heads, back @ weights["head"].T)
        around_back = np.zeros_like(around)
        np.add.at(around_back, batch.sentences, back @ weights["around"].T)
        of_sentence = np.cumsum(batch.first) - 1
        state_back += (state == around[of_sentence]) * around_back[of_sentence]
        for number in reversed(range(layers_of(weights))):
            window, second, rows, spread, kept = tape[number]
            added = state_back * kept
            slopes |= {f"gain{number}": (added * rows).sum(axis=0), f"shift{number}": added.sum(axis=0)}
            added = added * weights[f"gain{number}"]
            added -= added.mean(axis=1, keepdims=True) + rows * (added * rows).mean(axis=1, keepdims=True)
            units = np.zeros((len(rows), MAXOUT_PIECES * WIDTH), np.float32)
            units[:, ::MAXOUT_PIECES], units[:, 1::MAXOUT_PIECES] = added / spread * ~second, added / spread * second
            slopes |= {f"window{number}": window.T @ units, f"window_bias{number}": units.sum(axis=0)}
            before, itself, after = np.split(units @ weights[f"window{number}"].T, 3, axis=1)
            state_back = state_back + itself
            state_back[:-1] += before[1:] * ~batch.first[1:, None]
            state_back[1:] += after[:-1] * ~batch.first[1:, None]
        state_back *= entered
        slopes |= {"enter": words.T @ state_back, "enter_bias": state_back.sum(axis=0)}
        return loss, slopes, columns

    def _kept(self, shape: tuple[int, ...], out: float) -> np.ndarray:
        """1 / (1 - out) where a number stays, 0 where it is left out."""
        return (self._random.random(shape, dtype=np.float32) >= out).astype(np.float32) / np.float32(1 - out)
