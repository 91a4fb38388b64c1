"""How good the events are: the extraction beside the golden sentences and articles of tests/golden/events.

    python -m benchmarks.golden_events [--errors N]

An event found is right when a golden event of its text has its type; in articles their evidence must meet as well. The
match is one to one and as large as it can be. Nothing is forgiven: every event found in vain counts against precision.
The other figures are taken over the matched pairs. GUIDE.md beside the golden texts says how they were labelled.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, islice
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "events"
FILES = ("sentences.jsonl", "articles.jsonl")
_LITTLE = frozenset(
    [
        "the", "a", "an", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "its", "his", "her",
        "their", "said", "mr", "mrs", "ms",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event in the form that labels and extraction share. Spans are [start, end) in characters."""

    event_type: str
    mode: str | None
    modality: str
    action: tuple[int, int]
    evidence: tuple[tuple[int, int], ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    attributed_to: str | None
    days: tuple[date, date] | None
    places: frozenset[str]  # all names the text prints for the place; empty where none is known
    same: str | None  # label or key that the same act has in other articles of the day
    confidence: float = 1.0


@dataclass(slots=True)
class Text:
    """One golden text with its labels and what was found in it."""

    name: str
    text: str
    published_on: date
    gold: list[Told]
    found: list[Told] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)  # (gold, found)


def golden_hash() -> str:
    """Hash of the golden texts and their labels; floors are pinned together with it."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((GOLDEN / name).read_bytes())
    return digest.hexdigest()


def read_golden(name: str) -> list[Text]:
    """The texts of one golden file."""
    rows = [json.loads(line) for line in (GOLDEN / name).read_text("utf-8").splitlines() if line]
    return [
        Text(
            name=row["id"], text=row["text"], published_on=date.fromisoformat(row["published_on"]),
            gold=list(labels_of(row["text"], row["events"])),
        )
        for row in rows
    ]  # fmt: skip


def labels_of(text: str, events: Iterable[dict[str, Any]]) -> Iterator[Told]:
    """Labels as they stand in a golden file."""
    for event in events:
        told = [_span(text, piece) for piece in event.get("told", ())]
        start, end = _span(text, event["action"])
        for low, high in told:  # an action that occurs more than once is the one in the first piece that holds it
            at = text.find(event["action"], low, high)
            if at >= 0:
                start, end = at, at + len(event["action"])
                break
        yield Told(
            event_type=event["type"], mode=event["mode"], modality=event["modality"], action=(start, end),
            evidence=tuple(told) or ((0, len(text)),), actors=tuple(event["actors"]),
            recipients=tuple(event["recipients"]), attributed_to=event["attributed_to"],
            days=tuple(date.fromisoformat(day) for day in event["date"]) if event["date"] else None,
            places=frozenset([_folded(event["place"])]) if event["place"] else frozenset(), same=event.get("same"),
        )  # fmt: skip


def _span(text: str, piece: str) -> tuple[int, int]:
    at = text.index(piece)
    return at, at + len(piece)


def events_of(extraction: Any) -> list[Told]:
    """What an extraction found."""
    surfaces: dict[Any, set[str]] = {}
    for mention in extraction.mentions:
        surfaces.setdefault(mention.entity_id, set()).add(_folded(mention.surface))
    return [
        Told(
            event_type=event.event_type, mode=event.mode, modality=event.modality,
            action=(event.action_start, event.action_end), evidence=((event.char_start, event.char_end),),
            actors=tuple(party.surface for party in event.actors),
            recipients=tuple(party.surface for party in event.recipients), attributed_to=event.attributed_to,
            days=(event.event_start, event.event_end) if event.event_start and event.event_end else None,
            places=frozenset(surfaces.get(event.place_entity_id, set()) | {_folded(event.place_name)})
            if event.place_name else frozenset(),
            same=None, confidence=event.confidence,
        )
        for event in extraction.events
    ]  # fmt: skip


def _folded(name: str) -> str:
    return re.sub(r"^the |[’']s$", "", " ".join(name.casefold().split()))


def match(text: Text) -> None:
    """Fill `pairs`: first those whose actions meet, then any others that fit, none worse than it could be."""

    def fits(gold: Told, found: Told) -> bool:
        return gold.event_type == found.event_type and any(_meet(a, b) for a in gold.evidence for b in found.evidence)

    owner: dict[int, int] = {}

    def assign(at: int, candidates: list[list[int]], seen: set[int]) -> bool:
        for other in candidates[at]:
            if other not in seen:
                seen.add(other)
                if other not in owner or assign(owner[other], candidates, seen):
                    owner[other] = at
                    return True
        return False

    wanted = [[j for j, found in enumerate(text.found) if fits(gold, found)] for gold in text.gold]
    for at, gold in enumerate(text.gold):
        wanted[at].sort(key=lambda j: -_likeness(gold, text.found[j]))
    best = [max((_likeness(gold, text.found[j]) for j in wanted[at]), default=0) for at, gold in enumerate(text.gold)]
    for at in sorted(range(len(text.gold)), key=lambda at: -best[at]):
        assign(at, wanted, set())
    text.pairs = sorted((gold, found) for found, gold in owner.items())


def _likeness(gold: Told, found: Told) -> int:
    parties = 2 * _named_alike(gold.actors, found.actors) + _named_alike(gold.recipients, found.recipients)
    return 4 * _meet(gold.action, found.action) + parties


def _meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.casefold()) if word not in _LITTLE}


def _named_alike(one: Iterable[str], two: Iterable[str]) -> bool:
    return any(_words(a) & _words(b) for a in one for b in two)


def measured(texts: list[Text]) -> dict[str, float]:
    """All figures over matched texts, as shares of 1."""
    pairs = [(text.gold[g], text.found[f]) for text in texts for g, f in text.pairs]
    gold, found = sum(len(text.gold) for text in texts), sum(len(text.found) for text in texts)
    figures = dict(zip(("precision", "recall", "f1"), _prf(len(pairs), found, gold), strict=True))
    figures["modality"] = _share(g.modality == f.modality for g, f in pairs)
    figures["mode"] = _share(g.mode == f.mode for g, f in pairs if g.mode or f.mode)
    figures["date"] = _share(g.days == f.days for g, f in pairs)
    figures["place"] = _share(bool(g.places & f.places) if g.places else not f.places for g, f in pairs)
    said = [(g.attributed_to, f.attributed_to) for g, f in pairs]
    right = sum(bool(g and f and _words(g) & _words(f)) for g, f in said)
    figures["attribution_f1"] = _prf(right, sum(f is not None for _, f in said), sum(g is not None for g, _ in said))[2]
    for name in ("actors", "recipients"):
        sides = [(getattr(g, name), getattr(f, name)) for g, f in pairs]
        right = sum(_named_alike(g, f) for g, f in sides)
        figures[f"{name[:-1]}_f1"] = _prf(right, sum(bool(f) for _, f in sides), sum(bool(g) for g, _ in sides))[2]
    return figures


def key_pairs(texts: list[Text]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of events of two articles of a day that share a key, over matched events."""
    by_day: dict[date, list[tuple[str, str | None, str | None]]] = {}
    for text in texts:
        for g, f in text.pairs:
            by_day.setdefault(text.published_on, []).append((text.name, text.gold[g].same, text.found[f].same))
    right = found = gold = 0
    for told in by_day.values():
        for one, two in combinations(told, 2):
            if one[0] == two[0]:
                continue
            same = one[1] is not None and one[1] == two[1]
            keyed = one[2] is not None and one[2] == two[2]
            right, found, gold = right + (same and keyed), found + keyed, gold + same
    return _prf(right, found, gold)


def _prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = (right / found if found else 0.0), (right / gold if gold else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def _share(values: Iterable[bool]) -> float:
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0


def per_type(texts: list[Text]) -> dict[str, tuple[int, int, int]]:
    """(golden, found, right) of each type."""
    gold = Counter(told.event_type for text in texts for told in text.gold)
    found = Counter(told.event_type for text in texts for told in text.found)
    right = Counter(text.gold[g].event_type for text in texts for g, _ in text.pairs)
    return {name: (gold[name], found[name], right[name]) for name in sorted(gold | found)}


def extracted(extractor: Any, name: str) -> list[Text]:
    """A golden file, read by an extractor and matched."""
    from include.newsmill.model import Article

    texts = read_golden(name)
    articles = [Article.from_text(text.text, text.published_on) for text in texts]
    extractions = list(extractor.extract(articles))
    labelled = any(told.same for text in texts for told in text.gold)  # single sentences say of none what is the same
    keys = keys_of(extractor, articles, extractions) if labelled else {}
    for text, extraction in zip(texts, extractions, strict=True):
        text.found = events_of(extraction)
        if labelled:
            shared = zip(text.found, keys[extraction.article_id], strict=True)
            text.found = [replace(told, same=key) for told, key in shared]
        match(text)
    return texts


def keys_of(extractor: Any, articles: Sequence[Any], extractions: Sequence[Any]) -> dict[Any, list[str]]:
    """The keys that a publish would give the events of each article, every day's articles held beside one another."""
    from include.newsmill.coreference.affairs import topic_of
    from include.newsmill.coreference.joining import event_keys
    from include.newsmill.coreference.telling import Day, tellings_of

    keys: dict[Any, list[str]] = {}
    for day in sorted({article.published_on for article in articles}):
        told = {
            found.article_id: (found, list(tellings_of(found, extractor.act_vectors(article, found))))
            for article, found in zip(articles, extractions, strict=True)
            if article.published_on == day
        }
        tellings = [telling for _, some in told.values() for telling in some]
        topics = {article.article_id: topic_of(article.body) for article in articles if article.article_id in told}
        by_event = event_keys(Day(published_on=day, tellings=tellings, topics=topics))
        for article_id, (_, some) in told.items():
            keys[article_id] = [by_event[telling.event_id] for telling in some]
    return keys


def all_figures(sentences: list[Text], articles: list[Text]) -> dict[str, float]:
    """What the floors are pinned on."""
    figures = measured([*sentences, *articles])
    figures["event_key_f1"] = key_pairs(articles)[2]
    return {name: round(value, 4) for name, value in figures.items()}


def agreement() -> tuple[int, dict[str, float]]:
    """(number of texts, figures) of the second labels beside the first, as if the second had been found."""
    lines = (GOLDEN / "second.jsonl").read_text("utf-8").splitlines()
    second = {row["id"]: row["events"] for row in map(json.loads, lines)}
    texts = [text for text in read_golden(FILES[0]) if text.name in second]
    for text in texts:
        text.found = list(labels_of(text.text, second[text.name]))
        match(text)
    return len(texts), measured(texts)


def main() -> None:
    """Print the figures, and on request the first errors."""
    from rich.console import Console
    from rich.table import Table

    from include.newsmill.extraction import Extractor

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", type=int, default=0, help="show so many texts with an error")
    asked = options.parse_args()
    extractor = Extractor.load()
    sentences, articles = (extracted(extractor, name) for name in FILES)
    columns = {"all": [*sentences, *articles], "sentences": sentences, "articles": articles}
    figures = {name: measured(texts) for name, texts in columns.items()}
    figures["all"]["event_key_f1"] = figures["articles"]["event_key_f1"] = key_pairs(articles)[2]
    number, agreed = agreement()
    figures[f"two labellers ({number})"] = agreed
    table = Table("figure", *figures, title=f"Golden events: {len(sentences)} sentences, {len(articles)} articles")
    for name in figures["all"]:
        table.add_row(name, *(f"{column[name]:.3f}" if name in column else "" for column in figures.values()))
    types = Table("type", "golden", "found", "right", "precision", "recall", "F1")
    for name, (gold, found, right) in per_type([*sentences, *articles]).items():
        types.add_row(name, str(gold), str(found), str(right), *(f"{value:.2f}" for value in _prf(right, found, gold)))
    console = Console()
    console.print(table, types)
    wrong = (text for text in [*sentences, *articles] if len(text.pairs) < max(len(text.gold), len(text.found)))
    for text in islice(wrong, asked.errors):
        console.print(f"\n{text.name} {text.text}", markup=False)
        missed = [told for at, told in enumerate(text.gold) if at not in {gold for gold, _ in text.pairs}]
        in_vain = [told for at, told in enumerate(text.found) if at not in {found for _, found in text.pairs}]
        for label, told in [*(("missed", told) for told in missed), *(("in vain", told) for told in in_vain)]:
            console.print(f"  {label}: {told.event_type} {text.text[slice(*told.action)]!r}", markup=False)


if __name__ == "__main__":
    main()
