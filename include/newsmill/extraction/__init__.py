"""Article -> Extraction: names, entities, places, dates and events. spaCy is imported when an extractor is loaded."""
