"""Names of places as affiliations and lists print them, and which codes may be said of one place: data."""

from __future__ import annotations


def divided(names: str) -> tuple[str, ...]:
    """The names in `names`, which bars divide."""
    return tuple(" ".join(name.split()) for name in names.split("|"))


#: "Korea" alone: the Republic of Korea in print nearly always, but not beside a DPRK city or institution.
KOREA = "K?"

#: Names as affiliations print them, beside those of `loader.countries`.
_COUNTRIES = {
    KOREA: "Korea | Korean Peninsula | Corea | Corée | Koreya | Корея",
    "KP": """
        DPR Korea | DPRK | DPR of Korea | Korea DPR | Korea DPRK | Korea (DPR) | Korea (North) | North Korea |
        N. Korea | Democratic People's Republic of Korea | Democratic People Republic of Korea |
        Democratic Republic of Korea | Democratic Peoples' Rep. of Korea | Dem. People's Rep. of Korea |
        Dem. People's Rep. Korea | Democratic People's Rep. Korea | Korea, Democratic People's Republic of |
        Korea, Dem. People's Rep. | Corée du Nord | Corea del Norte | Nordkorea | Corea del Nord |
        Coreia do Norte | Северная Корея | КНДР | Корейская Народно-Демократическая Республика |
        조선민주주의인민공화국 | 북한 | 朝鲜民主主义人民共和国 | 朝鮮民主主義人民共和国 | 北朝鮮 |
        كوريا الشمالية | کره شمالی
    """,
    "KR": """
        Republic of Korea | South Korea | S. Korea | Korea (South) | Korea South | Korea, Republic of |
        Rep. of Korea | Rep. Korea | R.O. Korea | R. of Korea | Korea Rep. | ROK | Südkorea | Corée du Sud |
        Corea del Sur | 대한민국 | 한국 | 韩国 | 韓国 | 大韩民国 | Южная Корея | Республика Корея
    """,
    "CN": """
        P.R. China | PR China | P.R.C. | PRC | Mainland China | People's Rep. of China | P.R. of China |
        R.P. China | Chine | Cina | Kina | 中国 | 中华人民共和国 | Китай | КНР
    """,
    "TW": """
        Taiwan | Taiwan ROC | R.O.C. | Taiwan, Republic of China | Republic of China | 台湾 | 台灣 |
        Taiwan, Province of China
    """,
    "HK": "HK | Hong Kong | Hong Kong SAR | Hong Kong S.A.R. | HKSAR | 香港",
    "MO": "Macau | Macao | Macau SAR",
    "US": """
        USA | U.S.A. | US | U.S. | United States | United States of America | Estados Unidos | EUA | EEUU |
        США
    """,
    "GB": """
        UK | U.K. | United Kingdom | Great Britain | England | Scotland | Wales | Northern Ireland |
        N. Ireland
    """,
    "RU": "Russia | Russian Federation | USSR | U.S.S.R. | Россия | РФ | Российская Федерация | Rusia | Russie",
    "IR": "Iran | I.R. Iran | IR Iran | Islamic Republic of Iran | I.R. of Iran | ایران",
    "DE": """
        Germany | Deutschland | F.R. Germany | FRG | Federal Republic of Germany | West Germany | Allemagne |
        Alemania
    """,
    "NL": "Netherlands | The Netherlands | Holland | Nederland",
    "BR": "Brazil | Brasil",
    "ES": "Spain | España",
    "IT": "Italy | Italia | Italie",
    "FR": "France | Francia",
    "CH": "Switzerland | Schweiz | Suisse | Svizzera",
    "AT": "Austria | Österreich",
    "BE": "Belgium | Belgique | België",
    "PL": "Poland | Polska",
    "CZ": "Czech Republic | Czechia | Czechoslovakia",
    "SE": "Sweden | Sverige",
    "NO": "Norway | Norge",
    "DK": "Denmark | Danmark",
    "FI": "Finland | Suomi",
    "JP": "Japan | Japon | 日本",
    "TR": "Turkey | Türkiye | Turkiye",
    "MX": "Mexico | México",
    "EG": "Egypt | A.R. Egypt",
    "AE": "UAE | U.A.E. | United Arab Emirates",
    "SA": "KSA | Saudi Arabia | Kingdom of Saudi Arabia",
    "VN": "Vietnam | Viet Nam | S.R. Vietnam",
    "CD": """
        DR Congo | DRC | Democratic Republic of Congo | Democratic Republic of the Congo |
        Congo, Democratic Republic of the
    """,
    "SY": "Syria",
    "LA": "Laos | Lao PDR",
    "TZ": "Tanzania",
    "MD": "Moldova",
    "VE": "Venezuela",
    "BO": "Bolivia",
    "MK": "Macedonia | FYROM",
    "CI": "Ivory Coast | Côte d'Ivoire",
    "BN": "Brunei",
    "PS": "Palestine",
    "XK": "Kosovo",
}
COUNTRIES = {code: divided(names) for code, names in _COUNTRIES.items()}

#: Federations whose states and provinces stand in addresses without the country.
WITH_REGIONS = ("US", "CA", "AU", "CN", "IN", "BR", "JP")
REGION_SUFFIXES = (" Sheng", " Shi", " Zizhiqu", " Zhuangzu", " Huizu", " Uygur", " SAR")
#: Codes of states are read where they are printed in capitals after a comma; these three countries print them so.
WITH_CODES = ("US", "CA", "AU")

#: Cities of the DPRK by every spelling met, and no city that a place outside shares its name with (Sunchon, Anju,
#: Kangwon and Kanggye's neighbours are left out for that).
DPRK_CITIES = divided(
    """
    Pyongyang | P'yŏngyang | Pyeongyang | Phyongyang | Phenian | Phenjan | Pjongjang | Pkhenjan | Pyengyang |
    Hpyeng-yang | Phyeng-yang | Pjoengjang | Pjongjango | Pchjongjang | Pchenjanas | Phenjana | Heijo |
    Heijo-fu | Heizyo | Heizyo Hu | Bình Nhưỡng | Пхеньян | Пхенян | Пјонгјанг | Πιονγκγιάνγκ | 평양 | 平壌 |
    平壤 | بيونغ يانغ | پیونگ‌یانگ | بيونيانغ | پيوڭياڭ | פיונגיאנג | प्योंगयांग | Pion'nkgian'nk |
    peiyngyang | bywnyangh | pyongayanga | Hamhung | Hamhŭng | Hamheung | 함흥 | 咸興 | 咸兴 | Chongjin |
    Ch'ŏngjin | 청진 | Wonsan | Wŏnsan | 원산 | Sariwon | Sariwŏn | 사리원 | Kaesong | Kaesŏng | 개성 |
    Sinuiju | Sinŭiju | 신의주 | Hyesan | 혜산 | Pyongsong | P'yŏngsŏng | Phyongsong | 평성 | Nampo | Namp'o |
    Nampho | Haeju | 해주 | Rason | Rasŏn | Rajin | Huichon | Hŭich'ŏn | Hŭich'ŏn-si | 희천 | Tanchon |
    Tokchon | Kusong | Unjong District | Yongbyon | Nyongbyon | Kanggye
    """
)

#: Codes under which one place is filed by different publishers.
ALSO: dict[str, tuple[str, ...]] = {
    "HK": ("CN",), "MO": ("CN",), "TW": ("CN",), "PR": ("US",), "GU": ("US",), "VI": ("US",),
    "AS": ("US",), "MP": ("US",),
    "GP": ("FR",), "MQ": ("FR",), "RE": ("FR",), "GF": ("FR",), "PF": ("FR",), "NC": ("FR",), "YT": ("FR",),
    "GL": ("DK",), "FO": ("DK",), "AX": ("FI",), "SJ": ("NO",), "IM": ("GB",), "JE": ("GB",),
    "GG": ("GB",), "GI": ("GB",),
    KOREA: ("KR", "KP"),
}  # fmt: skip

#: Names that only bodies of the DPRK bear: persons they are called after, and provinces in the spelling of the North.
#: With an academic word they tell the country of a body that no file holds ("Kim Hyong Jik University of Education").
DPRK_NAMES = divided(
    """
    Kim Il Sung | Kim Jong Il | Kim Jong Suk | Kim Chaek | Kim Hyong Jik | Kang Pan Sok | O Jung Hup |
    Jo Kun Sil | Ri Kye Sun | Jang Chol Gu | Kim Won Gyun | Han Tok Su | Kim Po Hyon | Mangyongdae |
    Phyongbuk | Phyongnam | Hwangbuk | Hwangnam | Ryanggang | Jagang | Chagang | North Hwanghae |
    South Hwanghae | North Hamgyong | South Hamgyong | North Phyongan | South Phyongan | North Pyongan |
    South Pyongan | 김일성 | 김정일 | 김정숙 | 김책 | 김형직 | 강반석 | 오중흡 | 장철구 | 김원균 | 한덕수 |
    조군실 | 金日成 | 金策 | 金亨稷 | 金正淑 | ким ир сен | ким чак
    """
)
