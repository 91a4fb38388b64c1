"""Which of the places an article names is that of an act."""

from dataclasses import replace

from include.newsmill.extraction.events.clauses import clause_of, has_subject, path_up, steps
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.events.sites import Site
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.reading import Reading, Sentence

_COUNTRY_COST = 2.5  # a city of the main clause goes before a country beside the act
_COST_MAX = 6.0
_OWN_COST_MAX = 1.2  # of what is said, and of what did not happen: a place of its own clause
_CHAINED = frozenset(["conj", "dep", "xcomp", "advcl", "ccomp"])
SPEECH_ACTS = frozenset(["AGREE", "REJECT", "REQUEST", "ACCUSE", "THREATEN", "SUPPORT"])
_SPOKEN = SPEECH_ACTS | {"SANCTION"}  # done from where those stand who do it
_BODILY = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "AID", "CONSULT"])
_GOING_ON = frozenset(["outside", "inside", "there", "nearby"])  # a paragraph that stays where it was
_TAKING_UP = frozenset(
    ["city", "town", "village", "area", "province", "district", "region", "capital", "island", "camp"]
)
_BEING_THERE = frozenset(["meet", "speak", "gather", "convene", "sit", "stand", "assemble", "visit", "wait"])
_BESIDE = frozenset(["after", "before", "until", "since", "because", "although", "though", "if", "unless", "once"])


class Whereabouts:
    """Where an article is while it is read: the place of its paragraph, and the last place named."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._end = 0
        self._here: Site | None = None  # of the acts of this paragraph, up to the sentence before
        self._noted: Site | None = None  # of those of this sentence
        self._last: Site | None = None  # named last, for "there" and "in the city"

    def entered(self, sentence: Sentence, sites: list[Site]) -> list[Site]:
        """Note a sentence and its places. Returns those that it takes up by "there" and "in the city"."""
        if self._reading.article.body.find("\n", self._end, sentence.start) >= 0:
            first = self._reading.docs[sentence.part][sentence.first].lower_
            self._noted = self._noted if first in _GOING_ON else None
        self._here = self._noted
        self._end = sentence.end
        taken_up = []
        doc = self._reading.docs[sentence.part]
        for token in doc[sentence.first : sentence.last]:
            if not _takes_up(token):
                continue
            before = next(
                (site for site in reversed(sites) if site.first < token.i and not site.is_country), self._last
            )
            if before is not None:
                hangs = token.head if token.dep_ == "advmod" else token.head.head
                taken_up.append(replace(before, first=token.i, hangs=hangs, cost=0.3, is_scene=False, is_towards=False))
        for site in sites:
            if not site.is_country:
                self._last = site
                self._noted = self._noted or (site if site.is_scene else None)
        return taken_up

    def note(self, site: Site) -> None:
        """Say where an act of the current sentence happened."""
        if not site.is_country:
            self._noted = site

    def assumed(self, event_type: str) -> Site | None:
        """The place of an act whose sentence names none; None where nothing tells it."""
        return self._here if event_type in _BODILY else None


def _takes_up(token: Token) -> bool:
    """Whether a word means a place named before: "there", "in the city"."""
    if token.lower_ == "there":
        return token.dep_ == "advmod"
    if (
        token.lower_ not in _TAKING_UP
        or token.dep_ != "pobj"
        or token.head.lower_ not in ("in", "at", "near", "outside", "around", "across")
    ):
        return False
    children = list(token.children)
    return len(children) == 1 and children[0].lower_ in ("the", "that")


def choose_site(
    sites: list[Site], head: Token, acts: set[int], events: set[int], event_type: str, *, done: bool
) -> Site | None:
    """The place of an act among those of its sentence: the nearest in grammar, cities before countries.

    Args:
        head: word whose grammar carries the act.
        acts: tokens of the act itself.
        events: tokens of all acts of the sentence.
        done: whether it happened; what did not has only a place of its own.
    """
    clause = clause_of(head)
    spoken = event_type in _SPOKEN
    limit = _OWN_COST_MAX if spoken or not done else _COST_MAX
    best: tuple[float, int, Site] | None = None
    for site in sites:
        distance = _distance(site, head, clause, acts, events)
        ahead = site.is_scene and site.hangs.tag_ not in VERBS  # "Lomé: …" holds for all that a headline says
        reach = _COST_MAX if done and (ahead or _is_done_there(site, clause)) else limit
        if distance is None or distance + site.cost > reach:
            continue
        if spoken and distance > 0 and (site.is_towards or site.cost >= 1):
            continue  # "a Basra tribal leader offered" says who, "recalled from Bogotá" whom
        if event_type in SPEECH_ACTS and site.hangs.dep_ in ("nsubj", "nsubjpass") and site.hangs.head.i == clause.i:
            continue  # "the ministry in Oslo ruled it out" says who
        cost = distance + site.cost + _COUNTRY_COST * site.is_country
        if best is None or (cost, site.first) < best[:2]:
            best = (cost, site.first, site)
    return best[2] if best else None


def _is_done_there(site: Site, clause: Token) -> bool:
    """Whether who speaks has just done something at a place: "met at the crossing and promised"."""
    there = clause_of(site.hangs)
    if site.is_towards or site.is_country or site.cost >= 1 or has_subject(clause):
        return False
    return there.tag_ in VERBS and set(steps(clause, there) or ["none"]) == {"conj"}


def _distance(site: Site, head: Token, clause: Token, acts: set[int], events: set[int]) -> float | None:
    """How far in grammar a place is from an act; None where it is another's."""
    up = path_up(site.hangs)
    if site.is_scene and site.hangs.tag_ not in VERBS:
        return 2.0  # in front of a headline
    if any(head.doc[i].lower_ == "according" for i in up):
        return None  # where the source is
    owner = next((i for i in up if i in events), None)
    there = clause_of(site.hangs)
    if site.hangs.i in acts:
        return 0.0
    if owner in acts and there.i == clause.i:
        return 0.3
    if there.i == clause.i:
        return 1.0 if owner is None or owner in path_up(head) else 2.0
    found = _between(site, there, clause)
    return min(found or 2.0, 2.0) if site.is_scene and site.hangs.i in path_up(head) else found


def _between(site: Site, there: Token, clause: Token) -> float | None:  # noqa: PLR0911 - one line for each way to be joined
    """Distance of two clauses: of the place and of the act."""
    up = steps(clause, there)
    if up is not None:  # the act's clause hangs under that of the place
        return _under(site, up, clause, there)
    if site.is_towards:
        return None
    down = steps(there, clause)
    if down is None:
        return _sisters(clause, there)
    if "ccomp" in down or "parataxis" in down or ("relcl" in down and _is_aside(there)):
        return None
    if there.tag_ == "VBG" and there.lemma_ in _BEING_THERE and not _is_marked(there):
        return 1.0  # "meeting in Mendoza, they suspended it": where they were when they did it
    if "advcl" in down:
        return None if _is_marked(there) else 3.0
    if set(down) & {"conj", "dep"}:
        return None if has_subject(there) else 3.0
    return 1.5


def _under(site: Site, up: list[str], clause: Token, there: Token) -> float | None:
    if site.is_scene:
        return 2.0
    if "ccomp" in up or "parataxis" in up:
        return 3.0 if governors().get(there.lemma_) != "report" else None
    if ("relcl" in up and not _goes_on(clause)) or ("acl" in up and site.is_towards):
        return None
    if "advcl" in up:
        return 4.0 if _is_marked(clause) else 2.5
    return 3.0 if has_subject(clause) else 2.0


def _sisters(one: Token, two: Token) -> float | None:
    """Distance of clauses that a third joins: none but where both are told in a row."""
    over = set(path_up(one)[1:])
    joint = next((i for i in path_up(two) if i in over), None)
    if joint is None:
        return None
    top = one.doc[joint]
    both = (steps(one, top) or []) + (steps(two, top) or [])
    if any(dep not in _CHAINED for dep in both):
        return None
    return 4.0 if "ccomp" in both else 3.0


def _goes_on(verb: Token) -> bool:
    """Whether a relative clause goes on telling: "met in Gaborone, when they promised"."""
    return any(child.lower_ in ("when", "where") for child in verb.lefts)


def _is_aside(verb: Token) -> bool:
    """Whether a relative clause stands between commas: told of somebody, not of the act."""
    before = verb.left_edge.i - 1
    return before > 0 and verb.doc[before].text == ","


def _is_marked(verb: Token) -> bool:
    return any(child.lower_ in _BESIDE or child.dep_ == "mark" for child in verb.lefts)
