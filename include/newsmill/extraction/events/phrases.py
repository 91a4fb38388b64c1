"""The parties in noun phrases: those that nouns name, and those that stand inside the phrase of a thing."""

from collections.abc import Iterable

from include.newsmill.extraction.events.parties import Cast, Party
from include.newsmill.extraction.events.predicates import conjuncts, heads_meant, prepositions_of
from include.newsmill.extraction.parse import Token


class Phrases:
    """Asks the cast of an article for the parties of one part."""

    def __init__(self, cast: Cast, part: int) -> None:
        self._cast, self._part = cast, part
        self._known: dict[int, list[Party]] = {}  # a noun is asked for by several places and acts
        self._modifiers: dict[int, list[Party]] = {}

    def named(self, nouns: Iterable[Token]) -> list[Party]:
        """All parties that nouns and pronouns name, in order."""
        found: list[Party] = []
        for noun in nouns:
            if noun.i not in self._known:
                self._known[noun.i] = self._cast.parties(self._part, noun)
            found += self._known[noun.i]
        return found

    def joined(self, nouns: Iterable[Token]) -> list[Party]:
        """As named, with the nouns joined to each by "and"."""
        return self.named(each for noun in nouns for each in conjuncts(noun))

    def things(self, nouns: Iterable[Token]) -> list[Party]:
        """What common nouns name though it is nobody."""
        found = (self._cast.thing(self._part, each) for noun in nouns for each in conjuncts(noun))
        return [party for party in found if party is not None]

    def inside(self, nouns: Iterable[Token], prepositions: tuple[str, ...]) -> list[Party]:
        """Parties in the phrase of a noun that is none itself: "Iran's programme", "sanctions imposed on Eritrea"."""
        for noun in nouns:
            if found := self._before(noun) or self.behind([noun], prepositions):
                return found
        return []

    def _before(self, noun: Token) -> list[Party]:
        if noun.i not in self._modifiers:
            self._modifiers[noun.i] = self._cast.modifiers(self._part, noun)
        return self._modifiers[noun.i]

    def behind(self, nouns: Iterable[Token], prepositions: tuple[str, ...]) -> list[Party]:
        """Parties behind the prepositions of nouns, or of participles that hang on them."""
        for noun in nouns:
            meant = heads_meant(noun)
            participles = [c for c in meant.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
            own = [prepositions_of(word.children) for word in (meant, *participles)]
            for name in prepositions:
                for found_at in own:
                    if found := self.named(found_at.get(name, [])):
                        return found
        return []

    def by_whom(self, noun: Token) -> list[Party]:
        """Who does what a noun of action names: "raid by rebels", "Israel's raid", "a demand from Mali"."""
        own = prepositions_of(noun.children)
        for found in (self.named(own.get("by", [])), self._before(noun)):
            if found:
                return found
        return self.named(own.get("from", []))
