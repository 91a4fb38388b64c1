"""The columns of the contract's rows about news: name -> (SQL expression, comment). The views are in `contract.py`.

Aliases: a core.articles, v core.versions, o core.observations, e core.entities or core.events, m core.mentions,
p core.event_participants.
"""

Columns = dict[str, tuple[str, str]]

ARTICLE: Columns = {
    "article_id": ("v.article_id", "The article: UUIDv5 of its canonical URL, or of source and locator without one."),
    "version_id": ("v.version_id", "The version of its text that this row shows; mentions and events hang on it."),
    "version": ("v.version", "1 for the first text seen, 2 for the next …; may change when an older day is loaded."),
    "source": ("o.source", "How it reached us: a name in sources.yaml."),
    "publisher": ("o.publisher", "Who published it, as the page or sources.yaml says; null if neither does."),
    "url": ("o.url", "The address it was read from; null for files."),
    "canonical_url": ("o.canonical_url", "The address as the publisher gives it, tracking removed; null if none."),
    "headline": ("v.headline", "The printed headline; null where the source has none (nothing is invented)."),
    "description": ("o.description", "The publisher's summary, or the first sentence of the body."),
    "body": ("v.body", "The text, paragraphs separated by one empty line. All offsets count its characters from 0."),
    "byline": ("o.byline", "The author line as printed."),
    "authors": ("o.authors", "Names of the authors, in order; empty if none is named."),
    "dateline": ("o.dateline", "The place line that opens a wire story, without date and agency."),
    "section": ("o.section", "The publisher's section, such as Politics."),
    "language": ("o.language", "Language of the body, BCP 47; und where none can be told."),
    "published_at": ("o.published_at", "Moment of publication (UTC); only where the text gives minute or second."),
    "published_on": ("o.published_on", "Day of publication as the publisher prints it (its local date)."),
    "published_precision": ("o.published_precision", "How exact: second, minute, day, month or unknown."),
    "published_evidence": (
        "o.published_evidence",
        "Where the date was read: seed_header, jsonld, meta, time, url …",
    ),
    "modified_at": ("o.modified_at", "Last change as the publisher says (UTC)."),
    "first_seen_at": ("a.first_seen_at", "When the article's first version counts as seen (UTC)."),
    "word_count": ("o.word_count", "Words of the body, split at white space."),
    "duplicate_of": (
        "a.duplicate_of",
        "The article with the very same headline and body that was published first; null for that one itself.",
    ),
    "content_sha256": ("v.content_sha256", "Hash of headline and body; equal hashes are equal texts."),
    "load_id": ("greatest(v.load_id, o.load_id)", "The load that last wrote this version; see news.loads."),
    "day": ("o.day", "The day (partition) it was loaded with."),
    "locator": ("o.locator", "Where in the source: a path inside the folder, a URL, an archive offset."),
    "extraction_skipped": (
        "v.extraction_skipped",
        "Why no mentions and events were looked for, such as a language without model; null when they were.",
    ),
}

ENTITY: Columns = {
    "entity_id": ("e.entity_id", "The entity; the same in all articles."),
    "kind": ("e.kind", "person, organisation, place, group, product, work, law or event."),
    "name": ("e.name", "The name to show."),
    "country": ("e.country", "ISO 3166 alpha-2 of the country it is in or belongs to; null if not known."),
    "latitude": ("e.latitude", "Degrees north, of places that have a point."),
    "longitude": ("e.longitude", "Degrees east, of places that have a point."),
    "geonames_id": ("e.geonames_id", "Number of the place at geonames.org."),
    "code": ("e.code", "ISO alpha-3 country and PLOVER sectors, such as USAGOV."),
}

MENTION: Columns = {
    "article_id": ("v.article_id", "The article."),
    "version_id": ("m.version_id", "The version whose body holds the span."),
    "mention_no": ("m.mention_no", "Number of the mention in the version, from 0, in order of the text."),
    "entity_id": ("m.entity_id", "What is named; see news.entities."),
    "surface": ("m.surface", "The text of the span."),
    "label": ("m.label", "OntoNotes label: PERSON, ORG, GPE, LOC, NORP, FAC, PRODUCT, WORK_OF_ART, LAW, EVENT."),
    "role_title": ("m.role_title", "Title or role printed with the name, such as President."),
    "char_start": ("m.char_start", "First character of the span in body, from 0."),
    "char_end": ("m.char_end", "Character after the span."),
    "sentence_no": ("m.sentence_no", "Number of the sentence in the version, from 0."),
}

EVENT: Columns = {
    "event_id": ("e.event_id", "This statement of an event, in this version of this article."),
    "event_key": (
        "e.event_key",
        (
            "The same for events of articles of one day of publication that are held for the same act: scheme's "
            "number, day, type and mode, country of actors, eight digits; null where the version is not current or "
            "has no such day."
        ),
    ),
    "article_id": ("v.article_id", "The article."),
    "version_id": ("e.version_id", "The version whose body states it."),
    "event_no": ("e.event_no", "Number of the event in the version, from 0."),
    "event_type": ("e.event_type", "One of the 16 PLOVER 2021 types, such as CONSULT."),
    "underlying_type": ("e.underlying_type", "For types about words (such as REQUEST): the type of what is spoken of."),
    "mode": ("e.mode", "PLOVER mode, a finer kind within the type; null where the type has none."),
    "contexts": ("e.contexts", "PLOVER contexts, such as economic; empty if none is seen."),
    "cameo_root": ("e.cameo_root", "CAMEO root code of the type, 01 to 20."),
    "quad_class": (
        "e.quad_class::integer",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
    ),
    "score": ("e.score", "Goldstein-like intensity, -10 (conflict) to 10 (cooperation)."),
    "modality": ("e.modality", "asserted, planned, hypothetical, negated or denied."),
    "event_start": ("e.event_start", "First day it may have happened or is to happen; null if not known."),
    "event_end": ("e.event_end", "Last such day, inclusive."),
    "date_precision": ("e.date_precision", "What the text names: day, week, month, year, range …"),
    "date_basis": ("e.date_basis", "Where the date stands: clause, sentence or article (its publication day)."),
    "date_text": ("e.date_text", "The words of the date."),
    "place_entity_id": ("e.place_entity_id", "The place; see news.entities."),
    "place_name": ("e.place_name", "Its name."),
    "place_country": ("e.place_country", "Its country, ISO 3166 alpha-2."),
    "latitude": ("e.latitude", "Degrees north of the place."),
    "longitude": ("e.longitude", "Degrees east of the place."),
    "attributed_to": ("e.attributed_to", "Who says so, where the text names a speaker."),
    "is_quoted": ("e.is_quoted", "True where the statement stands in quotation marks."),
    "killed": ("e.killed", "Number of dead, where the statement gives one."),
    "injured": ("e.injured", "Number of injured, where the statement gives one."),
    "action_text": ("e.action_text", "The words of the action."),
    "action_start": ("e.action_start", "First character of the action in body, from 0."),
    "action_end": ("e.action_end", "Character after it."),
    "char_start": ("e.char_start", "First character of the evidence sentence in body, from 0."),
    "char_end": ("e.char_end", "Character after it."),
    "confidence": ("e.confidence", "Probability that the event is told so, 0 to 1, calibrated."),
    "actor": ("e.actor", "Name of the first actor, for reading; all are in news.event_participants."),
    "recipient": ("e.recipient", "Name of the first recipient, for reading."),
    "load_id": ("v.load_id", "The load that wrote it; see news.loads."),
    "told_in": (
        "e.told_in",
        (
            "Numbers of all sentences that tell it, ascending, as in news.mentions.sentence_no; the evidence sentence "
            "is among them. Empty only in rows written before the column was."
        ),
    ),
}

PARTICIPANT: Columns = {
    "event_id": ("p.event_id", "The event; see news.events and news.event_versions."),
    "role": ("p.role", "actor or recipient."),
    "participant_no": ("p.participant_no", "Number within its role, from 0."),
    "entity_id": ("p.entity_id", "Who it is, where that is known; see news.entities."),
    "name": ("p.name", "Name to show."),
    "surface": ("p.surface", "The words of the text."),
    "char_start": ("p.char_start", "First character of the words in body, from 0."),
    "char_end": ("p.char_end", "Character after them."),
    "code": ("p.code", "ISO alpha-3 country and PLOVER sectors, such as USAGOV; null if not known."),
}
