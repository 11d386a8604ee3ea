"""What words say about the names they stand in: the resolver's rules about words, as data.

The tables are written in plain spelling and hold the words' keys.
"""

from __future__ import annotations

from loader.resolve.text import key, word


def words(text: str) -> frozenset[str]:
    """Keys of the words of `text`, divided by blanks."""
    return frozenset(word(printed) for printed in text.split())


def morphemes(text: str) -> tuple[str, ...]:
    """Keys of the morphemes of `text`, divided by blanks, the longest first."""
    return tuple(sorted(map(key, text.split()), key=lambda morpheme: (-len(morpheme), morpheme)))


#: Words right after a body's name that make it another body: a company, press or fund that carries the name.
COMMERCIAL = words(
    "press publishing publisher holding enterprise trading venture capital investment fund bookstore printing unigroup"
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

#: After one of these words a generic name is a part's ("X University, Institute of Physics").
UNIVERSITY = words("university polytechnic academy")

#: Words that make a name a university's, and may stand before or after the rest of it.
TEACHING = words("university college polytechnic")

#: Academic words: a DPRK city in a phrase with one of them names a body there ("Pyongyang University of …"), while a
#: city in the name of a club or shop says little.
ACADEMIC = words(
    """
    university college academy institute polytechnic school laboratory hospital observatory conservatory faculty
    department research science administration ministry bureau center u univ universitat universite
    universidad universita universitet institut
    университет университета институт института академия академии
    学 院 所 학 원 소 대
    """
)

#: Before "school": it does no research.
SCHOOL_AGE = words("high middle primary elementary secondary")

#: Words between an academic word and the person whose name a body bears.
NAMED_AFTER = words("named after imeni имени им nommee")

#: Parts of a body that have no life of their own in an address line.
PART = words(
    """
    department departement departamento dipartimento faculty facultad faculdade faculte facolta fakultat school
    college division section chair unit program laboratory group team graduate institute center clinic branch
    office division abteilung lehrstuhl seminar kafedra key state open joint
    """
)

#: Parts of a university that some registry gives a record of their own.
SCHOOL = words("school faculty college department division graduate")

#: A name with one of these after it is a street's.
STREET = words("street road avenue boulevard promenade strasse allee platz")

#: A place with one of these after it is a road's; Korean ones are written so too.
ROAD = STREET | words("ro daero")

#: Kinds of French research units, printed with a number after the name of what they belong to.
CODES = words("umr upr umi erl ea usr umrs cedex")

#: After the common part of several campuses' names, the name of another body begins with these.
EXTENDING = words("center system")

#: Bodies that are composed of institutes: where the string prints an institute that the index lacks, the academy is
#: what is matched, and the match says so.
COMPOSED = words(
    """
    academy institute laboratory center branch station observatory bureau
    институт лаборатория центр отделение филиал станция обсерватория
    """
)

#: Words that occur in the names of many bodies of many countries. A name made of nothing else identifies nobody
#: without a place or a parent. The index adds the words that its own bodies share across `SHARED_COUNTRIES` countries.
GENERIC = words(
    """
    academy academic administration advanced aeronautic aerospace affairs affiliated agency agricultural
    agriculture air applied architecture army art arts association astronomy atomic automation aviation basic
    biochemistry biology bioengineering biomedical biotechnology board bureau business cancer cell center central
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

#: Fields of study and departments: before a university's name they are its part's ("Anatomy | Louisiana State …").
FIELD = GENERIC | words(
    """
    anatomy anesthesiology anthropology astrophysics biophysics cardiology dentistry dermatology endocrinology
    entomology epidemiology gastroenterology geophysics geosciences gynecology hematology horticulture immunology
    kinesiology linguistics nephrology neurology neuroscience neurosurgery obstetrics oncology ophthalmology
    orthopaedic orthopaedics orthopedic orthopedics otolaryngology pathology pediatrics pharmacology physics
    psychiatry radiology rheumatology sociology statistics theology toxicology urology virology
    """
)

#: Adjectives and directions that, standing before a name without a comma, belong to a longer name
#: ("North | China University of Technology"), so that the shorter one is not what is printed.
LENGTHENING = words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central new upper lower national international royal federal state
    catholic christian technical open american first second third fourth fifth sixth
    """
)

#: Words of legal forms and dedications in names of Russian bodies, and of research, which registries leave out.
EMPTY = words(
    """
    named after imeni academician academicians federal budgetary budget unitary enterprise joint stock public closed the
    research scientific
    """
)

#: What owns institutes: printed before a body's name, it is the body's owner, not its unit.
OWNERS = words("academy corporation commission ministry group")

#: Words for peoples: shared by the bodies of one country rather than of many, wherever else they occur.
DEMONYMS = words(
    "chinese russian indian korean japanese iranian pakistani syrian belarusian ukrainian vietnamese cuban"
)

#: "China Academy of …" and "Chinese Academy of …" are one name, whichever a registry has.
NATIONAL = {"china": "chinese", "chinese": "china", "russia": "russian", "russian": "russia"}

#: A name in this many countries' registries is shared, not distinctive.
SHARED_COUNTRIES = 6

#: The same for names in Korean, Chinese and Japanese, as morphemes: a name made of nothing else is generic.
GENERIC_MORPHEMES = morphemes(
    """
    국가 국립 중앙 종합 과학 과학원 과학기술 기술 이과 의학 의과 공업 공과 농업 사범 교육 경제 상업 국방 군사
    체육 음악 무용 예술 외국어 대학 대학교 대학원 연구소 연구원 연구센터 물리 물리학 화학 생물학 수학 기계 전자
    정보 자동화 원자력 학원 학교 병원 재료 건축 건설 금속 지질 지리 지구 환경 에너지 전기 체신 통신 철도 운수 교통
    경공업 방직 식료 식품 약학 수의 축산 산림 림업 임업 수산 해양 해운 기상 생물 공학 자연 사회 의학과학
    国家 国立 国防 中央 総合 综合 科学 科技 科学院 科学技術 技術 理工 理科
    医学 医科 工業 工程 農業 師範 教育 経済 商業 軍事 体育 音楽 芸術 外国語 大学 大学院 研究所 研究院
    研究センター 学院 学校 専門学校 病院 医院 物理 物理学 化学 化学工業 生物 数学 機械 電子 電気 情報 自動化
    原子能 力学 材料 金属 核 第一 第二 第三 第 集団 公司 有限公司 株式会社
    """
)
#: Institutes of composed bodies in these scripts.
COMPOSED_MORPHEMES = morphemes("연구소 연구원 분원 研究所 研究院 分院")
#: Right after a name in these scripts: a company, press or hospital that carries it.
CARRYING_MORPHEMES = morphemes("出版社 公司 有限 集団 株式会社 출판사 주식회사 病院 医院 병원 附属 付属 부속")
#: Last characters of parts of a body in these scripts: laboratory, department, faculty, chair.
PART_ENDINGS = words("실 부 과 좌 室 系 部 科 座")
#: Korean writes a university's name with a long, a short and a shorter end.
UNIVERSITY_ENDINGS = ("대학교", "대학", "대")
