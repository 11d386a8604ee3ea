"""A small index: DPRK bodies, their confusables, homonyms, one academy with institutes, a withdrawn record, a unit."""

from __future__ import annotations

import pytest

from loader.resolve import Body, Index

BODIES = (
    Body(
        "kp:kisu",
        "Kim Il Sung University",
        aliases=("Kim Il-sung University",),
        native_names=("김일성종합대학", "金日成综合大学"),
        country="KP",
        cities=("Pyongyang",),
        kind="university",
    ),
    Body(
        "kp:kisu-physics",
        "Kim Il Sung University, Faculty of Physics",
        country="KP",
        cities=("Pyongyang",),
        kind="faculty",
        unit=True,
        part_of=("kp:kisu",),
    ),
    Body(
        "kp:kut",
        "Kim Chaek University of Technology",
        aliases=("Kim Chaek Polytechnic Institute",),
        native_names=("김책공업종합대학",),
        country="KP",
        cities=("Pyongyang",),
        kind="university",
    ),
    Body(
        "kp:sas",
        "State Academy of Sciences",
        aliases=(
            "Academy of Sciences of the DPRK",
            "State Academy of Science of the DPRK",
            "National Academy of Sciences",
        ),
        native_names=("국가과학원",),
        acronyms=("SAS",),
        country="KP",
        cities=("Pyongyang",),
        kind="academy",
    ),
    Body(
        "kp:lasers",
        "State Academy of Sciences, Institute of Lasers",
        aliases=("Laser Research Institute",),
        country="KP",
        kind="institute",
        part_of=("kp:sas",),
    ),
    Body(
        "kp:sans",
        "Second Academy of Natural Sciences",
        acronyms=("SANS",),
        country="KP",
        cities=("Pyongyang",),
        kind="defence academy",
    ),
    Body("kp:naturals", "Institute of Natural Science", country="KP", cities=("Pyongsong",), kind="university"),
    Body("ror:nins", "National Institutes of Natural Sciences", country="JP", cities=("Tokyo",), kind="government"),
    Body(
        "ror:kangwon",
        "Kangwon National University",
        native_names=("강원대학교",),
        country="KR",
        cities=("Chuncheon",),
        kind="education",
    ),
    Body(
        "ror:chosun",
        "Chosun University",
        native_names=("조선대학교",),
        country="KR",
        cities=("Gwangju",),
        kind="education",
    ),
    Body("ror:korea", "Korea University", country="KR", cities=("Seoul",), kind="education"),
    Body("ror:neu-us", "Northeastern University", country="US", cities=("Boston",), kind="education"),
    Body(
        "ror:neu-cn",
        "Northeastern University",
        native_names=("东北大学",),
        country="CN",
        cities=("Shenyang",),
        kind="education",
    ),
    Body(
        "ror:cas",
        "Chinese Academy of Sciences",
        acronyms=("CAS",),
        country="CN",
        cities=("Beijing",),
        kind="government",
    ),
    Body(
        "ror:ict",
        "Institute of Computing Technology",
        acronyms=("ICT",),
        country="CN",
        cities=("Beijing",),
        kind="facility",
        part_of=("ror:cas",),
    ),
    Body(
        "ror:automation",
        "Institute of Automation",
        country="CN",
        cities=("Beijing",),
        kind="facility",
        part_of=("ror:cas",),
    ),
    Body("ror:bjut", "Beijing University of Technology", country="CN", cities=("Beijing",), kind="education"),
    Body("ror:tsinghua", "Tsinghua University", country="CN", cities=("Beijing",), kind="education"),
    Body(
        "ror:bit",
        "Beijing Institute of Technology",
        acronyms=("BIT",),
        country="CN",
        cities=("Beijing",),
        kind="education",
    ),
    Body("ror:guilin", "Guilin University", country="CN", cities=("Guilin",), kind="education"),
    Body(
        "ror:uestc",
        "University of Electronic Science and Technology of China",
        native_names=("电子科技大学",),
        country="CN",
        cities=("Chengdu",),
        kind="education",
    ),
    Body(
        "ror:46",
        "46th Central Research Institute of the Ministry of Defense of the Russian Federation",
        country="RU",
        cities=("Moscow",),
        kind="government",
    ),
    Body(
        "ror:lebedev",
        "P.N. Lebedev Physical Institute of the Russian Academy of Sciences",
        country="RU",
        cities=("Moscow",),
        kind="facility",
        part_of=("ror:ras",),
    ),
    Body(
        "ror:ras", "Russian Academy of Sciences", acronyms=("RAS",), country="RU", cities=("Moscow",), kind="government"
    ),
    Body(
        "ror:old",
        "Old Harbour Polytechnic",
        country="CN",
        cities=("Dalian",),
        kind="education",
        status="withdrawn",
        succeeded_by=("ror:new",),
    ),
    Body("ror:new", "Harbour University of Dalian", country="CN", cities=("Dalian",), kind="education", openalex="I77"),
    Body(
        "ror:round",
        "Roundabout College of Dalian",
        country="CN",
        status="withdrawn",
        succeeded_by=("ror:about",),
    ),
    Body(
        "ror:about",
        "Aboutround College of Dalian",
        country="CN",
        status="withdrawn",
        succeeded_by=("ror:round",),
    ),
    Body("ror:kuwait", "Kuwait College of Science and Technology", acronyms=("KCST",), country="KW", cities=("Doha",)),
    Body(
        "ror:wustl",
        "Washington University in St. Louis",
        country="US",
        cities=("St. Louis",),
        kind="education",
    ),
    Body("ror:bjtu", "Beijing Jiaotong University", country="CN", cities=("Beijing",), kind="education"),
    Body("ror:caep", "China Academy of Engineering Physics", country="CN", cities=("Mianyang",), kind="government"),
    Body("ror:umn", "University of Minnesota", country="US", cities=("Minneapolis",), kind="education"),
    Body("ror:umd", "University of Minnesota Duluth", country="US", cities=("Duluth",), kind="education"),
    Body(
        "lst:us-entity-list/cn-yellow-crane-photonics",
        "Yellow Crane Photonics Institute",
        aliases=("Wuhan Yellow Crane Optics Co., Ltd.",),
        country="CN",
        cities=("Wuhan",),
    ),
)


@pytest.fixture(scope="session")
def bodies() -> tuple[Body, ...]:
    return BODIES


@pytest.fixture(scope="session")
def index(bodies: tuple[Body, ...]) -> Index:
    return Index(bodies)
