"""An invented graph of any size with the degrees of the real one, and a known number of planted links.

Degrees follow 13,076 works of OpenAlex (2022 and 2026): a median of 4 authors a paper and at most 100, about five
papers an author, institutions by a power law with a few hubs, one person in ten with an ORCID, one author in twelve
with two institutions. Countries have about their share of the world's papers; the DPRK's are few, as they are.
Only the planted papers print a DPRK institution together with a listed one.
"""

from __future__ import annotations

import csv
import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from cypher.model import MODEL_VERSION

_UNIT = "\x1f"
_COUNTRIES = {
    "CN": 25,
    "US": 20,
    "DE": 6,
    "GB": 6,
    "JP": 5,
    "IN": 5,
    "KR": 4,
    "FR": 4,
    "IT": 3,
    "RU": 3,
    "IR": 2,
    "BR": 2,
}
_REST = ("CA", "AU", "ES", "NL", "SE", "CH", "PL", "TR", "TW", "EG", "MY", "VN", "PK", "MX", "ZA", "AT")
_LISTED_FROM = ("CN", "RU", "IR")
_TOPICS = ("Deep learning in image recognition", "Machine learning for networks", *(f"Topic {n}" for n in range(198)))
_FIELDS = ("Computer Science", "Engineering", "Materials Science", "Physics and Astronomy", "Chemistry", "Medicine")


@dataclass
class Plan:
    """How large; `planted` papers stand on so many pairs of a listed and a DPRK institution."""

    papers: int
    institutions: int = field(init=False)
    dprk: int = 60
    listed: int = 300
    planted: int = 120
    pairs: int = 40
    seed: int = 7

    def __post_init__(self) -> None:
        self.institutions = max(1_500, min(20_000, self.papers // 50))

    @property
    def dprk_papers(self) -> int:
        """Papers of the DPRK without a listed partner: about 2,000 of a million and more, some alone."""
        return max(200, self.papers // 400)


@dataclass
class Made:
    """What was planted: papers by (listed institution, DPRK institution), and ids to ask about."""

    pairs: dict[tuple[str, str], int]
    hubs: list[str]
    middling: list[str]
    listed: list[str]
    dprk: list[str]
    authors: list[tuple[str, str]]


def write(plan: Plan, folder: Path) -> tuple[Made, list[str]]:
    """Write the CSV files of `neo4j-admin database import`; what was made, and the tool's arguments for the files."""
    random_ = random.Random(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = _Files(folder)
    world = _World(plan, random_)
    made = world.write(files)
    return made, files.close()


class _Files:
    """One CSV a kind of row, header first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, tuple[str, object, csv.writer]] = {}  # type: ignore[type-arg]

    def add(self, kind: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """`kind` is `nodes=Label:Label` or `relationships=TYPE:Start`."""
        if kind not in self._open:
            name = "".join(c if c.isalnum() else "-" for c in kind) + ".csv"
            stream = (self._folder / name).open("w", encoding="utf-8", newline="")
            writer = csv.writer(stream)
            writer.writerow(header)
            self._open[kind] = (name, stream, writer)
        self._open[kind][2].writerows([_cell(value) for value in row] for row in rows)

    def close(self) -> list[str]:
        arguments = []
        for kind, (name, stream, _) in self._open.items():
            stream.close()  # type: ignore[attr-defined]
            what, _, label = kind.partition("=")
            label = label if what == "nodes" else label.partition(":")[0]
            arguments.append(f"--{what}={label}={self._folder / name}")
        return arguments


def _cell(value: object) -> object:
    if isinstance(value, list):
        return _UNIT.join(map(str, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


class _World:
    def __init__(self, plan: Plan, random_: random.Random) -> None:
        self.plan, self.random = plan, random_
        shares = {**_COUNTRIES, **dict.fromkeys(_REST, 1)}
        names = random_.choices(list(shares), list(shares.values()), k=plan.institutions)
        self.ids = [f"ror:0b{n:06d}" for n in range(plan.institutions)]
        self.country = dict(zip(self.ids, names, strict=True))
        self.dprk = [f"kp:bench-{n}" for n in range(plan.dprk)]
        self.country |= dict.fromkeys(self.dprk, "KP")
        # Popularity falls with the rank: the first institutions are the hubs.
        self.weights = list(accumulate(1 / (rank + 20) ** 0.9 for rank in range(plan.institutions)))
        candidates = [id for id in self.ids if self.country[id] in _LISTED_FROM]
        hubs = candidates[:10]
        self.listed = [*hubs, *random_.sample(candidates[10:], min(plan.listed, len(candidates)) - 10)]
        self.unlisted = [id for id in self.ids if id not in set(self.listed)]
        self.of_institution: dict[str, list[str]] = defaultdict(list)
        self.authors = 0
        self.affiliated: dict[tuple[str, str], list[int]] = defaultdict(list)

    def write(self, files: _Files) -> Made:
        plan, random_ = self.plan, self.random
        self._fixed(files)
        pairs = [(one, random_.choice(self.dprk)) for one in random_.sample(self.listed, plan.pairs)]
        planted = [pairs[n % plan.pairs] for n in range(plan.planted)]
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for pair in planted:
            counts[pair] += 1
        batches: list[tuple[int, list[str]]] = [(n, list(pair)) for n, pair in enumerate(planted)]
        at = len(batches)
        for _ in range(plan.dprk_papers):
            alone = random_.random() < 0.4
            with_ = [] if alone else random_.sample(self.unlisted, random_.choice((1, 1, 2)))
            batches.append((at, [random_.choice(self.dprk), *with_]))
            at += 1
        for number, bodies in batches:
            self._paper(files, number, bodies)
        for number in range(at, plan.papers):
            self._paper(files, number, self._bodies())
        self._people(files)
        signed = [id for id in sorted(self.of_institution) if len(self.of_institution[id]) > 5]
        people = [random_.choice(self.of_institution[random_.choice(signed)]) for _ in range(20)]
        return Made(
            pairs=dict(counts),
            hubs=[id for id in self.ids if self.country[id] != "KP"][:8],
            middling=random_.sample(self.ids[200:800], 8),
            listed=random_.sample(self.listed, 8),
            dprk=self.dprk[:8],
            authors=list(zip(people[::2], people[1::2], strict=True)),
        )

    def _bodies(self) -> list[str]:
        number = self.random.choices((1, 2, 3, 4, 6), (40, 30, 15, 10, 5))[0]
        total = self.weights[-1]
        found = {self.ids[bisect(self.weights, self.random.random() * total)] for _ in range(number)}
        return sorted(found)

    def _paper(self, files: _Files, number: int, bodies: list[str]) -> None:
        random_ = self.random
        id, year = f"doi:10.5555/bench.{number}", random_.choices(range(2005, 2025), range(10, 30))[0]
        size = max(len(bodies), min(100, int(random_.lognormvariate(1.35, 0.7)) + 1))
        day = f"{year}-{random_.randint(1, 12):02d}-{random_.randint(1, 28):02d}"
        at: dict[str, list[int]] = defaultdict(list)
        signs, mentions = [], set()
        for position in range(1, size + 1):
            body = bodies[(position - 1) % len(bodies)]
            own = [body, random_.choice(bodies)] if random_.random() < 0.08 else [body]
            author = self._author(body)
            if author in mentions:
                author = self._author(body, new=True)
            mentions.add(author)
            own = list(dict.fromkeys(own))
            for one in own:
                at[one].append(position)
                self.affiliated[author, one].append(year)
            strings = [f"Department {number % 9}, {one}, {self.country[one]}" for one in own]
            codes = sorted({self.country[one] for one in own})
            signs.append((author, id, position, f"Person {author[-7:]}", strings, ["publisher"] * len(own), codes))
        files.add(
            "nodes=Paper",
            ("id:ID(Paper)", "doi", "title", "date_min:date", "date_max:date", "n_authors:int", "authors_source",
             "venue", "field", "provenance:string[]", "loads:string[]"),
            [(id, id[4:], f"Results {number} on {random_.choice(_TOPICS).lower()}", day, day, size, "complete: bench",
              "Journal of Benchmarks", random_.choice(_FIELDS), ["bench@2026-01-01|title"], ["load-1"])],
        )  # fmt: skip
        files.add(
            "relationships=AUTHORED",
            (":START_ID(Author)", ":END_ID(Paper)", "position:int", "raw_name", "raw_affiliations:string[]",
             "bases:string[]", "country_codes:string[]"),
            signs,
        )  # fmt: skip
        files.add(
            "relationships=LISTS",
            (":START_ID(Paper)", ":END_ID(Institution)", "author_positions:int[]", "raw_affiliations:string[]",
             "methods:string[]", "scores:float[]", "bases:string[]"),
            [
                (id, one, places, [f"Department {number % 9}, {one}"] * len(places), ["exact_name"] * len(places),
                 [1.0] * len(places), ["publisher"] * len(places))
                for one, places in at.items()
            ],
        )  # fmt: skip
        files.add(
            "relationships=ABOUT",
            (":START_ID(Paper)", ":END_ID(Topic)", "score:float"),
            [(id, f"openalex:T{n}", 0.9) for n in random_.sample(range(len(_TOPICS)), 2)],
        )
        if random_.random() < 0.3:
            files.add(
                "relationships=FUNDED_BY",
                (":START_ID(Paper)", ":END_ID(Funder)"),
                [(id, f"openalex:F{random_.randrange(50)}")],
            )

    def _author(self, body: str, *, new: bool = False) -> str:
        """A person of an institution: mostly one who published before."""
        known = self.of_institution[body]
        if known and not new and self.random.random() < 0.8:
            # Some publish much, most do not.
            return known[int(len(known) * self.random.random() ** 2)]
        self.authors += 1
        orcid = self.random.random() < 0.5
        id = f"orcid:0000-{self.authors:012d}" if orcid else f"openalex:A{self.authors}"
        known.append(id)
        return id

    def _people(self, files: _Files) -> None:
        people = sorted({id for id, _ in self.affiliated})
        files.add(
            "nodes=Author",
            ("id:ID(Author)", "name", "identity"),
            ((id, f"Person {id[-7:]}", id.partition(":")[0].replace("openalex", "publisher cluster")) for id in people),
        )
        files.add(
            "relationships=AFFILIATED_WITH",
            (":START_ID(Author)", ":END_ID(Institution)", "years:int[]", "papers:int"),
            ((id, one, sorted(set(years)), len(years)) for (id, one), years in self.affiliated.items()),
        )

    def _fixed(self, files: _Files) -> None:
        files.add("nodes=Model", ("id:ID(Model)", "version:int", "purpose"), [("tiegraph", MODEL_VERSION, "test")])
        files.add(
            "nodes=Load",
            (
                "id:ID(Load)",
                "source",
                "files:string[]",
                "sha256:string[]",
                "state",
                "as_of:date",
                "linked:boolean",
                "version",
            ),
            [("load-1", "openalex", ["bench"], ["0" * 64], "complete", "2026-01-01", True, "bench")],
        )
        files.add(
            "nodes=Country", ("code:ID(Country)", "name"), [(one, one) for one in sorted({*self.country.values()})]
        )
        header = ("id:ID(Institution)", "name", "country", "provenance:string[]", "loads:string[]")
        listed = set(self.listed)
        for label, members in (
            ("nodes=Institution", [id for id in self.country if id not in listed]),
            ("nodes=Institution:Designated", self.listed),
        ):
            source = ["openalex@2026-01-01|name"]
            files.add(
                label, header, ((id, f"Institution {id}", self.country[id], source, ["load-1"]) for id in members)
            )
        files.add("relationships=LOCATED_IN", (":START_ID(Institution)", ":END_ID(Country)"), self.country.items())
        files.add(
            "nodes=ControlList",
            ("id:ID(ControlList)", "title", "nature", "as_of:date", "first_as_of:date", "redistributable"),
            [("us-entity-list", "Entity List (benchmark)", "export control", "2026-01-01", "2012-01-01", "yes")],
        )
        entries = [(f"us-entity-list/{n}", id) for n, id in enumerate(self.listed)]
        files.add(
            "nodes=Designation",
            ("id:ID(Designation)", "list", "name", "kind", "countries:string[]", "names_seen:string[]",
             "first_file:date", "provenance:string[]", "loads:string[]"),
            ((id, "us-entity-list", f"Institution {body}", "organisation", [self.country[body]],
              [f"2012-01-01|Institution {body}"], "2012-01-01", ["list-csv@2026-01-01|name"], ["load-1"])
             for id, body in entries),
        )  # fmt: skip
        files.add(
            "relationships=TARGETS",
            (":START_ID(Designation)", ":END_ID(Institution)", "method", "score:float", "judgement", "entry_name"),
            ((id, body, "exact_name", 1.0, "auto", f"Institution {body}") for id, body in entries),
        )
        files.add(
            "relationships=ON_LIST",
            (":START_ID(Designation)", ":END_ID(ControlList)", "period:int", "from_min:date", "from_max:date", "basis"),
            ((id, "us-entity-list", 1, f"{2012 + n % 10}-06-01", f"{2012 + n % 10}-06-01", "effective date")
             for n, (id, _) in enumerate(entries)),
        )  # fmt: skip
        files.add(
            "nodes=Rule",
            ("id:ID(Rule)", "title", "from_min:date", "from_max:date", "exempt_fields:string[]", "countries:string[]"),
            [("unscr-2321-11", "UNSCR 2321 (2016), paragraph 11", "2016-11-30", "2016-11-30", ["medic"], ["KP"])],
        )
        files.add(
            "nodes=Topic",
            ("id:ID(Topic)", "name", "subfield", "field", "domain"),
            [
                (f"openalex:T{n}", name, f"Subfield {n % 40}", _FIELDS[n % 6], f"Domain {n % 4}")
                for n, name in enumerate(_TOPICS)
            ],
        )
        files.add("nodes=Funder", ("id:ID(Funder)", "name"), [(f"openalex:F{n}", f"Funder {n}") for n in range(50)])


def lines(made: Made) -> Iterator[str]:
    """What was planted, in words."""
    yield f"{sum(made.pairs.values())} papers planted on {len(made.pairs)} pairs of a listed and a DPRK institution"
