"""The scores, as data. They order matches within a method; 1 is kept for what a person said."""

from __future__ import annotations

#: What the kind of name alone is worth. A part name never stands without its parent, a
#: short or turned one never without its city, a shared one never without country, city or parent, an acronym never
#: without a place.
BASE = {
    "name": 0.86,
    "native name": 0.86,
    "alias": 0.82,
    "part name": 0.78,
    "short name": 0.78,
    "turned name": 0.74,
    "shared name": 0.74,
    "acronym": 0.6,
}
#: What independent evidence adds; the city says more than the country, the printed parent as much as the city.
AGREES = {"country": 0.03, "city": 0.05, "parent": 0.05, "fills": 0.02}
#: No reading by rule is certain.
CAP = 0.98
#: A name made of words that many bodies share needs its city or parent; with this many words less is enough: the
#: country, nothing at all, or nothing where a university's name is all that the string says. A university's own name
#: needs no length where the country is printed: there are few of one name in a country. "alone": of a name that one
#: body only has among those that the printed countries allow.
GENERIC_LENGTH = {"country": 3, "nothing": 5, "university alone": 3, "alone": 4, "city": 3}
#: So many letters an acronym needs: as a part of its own beside city and country, beside its city, beside its country
#: as a part of its own or within one, and alone. "umbrella": of a body with many parts, beside the names of these.
ACRONYM_LETTERS = {"umbrella": 4, "seat": 3, "city": 4, "country": 4, "within": 5, "nothing": 5}
#: An institute that the index lacks is printed: the parent is what could be read, and it is less than the string says.
UNRESOLVED_PART = 0.2
#: A word of the name is printed with one letter wrong.
MISSPELLED = 0.1
#: A name that one body of the DPRK bears here, and that others may: nothing else is printed.
NAME_ALONE = 0.35
#: A publisher's id that nothing in the string confirms or contradicts.
PUBLISHER = 0.5

#: List entries: what (kind of the entry's name, kind of the body's name) is worth, before places are compared. A lent
#: name is printed by another list's entry of the same name.
ENTRY_BASE = {
    ("name", "name"): 0.9,
    ("name", "native name"): 0.9,
    ("name", "alias"): 0.86,
    ("native name", "name"): 0.88,
    ("native name", "native name"): 0.88,
    ("native name", "alias"): 0.84,
    ("lent name", "name"): 0.82,
    ("lent name", "native name"): 0.82,
    ("lent name", "alias"): 0.78,
    ("alias", "name"): 0.8,
    ("alias", "native name"): 0.8,
    ("alias", "alias"): 0.74,
}
ENTRY_AGREES = {"country": 0.03, "city": 0.04, "parent": 0.04}
#: Other campuses and head offices make an address in another city weak evidence against; a shared name is worse.
ENTRY_MISSES = {"city": 0.06, "generic": 0.1}
#: An entry's name prints the parent and the name of its unit's own record; or all words of that, and a person's name.
UNIT_OF_PARENT = 0.88
UNIT_BY_WORDS = 0.82
#: A body whose name the entry's name contains; the same in an alias, an acronym or an address.
PART_OF = 0.5
PART_OF_ASIDE = 0.4
#: Names made of the same words, in another order or ending, are one name where the words are enough: so many, or fewer
#: with one that is no common word of institutions. Above the lower share, or where all words of one are in the other,
#: a person should look.
SAME_WORDS = {"certain share": 0.999, "certain words": 4, "telling words": 3, "share": 0.65, "within": 2, "score": 0.82}
#: An acronym counts beside a city and words of the name that both share, for a person to judge.
ACRONYM = {"words": 2, "score": 0.5}
#: More aliases than this are a heap of subsidiaries' names: only those like the entry's own name are its own.
ALIAS_HEAP = 8
