"""Which articles of a day are about one affair: those that share their rarest words.

    text -> the words that say what it is about, weighed -> cosine of two texts -> the nearest articles of each

All words count, not the names alone: two newsrooms may name other persons, and two affairs the same capital.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise

from include.newsmill.coreference.words import folded, rarity, words
from include.newsmill.extraction.dates.grammar import MONTHS, WEEKDAYS

Topic = Mapping[str, float]  # the words that say what a text is about; their weights are a vector of length one
Pair = tuple[int, int]

NEIGHBOURS = 12  # articles that each article is held beside, at most
ONE_AFFAIR = 0.1  # cosine of two topics from which they may be one affair; of those that reach it three in four are
_COMMON = 200  # words that more articles of the day have find no neighbours: too many would have to be looked at
_TOPIC_WORDS = 60  # more tell affairs apart no better
_TOO_FREQUENT = 7.0  # rarity of a word up to which it says nothing of a topic; 6 tells affairs apart less well
_NAMED = 2.0  # weight of a word that the text has with a capital alone; 1.5 and 3 serve as well, 1 does not
_LETTERS_MAX = 40  # longer ones are no words
_DAYS = frozenset(WEEKDAYS) | frozenset(MONTHS)  # which have a capital and are no names


def topic_of(text: str) -> Topic:
    """The words by which a text is told from others, with their weights; empty where it has none."""
    times: Counter[str] = Counter()
    small = set()
    for word in words(text):
        if 1 < len(word) <= _LETTERS_MAX:
            times[folded(word)] += 1
            if word[0].islower():
                small.add(folded(word))
    weights = {
        word: (1 + math.log(count)) * (rarity(word) - _TOO_FREQUENT) * (1 if word in small else _NAMED)
        for word, count in times.items()
        if rarity(word) > _TOO_FREQUENT and word not in _DAYS
    }
    heaviest = nsmallest(_TOPIC_WORDS, weights, key=lambda word: (-weights[word], word))
    length = math.hypot(*(weights[word] for word in heaviest))
    return {word: weights[word] / length for word in heaviest}


def neighbours(topics: Sequence[Topic]) -> set[Pair]:
    """Pairs of articles by number, the lesser first, of which one is among the NEIGHBOURS nearest of the other.

    Who is less than ONE_AFFAIR near to any has no neighbours, nor who shares only what _COMMON others have. Articles of
    the very same topic are prints of one text: each has the first and the one before it for neighbours, and the first
    alone has others.
    """
    prints: dict[tuple[tuple[str, float], ...], list[int]] = {}
    for article, topic in enumerate(topics):
        prints.setdefault(tuple(sorted(topic.items())), []).append(article)
    pairs = {pair for topic, same in prints.items() if topic for pair in _prints_together(same)}
    telling: dict[str, list[int]] = {}
    firsts = [same[0] for same in prints.values()]
    for article in firsts:
        for word in topics[article]:
            telling.setdefault(word, []).append(article)
    for article in firsts:
        near: dict[int, float] = {}
        for word, weight in sorted(topics[article].items()):  # in order, since sums of floats depend on it
            if len(telling[word]) <= _COMMON:
                for other in telling[word]:
                    near[other] = near.get(other, 0.0) + weight * topics[other][word]
        near.pop(article, None)
        nearest = nsmallest(NEIGHBOURS, near, key=lambda other: (-near[other], other))
        pairs.update((min(article, other), max(article, other)) for other in nearest if near[other] >= ONE_AFFAIR)
    return pairs


def _prints_together(articles: Sequence[int]) -> set[Pair]:
    return {(articles[0], other) for other in articles[1:]} | set(pairwise(articles))
