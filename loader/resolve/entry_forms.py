"""What stands in names of list entries and is no part of the name: forms in law, statuses, services.

"FEDERAL STATE BUDGET EDUCATIONAL INSTITUTION OF HIGHER EDUCATION SAINT PETERSBURG MINING UNIVERSITY" is Saint
Petersburg Mining University; "PLA Army Infantry Academy" is the Army Infantry Academy.
"""

from __future__ import annotations

import re

#: What a Russian law calls its bodies, in the translations and transcriptions of the lists and of the registry.
_FORMS = (
    r"(?:the )?(?:federal state(?: (?:budget(?:ary)?|autonomous|financed|unitary|governmental|public))?"
    r"|state (?:budget(?:ary)?|autonomous|unitary))"
    r"(?: (?:scientific|educational|research))* (?:institution|institute|enterprise|establishment)"
    r"(?: of (?:science|higher (?:(?:vocational|professional) )?education))?(?: the)?\b",
    r"federaln\w+ gosudarstvenn\w+ (?:(?:b\w*dz\w*h?etn|avtonomn)\w+ )?(?:(?:obrazovateln|nauchn)\w+ )?"
    r"uch\w*re\w*zhd\w+(?: nauki| v[iy]s+s?hego (?:professionalnogo )?obrazovani\w+)?",
    r"федеральное государственное (?:бюджетное |автономное )?(?:образовательное |научное )?учреждение"
    r"(?: науки| высшего (?:профессионального )?образования)?",
    r"federal (?:state )?(?:research|scientific) cent(?:er|re)(?= \w)(?! for| of)",
    r"(?:(?:open|public|closed) )?joint[- ]stock company|limited liability company",
    r"\b(?:fsue|fgup|fgbu|fgau|fgku|jsc|ojsc|pjsc|cjsc|oao|zao|pao|ooo)\b(?=.{6})",
    r"aktsionerno\w+ obshchestvo|obshchestvo s ogranichenno\w+ otvetstvenn?ost\w+|акционерное общество",
)
#: The armed forces that run a school.
_SERVICES = (
    r"(?:the )?(?:chinese )?people[’'?]?s liberation army(?: of china)?",
    r"\bpla\b",
    r"中[国國]人民解放[军軍]",
)
_ALL = re.compile("|".join(rf"(?:{form})" for form in (*_FORMS, *_SERVICES)), re.IGNORECASE)
#: Left over where a form is taken out: "Army Infantry College of ( )".
_LOOSE = re.compile(r"^(?:[\s,;:.\"«“”»-]|of (?:the )?)+|(?:\s+of(?: the)?)?[\s,;:\"«“”»-]*$", re.IGNORECASE)

#: Ranks and academies as their institutes abbreviate them; they stand for a part of a name only beside other words.
_ACADEMIES = {
    "SB RAS": "Siberian Branch of the Russian Academy of Sciences",
    "SO RAN": "Siberian Branch of the Russian Academy of Sciences",
    "FEB RAS": "Far Eastern Branch of the Russian Academy of Sciences",
    "DVO RAN": "Far Eastern Branch of the Russian Academy of Sciences",
    "UB RAS": "Ural Branch of the Russian Academy of Sciences",
    "URO RAN": "Ural Branch of the Russian Academy of Sciences",
    "RAS": "Russian Academy of Sciences",
    "RAN": "Russian Academy of Sciences",
    "Far East Branch": "Far Eastern Branch of the",
    "Academy Sciences": "Academy of Sciences",
    "Russian Federation Academy": "Russian Academy",
    "Non-Commissioned Officers": "NCO",
    "Non-Commissioned Officer": "NCO",
    "Sergeant": "NCO",
}
_ABBREVIATED = re.compile("|".join(rf"\b{short}\b" for short in _ACADEMIES), re.IGNORECASE)
_FULL = {short.casefold(): full for short, full in _ACADEMIES.items()}


def bare(name: str) -> str:
    """`name` without forms and services; the name itself where nothing else is in it."""
    rest = _LOOSE.sub("", " ".join(_ALL.sub(" ", name).split()))
    return rest if len(rest) > 3 else name


def spelled_out(name: str) -> str:
    """`name` with its academy in full: "Institute of High-Current Electronics, SB RAS"."""
    if " " not in name.strip():
        return name
    return _ABBREVIATED.sub(lambda found: _FULL[found[0].casefold()], name)
