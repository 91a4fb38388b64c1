"""What the classifier is told of a candidate: words, grammar, and what the lexicon makes of it.

A feature is a string; a candidate has it or not. Words are lemmas. Everything is read off the parse around the act, so
a candidate costs some 30 features and no second look at the sentence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.frames import types_of_frame
from include.newsmill.extraction.events.hints import types_of_noun, types_of_phrase, types_of_verb
from include.newsmill.extraction.events.lexicon import acts, verbs, word_classes
from include.newsmill.extraction.events.modality import Standing, governor_of
from include.newsmill.extraction.events.predicates import NOUNS, Predicate, heads_meant, prepositions_of
from include.newsmill.extraction.events.subjects import subject_tokens
from include.newsmill.extraction.parse import Parse, Token

_PREPOSITIONS_MAX = 4
_TOPICS = frozenset(["sport", "market", "disaster", "attack", "protest", "forces"])


def features_of(act: Act, standing: Standing, around: Iterable[str]) -> set[str]:
    """The features of a candidate.

    Args:
        act: a candidate of find_acts; its meaning may name no type.
        standing: modality and what governs the act.
        around: what words_around says of its sentence.
    """
    found = {"bias", f"modality={standing.modality}", f"frame={act.meaning.event_type}"}
    if standing.refused:
        found.add("refused")
    if standing.purpose:
        found.add("purpose")
    found.update(_of_meaning(act))
    found.update(_of_governor(act.head))
    found.update(around)
    if act.verb is not None:
        found.update(_of_verb(act, act.verb))
        found.update(_hinted(act.verb))
        found.update(_framed(act.verb))
    elif act.noun is not None:
        found.update(_of_noun(act.noun))
    return found


def _of_meaning(act: Act) -> Iterator[str]:
    meaning = act.meaning
    if meaning.event_type is not None:
        yield f"frame={meaning.event_type}/{min(len(meaning.conditions), 3)}"
        yield f"frame={meaning.event_type}&lemma={_lemma(act)}"
        yield f"frame={meaning.event_type}&dep={act.head.dep_}"
        if meaning.mode:
            yield f"mode={meaning.event_type}/{meaning.mode}"
    for name in _types_of_lemma(act.head.lemma_):
        yield f"lexicon={name}"


def _types_of_lemma(lemma: str) -> frozenset[str]:
    return _types_by_lemma().get(lemma, frozenset())


@cache
def _types_by_lemma() -> dict[str, frozenset[str]]:
    """Lemma -> types that its frames give it; "none" for a frame that is no event."""
    return {lemma: frozenset(meaning.event_type or "none" for meaning in frames) for lemma, frames in verbs().items()}


def _lemma(act: Act) -> str:
    head = act.head.lemma_ or act.head.lower_
    return f"{head} {act.noun.lemma_}" if act.verb is not None and act.noun is not None else head


def _of_governor(head: Token) -> Iterator[str]:
    yield f"dep={head.dep_}"
    governor = governor_of(head)
    if governor is not None:
        yield f"governor={governor.lemma_ or governor.lower_}"
        for name in _types_of_lemma(governor.lemma_):
            yield f"under={name}"
        for kind, name in types_of_verb(governor.lemma_):
            yield f"under {kind}={name}"
    elif head.dep_ in ("advcl", "relcl", "acl", "conj", "ccomp") and head.head.i != head.i:
        yield f"beside={head.dep_} {head.head.lemma_ or head.head.lower_}"


def words_around(doc: Parse, first: int, last: int) -> frozenset[str]:
    """What a sentence, doc[first:last], is about, by its nouns: a war, a match, a trial. The same for all its acts."""
    found = set()
    for token in doc[first:last]:
        if token.tag_ in ("NN", "NNS") and not token.ent_type_:
            lemma = token.lemma_
            found.add(f"near={lemma}")
            found.update(f"near act={name}" for kind, name in types_of_noun((lemma,)) if kind == "noun")
            found.update(f"near=@{name}" for name in _classes().get(lemma, ()) if name in _TOPICS)
    return frozenset(found)


def _of_verb(act: Act, verb: Predicate) -> Iterator[str]:
    lemma = verb.lemma
    yield f"verb={lemma}"
    yield f"verb={lemma}&tag={verb.verb.tag_}"
    if act.noun is not None:
        yield f"act={act.noun.lemma_}"
    if verb.passive:
        yield "passive"
        yield f"verb={lemma}&passive"
    for mark in verb.marks:
        yield f"mark={mark}"
        yield f"verb={lemma}&mark={mark}"
    for particle in verb.particles:
        yield f"verb={lemma} {particle}"
        yield f"particle={particle}"
    yield from _of_arguments(verb)
    yield from _of_prepositions(verb)
    yield from _of_complements(verb)


def _of_arguments(verb: Predicate) -> Iterator[str]:
    for noun in verb.patients[:2]:
        for word in _words(noun, "object"):
            yield word
            yield f"verb={verb.lemma}&{word}"
    does = subject_tokens(verb.verb)[:2]
    yield from (word for noun in does for word in _words(noun, "subject"))
    if not does:
        yield "nobody does it"
    for noun in verb.patients[:1]:
        inner = prepositions_of(heads_meant(noun).children)
        yield from (f"object {name}={_kind(heads_meant(nouns[0]))}" for name, nouns in inner.items() if nouns)


def _of_prepositions(verb: Predicate) -> Iterator[str]:
    for name, nouns in list(verb.prepositions.items())[:_PREPOSITIONS_MAX]:
        yield f"prep={name}"
        yield f"verb={verb.lemma}&prep={name}"
        for noun in nouns[:1]:
            yield from (f"{name}:{word}" for word in _words(noun, "pobj"))


def _of_complements(verb: Predicate) -> Iterator[str]:
    for word in verb.complement_words:
        yield f"complement={word}"
        yield f"verb={verb.lemma}&complement={word}"
        for name in _types_of_lemma(word):
            yield f"speaks of={name}"
            yield f"verb={verb.lemma}&speaks of={name}"
        yield from (f"speaks of {kind}={name}" for kind, name in types_of_verb(word))


def _hinted(verb: Predicate) -> Iterator[str]:
    """What words and phrases of the tables of hints stand in a verb's place; the more say the same, the surer."""
    said: Counter[str] = Counter()
    alone = list(types_of_verb(verb.lemma))
    phrases = Counter(types_of_phrase(verb))
    for kind, name in alone:
        yield f"hint {kind}={name}"
        said[name] += 1 + (kind == "verb")
    for name, count in phrases.items():
        yield f"phrase={name}"
        if count > 1:
            yield f"phrases={name}"
        said[name] += 3 + (count > 1)
    for place, nouns in (("object", verb.patients[:2]), ("subject", verb.own_subjects[:2])):
        for kind, name in (hint for noun in nouns for hint in types_of_noun(_forms(noun))):
            yield f"{place} {kind}={name}"
            said[name] += place == "object"
    if not said:
        yield "no hint"
        return
    yield from _most_said(said)
    if not phrases and not alone:
        yield "hinted by nouns only"


def _framed(verb: Predicate) -> Iterator[str]:
    """What the frames of its own say that fit a verb most exactly."""
    places, types = types_of_frame(verb)
    for name in types:
        yield f"framed={name}"
        yield f"framed={name}/{min(places, 3)}"
        if len(types) == 1:
            yield f"framed only={name}"


def _most_said(said: Counter[str]) -> Iterator[str]:
    (first, count), *others = said.most_common(2)
    yield f"most={first}"
    if not others or others[0][1] < count:
        yield f"clearly={first}"
        yield f"clearly={first}/{min(count, 5)}"


def _forms(noun: Token) -> tuple[str, ...]:
    noun = heads_meant(noun)
    lemma = noun.lemma_ or noun.lower_
    pairs = [f"{child.lower_} {lemma}" for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]
    return (*pairs, lemma)


def _of_noun(noun: Token) -> Iterator[str]:
    lemma = noun.lemma_ or noun.lower_
    yield f"noun={lemma}"
    for kind, name in types_of_noun(_forms(noun)):
        yield f"hint {kind}={name}"
    known = acts().get(lemma)
    if known is not None:
        yield f"noun lexicon={known.event_type}"
    for name, nouns in list(prepositions_of(noun.children).items())[:_PREPOSITIONS_MAX]:
        yield f"noun prep={name}"
        yield f"noun={lemma}&prep={name}"
        for inner in nouns[:1]:
            yield from (f"noun {name}:{word}" for word in _words(inner, "pobj"))
    for child in noun.lefts:
        if child.dep_ == "poss":
            yield from _words(child, "possessor")
        elif child.dep_ in ("amod", "compound"):
            yield f"modifier={child.lemma_ or child.lower_}"
            yield f"noun={lemma}&modifier={child.lemma_ or child.lower_}"
    if noun.dep_ == "pobj":
        yield f"behind={noun.head.lower_}"
        yield f"noun={lemma}&behind={noun.head.lower_}"


def _words(noun: Token, place: str) -> Iterator[str]:
    """A noun as its lemma, its classes of words, and what kind of being it is."""
    noun = heads_meant(noun)
    yield f"{place}={_kind(noun)}"
    if noun.tag_ in NOUNS and not noun.ent_type_:
        lemma = noun.lemma_ or noun.lower_
        yield f"{place}={lemma}"
        yield from (f"{place}=@{name}" for name in _classes().get(lemma, ()))


def _kind(noun: Token) -> str:
    if noun.ent_type_:
        return f"<{noun.ent_type_}>"
    if noun.tag_ == "PRP":
        return "<pronoun>"
    found = sector_of([noun.lower_])
    return f"<{found[0]}>" if found else "<thing>"


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Lemma -> names of the word classes that hold it."""
    found: dict[str, list[str]] = {}
    for name, words in word_classes().items():
        for word in words:
            found.setdefault(word, []).append(name)
    return {word: tuple(sorted(names)) for word, names in found.items()}
