"""Which articles of a day are about one affair: those that share their rarest words.

    text -> the words that say what it is about, weighed -> cosine of two texts -> the nearest articles of each

All words count, not the names alone: two newsrooms may name other persons, and two affairs the same capital.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from include.newsmill.coreference.words import folded, rarity, words

Topic = Mapping[str, float]  # the words that say what a text is about; their weights are a vector of length one
Pair = tuple[int, int]

NEIGHBOURS = 12  # articles that each article is held beside, at most
ONE_AFFAIR = 0.1  # cosine of two topics from which they may be one affair; of those that reach it three in four are
_COMMON = 200  # words that more articles of the day have find no neighbours: too many would have to be looked at
_TOPIC_WORDS = 60
_FREQUENT = 7.0  # rarity of a word up to which it says nothing of a topic
_NAMED = 2.0  # weight of a word that the text has with a capital alone


def topic_of(text: str) -> Topic:
    """The words by which a text is told from others, with their weights; empty where it has none."""
    times: Counter[str] = Counter()
    small = set()
    for word in words(text):
        times[folded(word)] += 1
        if word[0].islower():
            small.add(folded(word))
    weights = {
        word: (1 + math.log(count)) * (rarity(word) - _FREQUENT) * (1 if word in small else _NAMED)
        for word, count in times.items()
        if len(word) > 1 and rarity(word) > _FREQUENT
    }
    heaviest = nsmallest(_TOPIC_WORDS, weights, key=lambda word: (-weights[word], word))
    length = math.hypot(*(weights[word] for word in heaviest))
    return {word: weights[word] / length for word in heaviest}


def neighbours(topics: Sequence[Topic]) -> set[Pair]:
    """Pairs of articles by number, the lesser first, of which one is among the NEIGHBOURS nearest of the other.

    Who is less than ONE_AFFAIR near to any has no neighbours, nor who shares only what _COMMON others have.
    """
    telling: dict[str, list[int]] = {}
    for article, topic in enumerate(topics):
        for word in topic:
            telling.setdefault(word, []).append(article)
    near: list[dict[int, float]] = [{} for _ in topics]
    for word, some in sorted(telling.items()):  # in order, since sums of floats depend on it
        if 1 < len(some) <= _COMMON:
            for article in some:
                found, weight = near[article], topics[article][word]
                for other in some:
                    found[other] = found.get(other, 0.0) + weight * topics[other][word]
    pairs = set()
    for article, found in enumerate(near):
        found.pop(article, None)
        for other in nsmallest(NEIGHBOURS, found, key=lambda other: (-found[other], other)):
            if found[other] >= ONE_AFFAIR:
                pairs.add((min(article, other), max(article, other)))
    return pairs
