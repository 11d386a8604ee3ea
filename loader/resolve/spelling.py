"""How words are spelled: the tables of the normalisation, as data.

Words are lower case, without marks and apostrophes. The tables are applied to the names of the index and to the strings
alike, so a coarse rule costs distinctions, never symmetry.
"""

from __future__ import annotations

#: One spelling for what is one word: abbreviations of addresses and catalogues, British and American spelling, and the
#: romanisations of names that DPRK affiliations print.
CANONICAL: dict[str, str] = {
    # kinds of body
    "univ": "university",
    "uni": "university",
    "unv": "university",
    "univers": "university",
    "inst": "institute",
    "instit": "institute",
    "institution": "institute",
    "acad": "academy",
    "coll": "college",
    "lab": "laboratory",
    "labs": "laboratory",
    "laboratories": "laboratory",
    "ctr": "center",
    "cent": "center",
    "cntr": "center",
    "centre": "center",
    "dept": "department",
    "depts": "department",
    "dep": "department",
    "departments": "department",
    "fac": "faculty",
    "sch": "school",
    "hosp": "hospital",
    "assoc": "association",
    "soc": "society",
    "min": "ministry",
    "acads": "academy",
    "academies": "academy",
    "universities": "university",
    "institutes": "institute",
    # the same kinds in the languages whose names registries and papers mix freely
    "universitat": "university",
    "universitaet": "university",
    "universite": "university",
    "universidad": "university",
    "universidade": "university",
    "universitas": "university",
    "universita": "university",
    "universiteit": "university",
    "universitet": "university",
    "universitetet": "university",
    "uniwersytet": "university",
    "univerzita": "university",
    "univerzitet": "university",
    "universitatea": "university",
    "universitesi": "university",
    "institut": "institute",
    "instituto": "institute",
    "istituto": "institute",
    "instytut": "institute",
    "institutul": "institute",
    "enstitusu": "institute",
    "akademie": "academy",
    "academie": "academy",
    "academia": "academy",
    "accademia": "academy",
    "akademia": "academy",
    "centro": "center",
    "zentrum": "center",
    "centrum": "center",
    "hopital": "hospital",
    "ospedale": "hospital",
    "laboratoire": "laboratory",
    "laboratorio": "laboratory",
    "technische": "technical",
    "technischen": "technical",
    "tecnica": "technical",
    "technique": "technical",
    "nacional": "national",
    "nazionale": "national",
    "nationale": "national",
    "polytechnique": "polytechnic",
    "politecnica": "polytechnic",
    "politecnico": "polytechnic",
    "politechnika": "polytechnic",
    # fields and adjectives
    "agr": "agricultural",
    "agric": "agricultural",
    "appl": "applied",
    "astron": "astronomy",
    "biol": "biology",
    "chem": "chemistry",
    "comput": "computer",
    "computing": "computer",
    "comp": "computer",
    "econ": "economics",
    "electr": "electrical",
    "electron": "electronic",
    "electronics": "electronic",
    "engn": "engineering",
    "eng": "engineering",
    "engin": "engineering",
    "environ": "environmental",
    "geol": "geology",
    "ind": "industrial",
    "info": "information",
    "informat": "information",
    "int": "international",
    "intl": "international",
    "math": "mathematics",
    "mech": "mechanical",
    "med": "medical",
    "nat": "national",
    "natl": "national",
    "nucl": "nuclear",
    "optoelectron": "optoelectronic",
    "pharm": "pharmacy",
    "phys": "physics",
    "polytech": "polytechnic",
    "res": "research",
    "sci": "science",
    "scis": "science",
    "technol": "technology",
    "tech": "technology",
    "technological": "technology",
    "agriculture": "agricultural",
    "telecommun": "telecommunication",
    "vet": "veterinary",
    # further abbreviations of catalogues
    "accel": "accelerator",
    "anim": "animal",
    "archit": "architecture",
    "astronaut": "astronautics",
    "astrophys": "astrophysics",
    "autom": "automation",
    "biochem": "biochemistry",
    "biomed": "biomedical",
    "biophys": "biophysics",
    "biotechnol": "biotechnology",
    "bot": "botany",
    "bur": "bureau",
    "cardiol": "cardiology",
    "clin": "clinical",
    "commun": "communication",
    "conservat": "conservation",
    "cult": "culture",
    "dent": "dental",
    "ecol": "ecology",
    "educ": "education",
    "endocrinol": "endocrinology",
    "energet": "energetics",
    "entomol": "entomology",
    "epidemiol": "epidemiology",
    "expt": "experimental",
    "fdn": "foundation",
    "fed": "federal",
    "genet": "genetics",
    "geochem": "geochemistry",
    "geog": "geography",
    "geophys": "geophysics",
    "geosci": "geoscience",
    "hematol": "hematology",
    "hist": "history",
    "hlth": "health",
    "hort": "horticulture",
    "hydrol": "hydrology",
    "hyg": "hygiene",
    "immunol": "immunology",
    "innovat": "innovation",
    "lib": "library",
    "mat": "material",
    "metall": "metallurgy",
    "meteorol": "meteorology",
    "microbiol": "microbiology",
    "microelectron": "microelectronic",
    "mil": "military",
    "mol": "molecular",
    "mus": "museum",
    "nanosci": "nanoscience",
    "nanotechnol": "nanotechnology",
    "neurol": "neurology",
    "neurosci": "neuroscience",
    "nutr": "nutrition",
    "oceanog": "oceanography",
    "oncol": "oncology",
    "pathol": "pathology",
    "pharmacol": "pharmacology",
    "photon": "photonics",
    "physiol": "physiology",
    "protect": "protection",
    "psychiat": "psychiatry",
    "psychol": "psychology",
    "publ": "public",
    "radiol": "radiology",
    "semicond": "semiconductor",
    "statist": "statistics",
    "struct": "structure",
    "surg": "surgery",
    "syst": "system",
    "theoret": "theoretical",
    "toxicol": "toxicology",
    "transportat": "transportation",
    "trop": "tropical",
    "virol": "virology",
    "zool": "zoology",
    # American for British
    "aeroplane": "airplane",
    "behaviour": "behavior",
    "defence": "defense",
    "fibre": "fiber",
    "labour": "labor",
    "mould": "mold",
    "organisation": "organization",
    "programme": "program",
    # short words
    "saint": "st",
    "sainte": "ste",
    "mt": "mount",
    "ft": "fort",
    "им": "имени",
}


def divided(names: str) -> tuple[str, ...]:
    """The names in `names`, which bars divide."""
    return tuple(" ".join(name.split()) for name in names.split("|"))


def words(text: str) -> frozenset[str]:
    """The words of `text`, divided by blanks."""
    return frozenset(text.split())


#: Words that join; they do not count when names are compared ("Acad. Sci." for "Academy of Sciences").
JOINING = words(
    """
    of the and for at in on to with de la le les des du da do dos das del della dello degli dei di delle el los las
    et e y und der die das fur van het a an und im zu zum zur von l d
    """
)

#: Joining words after which a name goes on: "Dalian University | of Technology", "Academy | for Sciences".
CONTINUING = words("of for de di du del della der des fur")

#: Marks of a company's legal form. They are no part of a name's key; a string that prints one right after a
#: university's name speaks of a company.
LEGAL = words(
    """
    co ltd limited inc incorporated corp corporation company llc llp lp gmbh mbh ag plc pty pvt bv nv spa srl sarl sas
    sa kk kg ab oy as aps jsc ojsc pjsc cjsc oao ooo zao pao ao fsue fgup sdn bhd
    """
)

#: Of these, what may stand after a comma ("Foo, Inc."); the others would take "Reno, NV" for a company.
LEGAL_AFTER_COMMA = words("ltd limited inc incorporated llc gmbh co corp jsc ojsc pjsc cjsc oao ooo zao pao ao plc")
