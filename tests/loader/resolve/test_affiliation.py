"""Affiliation strings: what they name, and what they do not."""

from __future__ import annotations

import pytest

from loader.resolve import Body, Index, Reading, resolve_affiliation


def named(reading: Reading) -> list[str]:
    return [match.institution for match in reading.matches]


@pytest.mark.parametrize(
    ("string", "institution"),
    [
        ("Department of Physics, Kim Il Sung University, Pyongyang", "kp:kisu"),
        ("Faculty of Physics, Kim Il-Sung University, P’yŏngyang, D.P.R.K.", "kp:kisu"),
        ("KIM IL SUNG UNIVERSITY", "kp:kisu"),
        ("김일성종합대학 물리학부", "kp:kisu"),
        ("김일성종합대 화학과", "kp:kisu"),
        ("金日成綜合大學", "kp:kisu"),
        ("Kim Chaek University of Technology, Pyongyang 950003, Democratic People’s Republic of Korea", "kp:kut"),
        ("School of Mining, Kimchaek University of Technology, Pyongyang", "kp:kut"),
        ("Kim Ch'aek University of Technology, North Korea", "kp:kut"),
        ("Kim Chaek Univ. Technol., Pyongyang, Korea", "kp:kut"),
        ("Dept. Math., Kim Chaek Univ. of Tech.; Pyongyang", "kp:kut"),
        ("Northeastern University, Shenyang 110819", "ror:neu-cn"),
        ("Northeastern University, P.R. China", "ror:neu-cn"),
        ("College of Engineering, Northeastern University, Boston, MA 02115, USA", "ror:neu-us"),
        ("Inst. Comput. Technol., Chinese Acad. Sci., Beijing, China", "ror:ict"),
        ("Chinese Academy of Sciences, Institute of Computing Technology", "ror:ict"),
        ("Institute of Lasers, State Academy of Sciences, Pyongyang, DPR Korea", "kp:lasers"),
        ("Univ. Electron. Sci. & Technol. China, Chengdu 610054", "ror:uestc"),
        ("電子科技大学, 成都", "ror:uestc"),
        ("Lebedev Physical Institute named for P.N. Lebedev; P.N. Lebedev Physical Institute, Moscow", "ror:lebedev"),
        ("Department of Surgery, Washington University School of Medicine, St. Louis, Missouri", "ror:wustl"),
        ("Old Harbour Polytechnic, Dalian", "ror:new"),
        ("University of Minnesota", "ror:umn"),
        ("University of Minnesota, Dept. of Physics, Duluth, MN", "ror:umd"),
        ("Department of Physics Tsinghua University Beijing China", "ror:tsinghua"),
        ("Chinese Academy of Engineering Physics, Mianyang", "ror:caep"),
        ("School of Natural Science Korea University Seoul Korea", "ror:korea"),
        ("Department of Earth Science Tsinghua University South Garden Road Beijing China", "ror:tsinghua"),
        ("Yellow Crane Photonics Institute, Wuhan, China", "lst:us-entity-list/cn-yellow-crane-photonics"),
        ("Kangwon National University, Chuncheon, Korea", "ror:kangwon"),
        ("조선대학교 의과대학, 광주", "ror:chosun"),
        ("National Institutes of Natural Sciences, Tokyo, Japan", "ror:nins"),
    ],
)
def test_names(index: Index, string: str, institution: str) -> None:
    assert named(resolve_affiliation(index, string)) == [institution]


@pytest.mark.parametrize(
    "string",
    [
        "Northeastern University",
        "Northeastern University, London, UK",
        "Institute of Automation",
        "Institute of Automation, Dresden, Germany",
        "Institute of Natural Science",
        "Guilin University of Electronic Technology, Guilin, China",
        "Beijing University of Technology Press Co., Ltd., Beijing, China",
        "Tsinghua Unigroup, Beijing, China",
        "Tsinghua University Press, Beijing",
        "Tsinghua University Co., Ltd., Beijing",
        "North Beijing Institute of Technology, Beijing",
        "Tsinghua University Hospital, Beijing, China",
        "Tsinghua University (Guilin)",
        "Jiaotong University, Beijing",
        "KCST, Pyongyang",
        "33rd Central Research Institute of the Ministry of Defense of the Russian Federation, Moscow",
        "Roundabout College of Dalian, Dalian",
        "Biology, Harbour University Tsinghua, Beijing",
        "Ministry of Science and Tsinghua Road, Beijing",
        "",
        " \t\n ",
        "12345",
        "someone@example.org",
        "جامعة طهران",
        "\x00\x07\u202e\u0301",
    ],
)
def test_abstains(index: Index, string: str) -> None:
    assert named(resolve_affiliation(index, string)) == []


def test_several_institutions_in_one_string(index: Index) -> None:
    reading = resolve_affiliation(
        index,
        "Kim Il Sung University, Pyongyang; Tsinghua University, Beijing, China and Korea University, Seoul, Korea",
    )
    assert named(reading) == ["kp:kisu", "ror:tsinghua", "ror:korea"]


def test_an_academy_behind_its_known_institute_is_a_parent_only(index: Index) -> None:
    reading = resolve_affiliation(index, "Institute of Computing Technology, Chinese Academy of Sciences, Beijing")
    assert named(reading) == ["ror:ict"]
    assert [parent.institution for parent in reading.parents] == ["ror:cas"]


def test_an_academy_behind_an_unknown_institute_is_printed_as_a_parent(index: Index) -> None:
    reading = resolve_affiliation(index, "Institute of Acoustics, Chinese Academy of Sciences, Beijing, China")
    assert [(match.institution, match.method) for match in reading.matches] == [("ror:cas", "parent printed")]
    whole = resolve_affiliation(index, "Chinese Academy of Sciences, Beijing, China")
    assert whole.matches[0].method == "name"
    assert whole.matches[0].score > reading.matches[0].score


def test_institutes_of_one_academy_are_not_each_other(index: Index) -> None:
    reading = resolve_affiliation(index, "Institute of Automation, State Academy of Sciences, Pyongyang, DPR Korea")
    assert [(match.institution, match.method) for match in reading.matches] == [("kp:sas", "parent printed")]


def test_evidence_is_in_words_and_places_raise_the_score(index: Index) -> None:
    bare = resolve_affiliation(index, "Tsinghua University").matches[0]
    placed = resolve_affiliation(index, "Tsinghua University, Beijing, China").matches[0]
    assert placed.evidence == (
        "prints “Tsinghua University”, the name of Tsinghua University; country CN agrees; city Beijing is printed"
    )
    assert bare.score < placed.score < 1


def test_a_curators_reading_wins(index: Index) -> None:
    by_name = resolve_affiliation(index, "Kim Song Univ", read_as="Kim Il Sung University")
    by_id = resolve_affiliation(index, "Northeastern University", read_as="ror:neu-cn")
    assert [(m.institution, m.method, m.score) for m in by_name.matches] == [("kp:kisu", "curated", 1.0)]
    assert named(by_id) == ["ror:neu-cn"]


def test_a_curators_reading_that_is_no_institution_leaves_the_string_to_speak(index: Index) -> None:
    assert named(resolve_affiliation(index, "Tsinghua University", read_as="unclear")) == ["ror:tsinghua"]


def test_a_publishers_id_is_used_where_the_string_does_not_decide(index: Index) -> None:
    reading = resolve_affiliation(index, "Northeastern University", publisher_ids=("ror:neu-us",))
    assert [(match.institution, match.method) for match in reading.matches] == [("ror:neu-us", "publisher id")]
    assert named(resolve_affiliation(index, "Harbour Univ", publisher_ids=("openalex:I77",))) == ["ror:new"]


def test_a_publishers_id_does_not_overrule_the_string(index: Index) -> None:
    assert named(resolve_affiliation(index, "Tsinghua University, Beijing", publisher_ids=("ror:bit",))) == [
        "ror:tsinghua"
    ]


def test_a_publishers_id_of_another_country_is_a_conflict(index: Index) -> None:
    reading = resolve_affiliation(index, "Some Laboratory, Osaka, Japan", publisher_ids=("ror:neu-us",))
    assert named(reading) == []
    assert reading.conflicts == ("the publisher attached Northeastern University (US), and the string prints JP",)


def test_a_publishers_id_alone_makes_no_dprk_institution(index: Index) -> None:
    silent = resolve_affiliation(index, "National Fusion Laboratory", publisher_ids=("kp:naturals",))
    said = resolve_affiliation(index, "Laser and natural science institute, DPRK", publisher_ids=("kp:naturals",))
    assert named(silent) == []
    assert "does not print the DPRK" in silent.conflicts[0]
    assert named(said) == ["kp:naturals"]


@pytest.mark.parametrize("string", ["15783 -15786", "(north@example.org)", "Independent researcher", "Boston, MA", "…"])
def test_a_publishers_id_is_no_evidence_where_the_string_has_nothing_of_its_names(index: Index, string: str) -> None:
    assert named(resolve_affiliation(index, string, publisher_ids=("ror:neu-us",))) == []


def test_a_publishers_id_on_a_string_in_another_script_is_taken_and_told_apart(index: Index) -> None:
    # Names in another script share no word with it, right or wrong: the method says that only the id speaks.
    reading = resolve_affiliation(index, "沿海实验室", publisher_ids=("ror:neu-us",))
    assert [(match.institution, match.method) for match in reading.matches] == [("ror:neu-us", "publisher id")]
    assert reading.inferred == ()


def test_unknown_publisher_ids_are_no_evidence(index: Index) -> None:
    assert resolve_affiliation(index, "Some Laboratory", publisher_ids=("ror:nowhere", "openalex:I0")) == Reading()


@pytest.mark.parametrize(
    ("string", "institution"),
    [
        ("Department of Physics, Tsinghua Univcrsity, Beijing", "ror:tsinghua"),
        ("Kim Il Sung Universtiy, Pyongyang", "kp:kisu"),
        ("Dept. of Geology, University Lebedev Physical Instituet, Moscow", None),
        ("Wuhan University of Ottawa Street, Beijing", None),
    ],
)
def test_one_wrong_letter_is_read_over(index: Index, string: str, institution: str | None) -> None:
    reading = resolve_affiliation(index, string)
    assert named(reading) == ([institution] if institution else [])
    assert all(match.evidence.endswith("one letter off") for match in reading.matches)


def test_words_in_another_order_name_a_university_only_where_one_word_tells(index: Index) -> None:
    reading = resolve_affiliation(index, "University Sungil Kim, Pyongyang")
    assert reading.matches == ()
    assert named(resolve_affiliation(index, "Jiaotong Beijing University, Beijing, China")) == ["ror:bjtu"]
    assert named(resolve_affiliation(index, "Technology University of Beijing, Beijing, China")) == []


def test_a_name_within_a_longer_one_is_told_as_a_parent(index: Index) -> None:
    reading = resolve_affiliation(index, "Institute of Computing Technology, Chinese Academy of Sciences, Beijing")
    assert [match.institution for match in reading.printed] == ["ror:ict", "ror:cas"]


def test_an_address_for_mail_is_no_part_of_a_name(index: Index) -> None:
    assert named(resolve_affiliation(index, "Tsinghua University, Beijing. E-mail: a@b.edu.cn")) == ["ror:tsinghua"]


#: Names of one index, and strings that print them in ways that were once misread.
AROUND = (
    Body("ror:harbour", "Harbourton University", country="AQ", cities=("Harbourton",), kind="education"),
    Body("ror:tides", "United States Tidal Research Laboratory", country="US", cities=("Tideport",), kind="facility"),
    Body("ror:marsh", "Marsh Hospital", acronyms=("DRH",), country="AQ", cities=("Harbourton",), kind="healthcare"),
    Body("ror:college", "Queen's Practice College Harbourton", country="AQ", cities=("Harbourton",), kind="education"),
    Body("ror:lake", "University of Lakewater, Northshore", country="AQ", cities=("Northshore",), kind="education"),
    Body("ror:lake-2", "University of Lakewater, Southshore", country="AQ", cities=("Southshore",), kind="education"),
    Body("ror:crop", "Key Laboratory of Crop Lamps", country="AQ", cities=("Harbourton",), kind="facility"),
    Body("ror:lamps", "Saltmarsh Institute for Biochemistry and Psychiatry", country="AQ", kind="facility"),
    Body("ror:other", "Saltmarsh Tides", acronyms=("HBU",), country="AQ", cities=("Harbourton",), kind="facility"),
    Body("ror:hbu", "Harbour Bridge University", acronyms=("HBU",), country="AQ", cities=("Harbourton",)),
)


@pytest.mark.parametrize(
    ("string", "institutions"),
    [
        ("Tideport Health and Harbourton University, Antarctica", ["ror:harbour"]),
        ("Cell Biology and Anatomy Harbourton University Harbourton", ["ror:harbour"]),
        ("Tidal Research Laboratory, Tideport, USA", ["ror:tides"]),
        ("Tidal Research Laboratory, Harbourton, Antarctica", []),
        ("Harbourton University (D.R.H., P.B.B.), Harbourton, Antarctica", ["ror:harbour"]),
        ("Visiting Professor at Queen's Practice College, Harbourton", ["ror:college"]),
        ("Lakewater Univ., Southshore, Antarctica", ["ror:lake-2"]),
        (
            "Key Laboratory of Crop Lamps College of Agronomy Harbourton University",
            ["ror:crop", "ror:harbour"],
        ),
        ("Saltmarsh Inst Biochem & Psychiat, Antarctica", ["ror:lamps"]),
        ("Harbour Bridge University (HBU), Harbourton, Antarctica", ["ror:hbu"]),
    ],
)
def test_what_stands_around_a_name(string: str, institutions: list[str]) -> None:
    assert named(resolve_affiliation(Index(AROUND), string)) == institutions


def test_an_alias_of_a_listed_body_of_no_country_names_nobody_where_a_country_is_printed() -> None:
    index = Index([Body("lst:a-list/path", "Invented Path", aliases=("Driftwood Liberation Lamps",))])
    assert named(resolve_affiliation(index, "Driftwood Liberation Lamps")) == ["lst:a-list/path"]
    assert named(resolve_affiliation(index, "Invented Path, Beijing, China")) == ["lst:a-list/path"]
    assert named(resolve_affiliation(index, "Unit 9 of the Driftwood Liberation Lamps, Beijing, China")) == []
