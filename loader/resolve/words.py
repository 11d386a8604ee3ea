"""What words say about the names they stand in: the resolver's rules about words, as data.

The tables are written in plain spelling and hold the words' keys.
"""

from __future__ import annotations

from loader.resolve.text import word


def words(text: str) -> frozenset[str]:
    """Keys of the words of `text`, divided by blanks."""
    return frozenset(word(printed) for printed in text.split())


#: Words after a body's name that make it another body: a company, press or shop that carries the name.
COMMERCIAL = words(
    """
    press publishing publisher publications group holding holdings enterprise enterprises industry industries
    trading venture ventures capital investment software technologies fund bookstore printing unigroup science-
    park
    """
)

#: Words after or before a university's name that make it another legal body, which has its own record or none.
CARE = words(
    """
    hospital hospitals clinic clinics klinik klinikum krankenhaus hopital ospedale infirmary
    """
)

#: What makes a phrase the name of a body that is not simply a part of a university.
BODY = words(
    """
    university universite universitat universita universidad universidade universiteit universitet universitas
    uniwersytet college academy academia academie akademie institute institut instituto istituto instytut
    polytechnic politecnico politecnica politechnika polytechnique hochschule ecole school hospital clinic
    laboratory laboratoire laboratorio center centro centrum zentrum observatory museum library agency
    administration ministry bureau council association society foundation corporation company committee
    commission organization group bank station research design
    """
)

#: Academic words: a DPRK city in a phrase with one of them names a body there ("Pyongyang University of …"), while a city
#: in the name of a club or shop says little.
ACADEMIC = words(
    """
    university college academy institute polytechnic school laboratory hospital observatory conservatory faculty
    department research science
    """
)

#: Parts of a body that have no life of their own in an address line.
PART = words(
    """
    department departement departamento dipartimento faculty facultad faculdade faculte facolta fakultat school
    college division section chair unit program laboratory group team graduate institute center clinic branch
    office division abteilung lehrstuhl seminar kafedra key state open joint
    """
)

#: Bodies that are composed of institutes: where the string prints an institute that the index lacks, the academy is
#: what is matched, and the match says so.
COMPOSED = words("academy institute laboratory center branch station observatory bureau")

#: Words that occur in the names of many bodies of many countries. A name made of nothing else identifies nobody
#: without a place or a parent. The index adds the words that its own bodies share across `SHARED_COUNTRIES` countries.
GENERIC = words(
    """
    academy academic administration advanced aeronautic aerospace affairs affiliated agency agricultural
    agriculture air applied architecture army art arts association astronomy atomic automation aviation basic
    biochemistry biology bioengineering biomedical biotechnology bureau business cancer cell center central
    chemical chemistry city civil clinical college commerce commission committee communication community company
    computational computer computing control council culture defense dental department design development
    district division earth ecology economic economics education electric electrical electronic energy
    engineering environment environmental evaluation experimental faculty federal federation field financial
    food foreign forest forestry foundation fundamental general genetics geography geology geoscience graduate
    group health high higher history hospital human humanities hydrology hygiene industrial industry informatics
    information innovation institute instrument integrated intelligence intelligent international key laboratory
    language laser lasers law library life local machine management manufacturing marine maritime material
    materials mathematical mathematics mechanical mechanics medical medicine metallurgy meteorology metrology
    microbiology microelectronic military mineral mining ministry molecular museum music national natural nature
    naval navy nuclear nursing nutrition observatory ocean oceanography office oil open optics optoelectronic
    organic organization people pharmaceutical pharmacy philosophy physical physics physiology planning plant
    polytechnic power precision primary private product production professional program project psychology
    public quality radio railway regional remote republic research resource rural safety school science
    scientific security semiconductor sensing service ship social society software soil space special state
    station statistics strategic structure study surgery survey sustainable system teacher technical
    technological technology telecommunication test testing textile theoretical traditional training transport
    transportation union university urban veterinary water world zoology zoological first second third north
    south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern upper lower new
    """
)

#: Adjectives and directions that, standing before a name without a comma, belong to a longer name
#: ("North | China University of Technology"), so that the shorter one is not what is printed.
LENGTHENING = words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central new upper lower national international royal federal state
    catholic christian technical open american
    """
)

#: A name in this many countries' registries is shared, not distinctive.
SHARED_COUNTRIES = 6
