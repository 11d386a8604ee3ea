"""Names to institutions: which body does an affiliation string, or a list entry, name?

Normalise (`text`) → names found (`name_forms`, `index`, `lexicon`, `hits`) → evidence (`places`,
`place_readings`, `bounds`) → decision with reasons (`enough`,
`decision`, `entries`; `publisher` where the string decides nothing). The rules are data: `spelling`,
`words`, `place_names`, `dprk_names`, `korean`, `weights`. What is not certain is left open; what a string allows and
does not decide is told apart (`inferred`).
"""

from loader.resolve.affiliation import resolve_affiliation
from loader.resolve.bridge import Bridge
from loader.resolve.entries import resolve_entry
from loader.resolve.index import Index
from loader.resolve.model import Body, Candidate, EntryReading, Match, Reading
from loader.resolve.places_of_entry import cities_of_entry
from loader.resolve.unify import unify

__all__ = [
    "Body",
    "Bridge",
    "Candidate",
    "EntryReading",
    "Index",
    "Match",
    "Reading",
    "cities_of_entry",
    "resolve_affiliation",
    "resolve_entry",
    "unify",
]
