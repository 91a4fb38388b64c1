"""The network of types: its slopes, what it learns, its file; and the vectors of words that it reads."""

import numpy as np
import pytest

from include.newsmill.extraction.events.network import load_network, save_network
from include.newsmill.extraction.events.word_vectors import WordPieces, WordVectors, word_vectors
from training import network as training
from training.network import Task, advised, fitted_network, fitted_once

PIECES = ["[UNK]", "police", "arrest", "##ed", "sang", "he", "them", "troops", "left", "."]
CLASSES = ["none", "COERCE", "RETREAT"]


@pytest.fixture
def vectors():
    numbers = np.random.default_rng(5).integers(-60, 60, (len(PIECES), 8)).astype(np.int8)
    return WordVectors(WordPieces(PIECES), numbers)


@pytest.fixture
def tasks():
    told = [
        Task(("Police", "arrested", "them", "."), (1,), (["verb=arrest", "bias"],), ("COERCE",)),
        Task(("Troops", "left", "."), (1,), (["verb=leave", "bias"],), ("RETREAT",)),
        Task(("He", "sang", "."), (1,), (["verb=sing", "bias"],), ("none",)),
        Task(("Police", "arrested", "troops", "he", "left", "."), (1, 4), (["bias"], ["bias"]), ("COERCE", "none")),
    ]
    return told * 40


def test_slopes_are_those_of_the_loss(vectors, tasks, monkeypatch):
    for name in ("WORDS_OUT", "FEATURES_OUT", "STATES_OUT", "HIDDEN_OUT"):
        monkeypatch.setattr(training, name, 0.0)
    random = np.random.default_rng(1)
    rows = {"bias": 0, "verb=arrest": 1, "verb=leave": 2, "verb=sing": 3}
    weights = training._first_weights(random, vectors.width, len(rows), len(CLASSES))
    weights = {name: values.astype(np.float64) for name, values in weights.items()}
    trainer = training._Trainer(weights, random)
    batch = next(training._batches(tasks, CLASSES, rows, vectors, random))
    _, slopes, columns = trainer.slopes(batch)
    for name, slope in slopes.items():
        values = weights[name][columns] if name == "features" else weights[name]
        where = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        at = (columns[where[0]], *where[1:]) if name == "features" else where
        before, losses = values[where], []
        for moved in (before + 1e-4, before - 1e-4):
            weights[name][at] = moved
            losses.append(trainer.slopes(batch)[0])
        weights[name][at] = before
        assert (losses[0] - losses[1]) / 2e-4 == pytest.approx(slope[where], rel=0.02), name


def test_it_learns_what_words_and_features_say(vectors, tasks):
    network = fitted_once(tasks, CLASSES, vectors, rounds=60)
    for task in tasks[:4]:
        sentence = network.read(task.words)
        for at, features, label in zip(task.heads, task.features, task.labels, strict=True):
            probabilities = network.probabilities(sentence, at, features)
            assert max(probabilities, key=probabilities.__getitem__) == label
            assert sum(probabilities.values()) == pytest.approx(1)


def test_a_sentence_is_advised_by_the_network_that_did_not_learn_from_it(vectors, tasks):
    sides = {task.words: number % 2 for number, task in enumerate(tasks[:4])}
    advisers = [
        fitted_once([task for task in tasks if sides[task.words] == side], CLASSES, vectors, rounds=9)
        for side in (1, 0)
    ]
    told = list(advised(tasks, advisers, sides))
    assert [task.words for task in told] == [task.words for task in tasks]
    for task in told[:4]:
        adviser = advisers[sides[task.words]]
        said = adviser.probabilities(adviser.read(task.words), task.heads[0], task.features[0])
        assert np.allclose(task.advice[0], [said[name] for name in CLASSES])


def test_a_label_that_the_rest_speaks_against_weighs_less(vectors, tasks):
    def sure_of(fitted):
        network = fitted([*tasks, *wrong], CLASSES, vectors, rounds=20)
        return network.probabilities(network.read(wrong[0].words), 1, wrong[0].features[0])["RETREAT"]

    wrong = [
        Task(("Police", "arrested", "them", ".", name), (1,), (["verb=arrest", "bias"],), ("RETREAT",))
        for name in "abcdefgh"
    ]
    assert sure_of(fitted_network) < sure_of(fitted_once)


def test_the_same_sentences_give_the_same_network_and_file(vectors, tasks, tmp_path):
    for name in ("one", "two"):
        save_network(fitted_network(tasks, CLASSES, vectors, rounds=2), tmp_path / f"{name}.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_too_few_sentences_are_refused(vectors, tasks):
    with pytest.raises(ValueError, match="3 sentences"):
        fitted_network(tasks[:3], CLASSES, vectors)


def test_a_network_that_half_precision_cannot_hold_is_not_saved(vectors, tasks, tmp_path):
    network = fitted_network(tasks, CLASSES, vectors, rounds=1)
    network.weights["bias"][0] = 1e6
    with pytest.raises(ValueError, match="bias"):
        save_network(network, tmp_path / "kept.npz")


def test_a_network_that_is_read_again_decides_alike(tasks, tmp_path):
    network = fitted_network(tasks, CLASSES, word_vectors(), rounds=2)
    save_network(network, tmp_path / "kept.npz")
    again = load_network(tmp_path / "kept.npz")
    assert (again.classes, again.features) == (network.classes, network.features)
    words, features = ("Police", "arrested", "them", "."), ["bias", "verb=arrest", "never seen"]
    one, two = (each.probabilities(each.read(words), 1, features) for each in (network, again))
    assert two == pytest.approx(one, abs=0.01)  # kept at half precision


def test_sentences_beside_one_another_do_not_touch(vectors, tasks):
    network = fitted_network(tasks, CLASSES, vectors, rounds=1)
    one, two = ("Police", "arrested", "them", "."), ("He", "sang", ".")
    together = network.read([*one, *two], [0, len(one)])
    assert np.allclose(together, np.concatenate([network.read(one), network.read(two)]), atol=1e-5)


def test_words_are_cut_into_their_longest_pieces(vectors):
    arrest, whole = (vectors.of([word])[0] for word in ("ARREST", "Arrested"))
    ending = vectors._vectors[PIECES.index("##ed")] / 16
    assert np.allclose(whole, (arrest + ending) / 2)


def test_a_word_that_cannot_be_cut_is_the_unknown_one(vectors):
    unknown = vectors._vectors[PIECES.index("[UNK]")] / 16
    assert np.allclose(vectors.of(["xyz", "arrest" * 10]), [unknown, unknown])


@pytest.mark.parametrize("word", ["", "x" * 500, "\u200f", "北京", "emigr\u00e9", "[unk]", "\n\n"])
def test_any_word_has_a_vector(word):
    assert np.isfinite(word_vectors().of([word])).all()


def test_accents_and_case_do_not_matter():
    one, two = word_vectors().of(["émigré", "EMIGRE"])
    assert np.array_equal(one, two)
    assert word_vectors().of([]).shape == (0, 128)
