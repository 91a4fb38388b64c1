"""Ways in: each source names its records and hands over their bytes, nothing more."""

from include.newsmill.sources.base import Sighting, Source, SourceSpec
from include.newsmill.sources.config import KINDS, load_sources, open_source

__all__ = ["KINDS", "Sighting", "Source", "SourceSpec", "load_sources", "open_source"]
