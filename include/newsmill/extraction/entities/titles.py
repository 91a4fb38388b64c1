"""The role printed before a person's name, or behind it in apposition, and the country it speaks of."""

import re

from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.parse import Parse, Token
from include.newsmill.extraction.reading import Name
from include.newsmill.extraction.tables import word_list

_TITLE_TOKENS_MAX = 7
_APPOSITION_TOKENS_MAX = 12
_SMALL = frozenset(
    ["vice", "deputy", "former", "acting", "foreign", "prime", "then", "ex", "senior", "chief", "and", "-"]
)
_FORMS_OF_ADDRESS = word_list("form_of_address")
_ADDRESS_SECTOR = {"sen.": "LEG", "rep.": "LEG", "gen.": "MIL", "gov.": "GOV"}
_FORMER = re.compile(r"\b(?:former|ex)\b", re.IGNORECASE)


def note_title(name: Name, doc: Parse, gazetteer: Gazetteer) -> None:
    """Fill title, country and sector of a personal name from the words around it; leave None what they do not tell.

    "U.S. Trade Representative Robert Lighthizer" gives ("U.S. Trade Representative", US, GOV);
    "Peter Navarro, a White House trade adviser" gives (None, US, GOV): only a role before the name is a title.
    """
    first = _start_of_title(name, doc)
    words = [token.text for token in doc[first : name.first]]
    if words:
        found = sector_of(words)
        address = words[-1].lower()
        if found is not None and found[1] == "person":
            name.sector, name.title = found[0], " ".join(words)
        elif address in _FORMS_OF_ADDRESS:
            name.title, name.sector = words[-1], _ADDRESS_SECTOR.get(address)
        if name.title and _FORMER.search(name.title) and name.sector:
            name.sector = "ELI"
    if name.country is None:
        name.country = _country_among(doc, first, name.first, gazetteer)
    if name.country is None and first > 1 and doc[first - 1].tag_ == "POS":
        name.country = _country_among(doc, max(first - 4, 0), first - 1, gazetteer)
    if name.sector is None:
        _note_apposition(name, doc, gazetteer)
    if name.sector is None:
        _note_role_over(name, doc, gazetteer)
    if name.country is None:
        name.country = _country_behind(name, doc, gazetteer)


def _start_of_title(name: Name, doc: Parse) -> int:
    first = name.first
    while first > 0 and name.first - first < _TITLE_TOKENS_MAX and _belongs(doc[first - 1], doc[first]):
        first -= 1
    while first < name.first and (doc[first].lower_ in ("and", "-") or doc[first].is_punct):
        first += 1
    return first


def _belongs(token: Token, right: Token) -> bool:
    """Whether the token left of a title or name still belongs to the title."""
    if token.is_punct and token.text not in ("-", "."):
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return token.ent_type_ != "PERSON" or sector_of([token.text]) is not None
    if token.lower_ in _SMALL and right.lower_ not in _SMALL | {"and"}:
        return True
    if token.text[:1].isupper() and token.tag_ in ("JJ", "NN", "NNS"):
        return True
    return token.tag_ in ("NN", "JJ") and sector_of([token.text]) is not None


def _note_apposition(name: Name, doc: Parse, gazetteer: Gazetteer) -> None:
    root = doc[name.last - 1]
    for child in root.rights:
        if child.dep_ != "appos" or child.i - name.last > _APPOSITION_TOKENS_MAX:
            continue
        left = max(child.left_edge.i, name.last)
        found = sector_of([token.text for token in doc[left : child.i + 1]])
        if found is not None and found[1] == "person":
            former = any(token.lower_ == "former" for token in doc[left : child.i])
            name.sector = "ELI" if former else found[0]
            end = min(child.right_edge.i + 1, child.i + 6)
            name.country = name.country or _country_among(doc, left, end, gazetteer)
            return


def _note_role_over(name: Name, doc: Parse, gazetteer: Gazetteer) -> None:
    """As in "Kazakhstan's foreign minister, Erlan Sadykov" and "his Tajik counterpart, Davron Saidov"."""
    role = doc[name.last - 1]
    while name.first <= role.i < name.last and role.head.i != role.i and role.dep_ in ("appos", "compound", "flat"):
        role = role.head
    if role.i >= name.first or name.first - role.i > _APPOSITION_TOKENS_MAX or role.tag_ not in ("NN", "NNP"):
        return
    words = [token.text for token in doc[role.left_edge.i : role.i + 1]]
    found = sector_of(words)
    if found is not None and found[1] == "person":
        name.sector = "ELI" if _FORMER.search(" ".join(words)) else found[0]
        name.country = name.country or _country_among(doc, role.left_edge.i, name.first, gazetteer)


def _country_behind(name: Name, doc: Parse, gazetteer: Gazetteer) -> str | None:
    """As in "President Temir Asanov of Kyrgyzstan"."""
    if name.sector in (None, "LEG") or name.last + 1 >= len(doc) or doc[name.last].lower_ != "of":
        return None  # "Sen. John Smith of Georgia"
    return _country_among(doc, name.last + 1, min(name.last + 4, len(doc)), gazetteer)


def _country_among(doc: Parse, first: int, last: int, gazetteer: Gazetteer) -> str | None:
    for i in range(first, last):
        for end in (min(i + 2, last), i + 1):
            text = doc[i:end].text
            if not text[:1].isupper():
                continue
            if (place := gazetteer.people(text)) is not None:
                return place.country or place.alpha3
            if (code := gazetteer.seat(text) if " " in text else None) is not None:
                return code
            if gazetteer.names_country(text):
                place = gazetteer.resolve(text, frozenset())
                return (place.country or place.alpha3) if place else None
    return None
