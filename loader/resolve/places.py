"""Countries, regions and cities printed in a string, and what they say about where the body is.

A country's name counts where it stands as a place: a part of its own, or at the end of a part. It does not count inside
a name ("Korea University") nor after "in" or "for" ("Liberty in North Korea").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

import pycountry
from msgspec import Struct

from loader import countries
from loader.resolve import text as texts
from loader.resolve.lexicon import Lexicon
from loader.resolve.text import Text
from loader.resolve.words import ACADEMIC

#: "Korea" alone: the Republic of Korea in print nearly always, but not beside a DPRK city or institution.
KOREA = "K?"

#: Names as affiliations print them, beside those of `loader.countries`.
_COUNTRIES: dict[str, tuple[str, ...]] = {
    KOREA: ("Korea", "Korean Peninsula", "Corea", "Corée", "Koreya", "Корея"),
    "KP": (
        "DPR Korea", "DPRK", "DPR of Korea", "Korea DPR", "Korea DPRK", "Korea (DPR)", "Korea (North)", "North Korea", "N. Korea",
        "Democratic People's Republic of Korea", "Democratic People Republic of Korea", "Democratic Republic of Korea",
        "Democratic Peoples' Rep. of Korea", "Dem. People's Rep. of Korea", "Dem. People's Rep. Korea", "Democratic People's Rep. Korea",
        "Korea, Democratic People's Republic of", "Korea, Dem. People's Rep.", "Corée du Nord", "Corea del Norte", "Nordkorea",
        "Corea del Nord", "Coreia do Norte", "Северная Корея", "КНДР", "Корейская Народно-Демократическая Республика",
        "조선민주주의인민공화국", "북한", "朝鲜民主主义人民共和国", "朝鮮民主主義人民共和国", "北朝鮮", "كوريا الشمالية", "کره شمالی",
    ),
    "KR": (
        "Republic of Korea", "South Korea", "S. Korea", "Korea (South)", "Korea South", "Korea, Republic of", "Rep. of Korea",
        "Rep. Korea", "R.O. Korea", "R. of Korea", "Korea Rep.", "ROK", "Südkorea", "Corée du Sud", "Corea del Sur", "대한민국",
        "한국", "韩国", "韓国", "大韩民国", "Южная Корея", "Республика Корея",
    ),
    "CN": ("P.R. China", "PR China", "P.R.C.", "PRC", "Mainland China", "People's Rep. of China", "P.R. of China", "R.P. China",
           "Chine", "Cina", "Kina", "中国", "中华人民共和国", "Китай", "КНР"),
    "TW": ("Taiwan", "Taiwan ROC", "R.O.C.", "Taiwan, Republic of China", "Republic of China", "台湾", "台灣", "Taiwan, Province of China"),
    "HK": ("Hong Kong", "Hong Kong SAR", "Hong Kong S.A.R.", "HKSAR", "香港"),
    "MO": ("Macau", "Macao", "Macau SAR"),
    "US": ("USA", "U.S.A.", "US", "U.S.", "United States", "United States of America", "Estados Unidos", "EUA", "EEUU", "США"),
    "GB": ("UK", "U.K.", "United Kingdom", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "N. Ireland"),
    "RU": ("Russia", "Russian Federation", "USSR", "U.S.S.R.", "Россия", "РФ", "Российская Федерация", "Rusia", "Russie"),
    "IR": ("Iran", "I.R. Iran", "IR Iran", "Islamic Republic of Iran", "I.R. of Iran", "ایران"),
    "DE": ("Germany", "Deutschland", "F.R. Germany", "FRG", "Federal Republic of Germany", "West Germany", "Allemagne", "Alemania"),
    "NL": ("Netherlands", "The Netherlands", "Holland", "Nederland"),
    "BR": ("Brazil", "Brasil"),
    "ES": ("Spain", "España"),
    "IT": ("Italy", "Italia", "Italie"),
    "FR": ("France", "Francia"),
    "CH": ("Switzerland", "Schweiz", "Suisse", "Svizzera"),
    "AT": ("Austria", "Österreich"),
    "BE": ("Belgium", "Belgique", "België"),
    "PL": ("Poland", "Polska"),
    "CZ": ("Czech Republic", "Czechia", "Czechoslovakia"),
    "SE": ("Sweden", "Sverige"),
    "NO": ("Norway", "Norge"),
    "DK": ("Denmark", "Danmark"),
    "FI": ("Finland", "Suomi"),
    "JP": ("Japan", "Japon", "日本"),
    "TR": ("Turkey", "Türkiye", "Turkiye"),
    "MX": ("Mexico", "México"),
    "EG": ("Egypt", "A.R. Egypt"),
    "AE": ("UAE", "U.A.E.", "United Arab Emirates"),
    "SA": ("KSA", "Saudi Arabia", "Kingdom of Saudi Arabia"),
    "VN": ("Vietnam", "Viet Nam", "S.R. Vietnam"),
    "CD": ("DR Congo", "DRC", "Democratic Republic of Congo", "Democratic Republic of the Congo", "Congo, Democratic Republic of the"),
    "SY": ("Syria",),
    "LA": ("Laos", "Lao PDR"),
    "TZ": ("Tanzania",),
    "MD": ("Moldova",),
    "VE": ("Venezuela",),
    "BO": ("Bolivia",),
    "MK": ("Macedonia", "FYROM"),
    "CI": ("Ivory Coast", "Côte d'Ivoire"),
    "BN": ("Brunei",),
    "PS": ("Palestine",),
    "XK": ("Kosovo",),
}  # fmt: skip

#: Federations whose states and provinces stand in addresses without the country.
_WITH_REGIONS = ("US", "CA", "AU", "CN", "IN", "BR", "JP")
_REGION_SUFFIXES = (" Sheng", " Shi", " Zizhiqu", " Zhuangzu", " Huizu", " Uygur", " SAR")
#: Codes of states are read where they are printed in capitals after a comma; these three countries print them so.
_WITH_CODES = ("US", "CA", "AU")

#: Cities of the DPRK by every spelling met, and no city that a place outside shares its name with (Sunchon, Anju,
#: Kangwon and Kanggye's neighbours are left out for that).
DPRK_CITIES = (
    "Pyongyang", "P'yŏngyang", "Pyeongyang", "Phyongyang", "Pyeongyang", "Phenian", "Phenjan", "Pjongjang", "Pkhenjan", "Pyengyang",
    "Hpyeng-yang", "Phyeng-yang", "Pjoengjang", "Pjongjango", "Pchjongjang", "Pchenjanas", "Phenjana", "Heijo", "Heijo-fu", "Heizyo",
    "Heizyo Hu", "Bình Nhưỡng", "Пхеньян", "Пхенян", "Пјонгјанг", "Πιονγκγιάνγκ", "평양", "平壌", "平壤", "بيونغ يانغ", "پیونگ‌یانگ",
    "بيونيانغ", "پيوڭياڭ", "פיונגיאנג", "प्योंगयांग", "Pion'nkgian'nk", "peiyngyang", "bywnyangh", "pyongayanga",
    "Hamhung", "Hamhŭng", "Hamheung", "함흥", "咸興", "咸兴",
    "Chongjin", "Ch'ŏngjin", "청진", "Wonsan", "Wŏnsan", "원산", "Sariwon", "Sariwŏn", "사리원", "Kaesong", "Kaesŏng", "개성",
    "Sinuiju", "Sinŭiju", "신의주", "Hyesan", "혜산", "Pyongsong", "P'yŏngsŏng", "Phyongsong", "평성", "Nampo", "Namp'o", "Nampho",
    "Haeju", "해주", "Rason", "Rasŏn", "Rajin", "Huichon", "Hŭich'ŏn", "Hŭich'ŏn-si", "희천", "Tanchon", "Tokchon", "Kusong",
    "Unjong District", "Yongbyon", "Nyongbyon", "Kanggye",
)  # fmt: skip

#: Codes under which one place is filed by different publishers.
_ALSO: dict[str, tuple[str, ...]] = {
    "HK": ("CN",), "MO": ("CN",), "TW": ("CN",), "PR": ("US",), "GU": ("US",), "VI": ("US",), "AS": ("US",), "MP": ("US",),
    "GP": ("FR",), "MQ": ("FR",), "RE": ("FR",), "GF": ("FR",), "PF": ("FR",), "NC": ("FR",), "YT": ("FR",),
    "GL": ("DK",), "FO": ("DK",), "AX": ("FI",), "SJ": ("NO",), "IM": ("GB",), "JE": ("GB",), "GG": ("GB",), "GI": ("GB",),
    KOREA: ("KR", "KP"),
}  # fmt: skip


def compatible(one: str, other: str) -> bool:
    """True where two country codes may be said of one place (Hong Kong and China; "Korea" and either state)."""
    return one == other or other in _ALSO.get(one, ()) or one in _ALSO.get(other, ())


class Place(Struct, frozen=True):
    """What a name of a place may be."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    #: countries in which the index has a body in a city of this name
    cities: frozenset[str] = frozenset()
    #: number of those bodies
    weight: int = 0
    #: read only where printed in capitals ("US", "MA")
    capitals: bool = False


class Printed(Struct):
    """The places of one string."""

    #: countries named as such, or by a state's name, or by a DPRK city
    named: set[str]
    #: countries that standing cities imply, read only where no country is named
    implied: set[str]
    #: (first word, word after the last, key) of every place
    spans: list[tuple[int, int, str]]
    #: words that belong to a place standing by itself
    standing: set[int]

    @property
    def countries(self) -> set[str]:
        return self.named or self.implied

    def agree(self, country: str | None) -> int:
        """1 where `country` is printed, -1 where only others are named, 0 where nothing is said."""
        if country is None:
            return 0
        if any(compatible(country, printed) for printed in self.named):
            return 1
        if self.named:
            return -1
        return 1 if country in self.implied else 0


@cache
def countries_and_regions() -> dict[str, Place]:
    """Every name of a country or region, by key."""
    known: dict[str, dict[str, set[str]]] = {}
    capitals: dict[str, bool] = {}

    def add(name: str, field: str, code: str) -> None:
        key = texts.key(name)
        if key:
            known.setdefault(key, {}).setdefault(field, set()).add(code)
            short = len(key) <= 3 and name.isascii()
            capitals[key] = capitals.get(key, True) and short

    for code, names in _COUNTRIES.items():
        for name in names:
            add(name, "countries", code)
    for name, code in countries.spellings().items():
        if len(name) > 3:
            add(name, "countries", code)
    for code in _WITH_REGIONS:
        for region in pycountry.subdivisions:
            if region.country_code != code:
                continue
            name = region.name
            for suffix in _REGION_SUFFIXES:
                name = name.removesuffix(suffix)
            add(name, "regions", code)
            if code in _WITH_CODES:
                add(region.code.partition("-")[2], "regions", code)
    for name in DPRK_CITIES:
        add(name, "cities", "KP")
    places = {
        key: Place(
            frozenset(found.get("countries", ())),
            frozenset(found.get("regions", ())) if "countries" not in found or key == "georgia" else frozenset(),
            frozenset(found.get("cities", ())),
            capitals=capitals[key],
        )
        for key, found in known.items()
    }
    # "Korea" is a name of both states, wherever else it is listed.
    places["korea"] = Place(frozenset({KOREA}))
    return places


@cache
def dprk_cities() -> frozenset[str]:
    return frozenset(texts.key(name) for name in DPRK_CITIES)


#: Words after which a country is a topic, not a place.
_TOPIC = frozenset(("in", "for", "on", "to"))


def find(text: Text, lexicon: Lexicon[Place]) -> Printed:
    """The places printed in `text`."""
    printed = Printed(set(), set(), [], set())
    spans = _longest(
        (start, end, place) for start, end, place in lexicon.find(text) if _readable(text, start, end, place)
    )
    if not spans:
        return printed
    covered = {position for start, end, _ in spans for position in range(start, end)}
    segments = text.segment
    count = len(text)
    #: segments that hold nothing but places, numbers and codes
    busy = {
        segments[i]
        for i in range(count)
        if i not in covered and not text.words[i][0].isdigit() and len(text.words[i]) > 2
    }
    academic = {segments[i] for i in range(count) if text.words[i] in ACADEMIC}
    ambiguous: list[frozenset[str]] = []
    for start, end, place in spans:
        key = text.key(start, end)
        printed.spans.append((start, end, key))
        alone = all(segments[i] not in busy for i in range(start, end))
        if alone:
            printed.standing.update(range(start, end))
        tail = _is_tail(text, end, covered)
        topic = text.joined[start] in _TOPIC and not alone
        if place.countries and (alone or tail) and not topic:
            if place.regions:
                ambiguous.append(place.countries | place.regions)
            else:
                printed.named |= place.countries
        elif place.regions and (alone or (tail and place.capitals)) and not topic:
            ambiguous.append(place.regions)
        if key in dprk_cities():
            if alone or segments[start] in academic:
                printed.named.add("KP")
        elif alone and place.weight >= 3 and len(place.cities) == 1:
            printed.implied |= place.cities
    for regions in ambiguous:
        if len(regions) == 1:
            printed.named |= regions
        elif not printed.named & regions:
            printed.implied |= regions if len(regions) == 1 else set()
    if KOREA in printed.named:
        printed.named.discard(KOREA)
        if not printed.named & {"KP", "KR"}:
            printed.named.add(KOREA)
    return printed


def resolve_korea(printed: Iterable[str | None], institutions: Collection[str | None]) -> tuple[str, ...]:
    """Countries as reported: "Korea" alone is the Republic of Korea unless a DPRK institution is named beside it."""
    codes = {code for code in printed if code}
    if KOREA in codes:
        codes.discard(KOREA)
        codes.add("KP" if "KP" in institutions else "KR")
    return tuple(sorted(codes))


def _longest(spans: Iterable[tuple[int, int, Place]]) -> list[tuple[int, int, Place]]:
    """Occurrences not inside or overlapping a longer, earlier one."""
    kept: list[tuple[int, int, Place]] = []
    for span in spans:
        if kept and span[0] < kept[-1][1]:
            if span[0] == kept[-1][0]:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _readable(text: Text, start: int, end: int, place: Place) -> bool:
    if place.capitals and not all(text.printed[i].isupper() for i in range(start, end)):
        return False
    if texts.is_lone(text.printed[start]):
        # a Han or Hangul name of a place ends where its script does: 북한대학원 is no place
        before = start > 0 and text.segment[start - 1] == text.segment[start] and texts.is_lone(text.printed[start - 1])
        after = end < len(text) and text.segment[end] == text.segment[end - 1] and texts.is_lone(text.printed[end])
        return (not before and not after) or text.key(start, end) in dprk_cities()
    return True


def _is_tail(text: Text, end: int, covered: set[int]) -> bool:
    """True where nothing but numbers and places follows in the segment."""
    segment = text.segment[end - 1]
    for i in range(end, min(len(text), end + 12)):
        if text.segment[i] != segment:
            return True
        if i not in covered and not text.words[i][0].isdigit():
            return False
    return end + 12 >= len(text)
