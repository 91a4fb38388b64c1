"""What an article told so far: its events with the words that name them, and where it is."""

from dataclasses import dataclass, field

from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.details import action_word
from include.newsmill.extraction.events.places import Whereabouts
from include.newsmill.model import DateSpan, Event


@dataclass(slots=True)
class Told:
    """Events of the sentences before, with the words that name them."""

    whereabouts: Whereabouts
    events: list[Event] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    last_dated: int | None = None  # number of the latest event with a date
    _dated: dict[str, int] = field(default_factory=dict)  # likewise, by the word that names it
    _types: set[tuple[str, str | None]] = field(default_factory=set)

    def add(self, event: Event, word: str) -> None:
        """Note one more event."""
        if event.event_start is not None:
            self.last_dated = self._dated[word] = len(self.events)
        self._types |= {(word, event.event_type), (word, event.underlying_type)}
        self.events.append(event)
        self.words.append(word)

    @property
    def last_date(self) -> DateSpan | None:
        """Of the latest event with a date."""
        return self.events[self.last_dated].date if self.last_dated is not None else None

    def has(self, act: Act) -> bool:
        """Whether the lexicon reads an act as one that was told before by the same word."""
        return act.meaning.event_type is not None and (action_word(act), act.meaning.event_type) in self._types

    def last_named(self, words: set[str]) -> Event | None:
        """The latest dated event that one of the words names."""
        numbers = [self._dated[word] for word in words if word in self._dated]
        return self.events[max(numbers)] if numbers else None
