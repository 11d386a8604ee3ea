"""What was decided by hand about the gazetteer's names, each with its reason. Keys are ids of the facts."""

from __future__ import annotations

#: Names that also belong to others. As aliases they would draw foreign papers and list entries to the institution.
TOO_GENERIC: dict[str, dict[str, str]] = {
    "DI001": {"Kim Song Univ": "garbled in one paper, kept there as printed; too short to identify anything"},
    "DI016": {
        "Institute of Natural Science": "OpenAlex draws strings of a Japanese institute to this name",
        "이과대학": "in the Republic of Korea any college of natural sciences",
    },
    "DI017": {
        "National Academy of Science(s)": "the name of many countries' academies",
        "国家科学院": "the name of many countries' academies",
    },
    "DI018": {"Laser Research Institute": "the name of institutes in several countries"},
    "DI026": {
        "UNIVERSITY OF AUTOMATION": "generic",
        "KIM IL-SUNG UNIVERSITY AUTOMATION UNIVERSITY": "holds the name of Kim Il Sung University",
        "KIM IL SUNG MILITARY UNIVERSITY": "the name of another institution, ror:01zxpj864",
        "KIM IL MILITARY UNIVERSITY": "cut form of another institution's name",
        "KIM IL POLITICAL MILITARY UNIVERSITY": "cut form of another institution's name",
    },
    "DI027": {
        "Academy of National Defense Science": "designated separately; an institution of its own",
        "ACADEMY OF NATURAL SCIENCES": "the name of academies in several countries",
        "NATIONAL DEFENSE ACADEMY": "the name of academies in several countries",
    },
    "Pyongyang University of Architecture": {
        "Pyongyang University of Architecture and Building Materials": "that both are one is not confirmed",
    },
    "KPe.012": {"Committee for Space Technology": "generic"},
}

#: Spellings that the facts hold inside longer strings.
ADDED_ALIASES: dict[str, tuple[str, ...]] = {
    "DI011": ("Kimchaek University of Technology",),
    # As Japan's list prints it in the name of its Institute of Automation.
    "DI017": ("State Academy of Science of the DPRK",),
    # As paper P101 prints it.
    "Sinuiju College of Industrial Technologies": ("Sinuju College of Industrial Technologies",),
}

#: The name that a remark in the facts gives without a row of its own, or a row gives with a unit of it.
ADDED_NATIVE: dict[str, tuple[str, ...]] = {
    "Kim Hyong Jik University of Education": ("김형직교육대학교",),
    "Hamhung University of Chemical Engineering": ("함흥화학공업대학",),
}

#: Notes that name persons, or speak of the facts' own files; what is left of them.
NOTES: dict[str, str] = {
    "DI003": "6 development rooms and 1 service room; face, voice and plate recognition, video search.",
    "DI004": "",
    "DI007": "",
    "DI023": "OFAC prints this name as an alias of Pyongyang University of Automation (43336): two institutions.",
    "DI024": "",
    "DI027": "Not the State Academy of Sciences. The UN list joins it with the Academy of National Defense Science.",
    "DI017": "Not the Second Academy of Natural Sciences. 10 branch institutes and 41 affiliated institutions (2011).",
}

#: Names too general to stand alone, with what the facts give as their parent.
NAMES: dict[str, str] = {"DI034": "Artificial Intelligence Research Institute, Ministry of Information Industry"}

#: Acronyms among the aliases.
ACRONYMS = frozenset(
    (
        "SAS",
        "ZI",
        "ZI SAS",
        "CIM",
        "SANS",
        "SANSRI",
        "PUST",
        "PIINTEC",
        "AIRI",
        "GBAE",
        "GDAE",
        "MAEI",
        "NADA",
        "NATA",
        "KCST",
    )
)

#: Designated science and technology bodies that the list of institutions lacks: name, kind. Trading companies, military
#: units and party departments of the same file are no science bodies and come in by their lists.
SCIENCE_BODIES: dict[str, tuple[str, str]] = {
    "KPe.007": ("General Bureau of Atomic Energy", "government agency"),
    "KPe.012": ("Korean Committee for Space Technology", "government agency"),
    "KPe.027": ("Ministry of Atomic Energy Industry", "ministry"),
    "KPe.029": ("National Aerospace Development Administration", "government agency"),
    "22323": ("Korea Computer Center", "centre"),
}

#: The list entries (UN reference, OFAC id) whose aliases belong to an institution of the facts.
ENTRIES: dict[str, tuple[str, ...]] = {
    "DI026": ("43336",),
    "DI027": ("KPe.018", "12215"),
    "DI028": ("KPe.021", "19492"),
}

#: Parents that the facts name for institutions which are not in their list of institutions.
PARENTS: dict[str, tuple[str, str]] = {
    "Ministry of Information Industry": ("ministry", "Parent of the Artificial Intelligence Research Institute."),
    "Ministry of Electric Power Industry": ("ministry", "Parent of the Institute of Electric Power Information."),
}

#: Partner institutions of the cited papers that the ROR extract lacks. China Unicom is left out on purpose: it is a
#: listed body, and comes in by its list entries.
ABROAD: tuple[dict[str, str], ...] = (
    {
        "id": "cur:max-born-institute",
        "name": "Max Born Institute",
        "aliases": "Max Born Institute, Berlin",
        "acronyms": "MBI",
        "kind": "institute",
        "country": "DE",
        "city": "Berlin",
        "source": "cited papers P004, P011",
    },
    {
        "id": "cur:environmental-education-media-project",
        "name": "Environmental Education Media Project",
        "kind": "nonprofit",
        "country": "CN",
        "city": "Beijing",
        "source": "cited paper P019",
    },
)
