"""Article -> Extraction: names, entities, places, dates and events.

spaCy and the gazetteer are imported when an extractor is loaded, not before.
"""

from include.newsmill.extraction.dates.resolve import resolve_date
from include.newsmill.extraction.extractor import Extractor

__all__ = ["Extractor", "resolve_date"]
