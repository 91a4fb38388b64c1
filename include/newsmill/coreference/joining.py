"""The acts of a day: tellings of several articles joined where they are the same, and the key that they share.

    articles of one affair -> pairs of tellings of one type -> probabilities -> clusters -> keys

Each article is held beside its nearest ones alone, so the cost of a day grows with its articles, not with their square.
"""

import math
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from include.newsmill.coreference.affairs import Pair, neighbours
from include.newsmill.coreference.comparison import Comparison, probability, same_act_weights
from include.newsmill.coreference.telling import Day, Telling

SCHEME = "5"
SAME_FROM = 0.35  # mean probability over the pairs of two clusters from which they are one
_UNKNOWN = "-"


def event_keys(day: Day, weights: Mapping[str, float] | None = None) -> dict[uuid.UUID, str]:
    """The key of each event of a day's articles; events that are held for the same act share it.

    Returns:
        By event_id "5:2019-10-25:CONSULT/phone:USA:0c8f5d1e" - scheme, first day, type and mode, country of the actors
        (of several the first by letter), as the first telling has them ("-" where it has not), and eight digits of
        that telling's event_id. The first is that of the least article_id. Any change of the day may change a key.

    Args:
        weights: those of `comparison.py`; None means those that ship.
    """
    tellings = sorted(day.tellings, key=lambda telling: (telling.article_id, telling.event_id))
    rows: dict[uuid.UUID, list[int]] = {}
    for number, telling in enumerate(tellings):
        rows.setdefault(telling.article_id, []).append(number)
    articles = list(rows)
    compared = neighbours([day.topics.get(article, {}) for article in articles])
    comparison = Comparison(tellings, day.published_on)
    weights = same_act_weights() if weights is None else weights
    likely = {
        (a, b): probability(weights, answers)
        for one, two in sorted(compared)
        for a, b, answers in comparison.answers(rows[articles[one]], rows[articles[two]])
    }
    article_of = [article for article, told in enumerate(rows.values()) for _ in told]
    first_of = {
        number: tellings[cluster[0]] for cluster in _clusters(likely, article_of, compared) for number in cluster
    }
    return {
        telling.event_id: _key(first_of.get(number, telling), day.published_on)
        for number, telling in enumerate(tellings)
    }


def _clusters(likely: Mapping[Pair, float], article_of: Sequence[int], compared: Collection[Pair]) -> list[list[int]]:
    """Tellings by number that are one act, two and more; the likeliest pairs are joined first.

    Two clusters become one where the pairs between them are alike on the whole. A pair that was compared and is not
    even asked about counts as not alike, and so do two rows of one article: it seldom tells one act in both. So they
    meet only if at least as many articles tell the act in one row; prints of one text all tell it in two.
    """
    alike: dict[int, dict[int, float]] = {}
    for (a, b), found in likely.items():
        alike.setdefault(a, {})[b] = alike.setdefault(b, {})[a] = found
    beside: dict[int, set[int]] = {article: {article} for article in article_of}
    for a, b in compared:
        beside[a].add(b)
        beside[b].add(a)
    clusters: dict[int, set[int]] = {}  # of each telling that is joined: all of its cluster
    for a, b in sorted((pair for pair in likely if likely[pair] >= SAME_FROM), key=lambda pair: (-likely[pair], pair)):
        one, two = clusters.get(a, {a}), clusters.get(b, {b})
        if one is two:
            continue
        few, many = sorted((one, two), key=len)
        rows = Counter(article_of[number] for number in many)
        articles = {article_of[number] for number in few}
        if 2 * len(articles & rows.keys()) > len(articles | rows.keys()):
            continue
        pairs = sum(rows[article] for number in few for article in beside[article_of[number]] & rows.keys())
        total = math.fsum(alike[number][other] for number in few for other in alike[number].keys() & many)
        if total >= SAME_FROM * pairs:
            many |= few
            clusters.update((number, many) for number in many)
    return [sorted(told) for number, told in clusters.items() if number == min(told)]


def _key(first: Telling, published_on: date) -> str:
    kind = "/".join(filter(None, (first.event_type, first.mode)))
    countries = [party.country for party in first.actors if party.country]
    day = first.event_start or published_on
    return ":".join((SCHEME, str(day), kind, min(countries, default=_UNKNOWN), first.event_id.hex[:8]))
