"""Names of places as affiliations and lists print them, and which codes may be said of one place: data."""

from __future__ import annotations

from loader.resolve.spelling import divided

#: "Korea" alone: the Republic of Korea in print nearly always, but not beside a DPRK city or institution.
KOREA = "K?"

#: Names as affiliations print them, beside those of `loader.countries`.
_COUNTRIES = {
    KOREA: "Korea | Korean Peninsula | Corea | Corée | Koreya | Корея",
    "KP": """
        DPR Korea | DPRK | DPR of Korea | Korea DPR | Korea DPRK | Korea (DPR) | Korea (North) | North Korea |
        N. Korea | Nth Korea | Democratic People's Republic of Korea | People's Democratic Republic of Korea |
        Democratic People Republic of Korea | Democratic People's of Korea | Democratic Republic of Korea |
        Democratic Peoples' Rep. of Korea | Dem. People's Rep. of Korea | Dem. People's Republic of Korea |
        Democratic P.R. of Korea | Dem. P.R. of Korea | Dem. P.R. Korea | P.R. Korea | People's Republic of Korea |
        Dem. Rep. Korea | Dem. Peo. Rep. Korea | Dem. Peop. Rep. Korea |
        Korea, Democratic People's Republic of | Korea, Dem. People's Rep. | Korea, D.P.R. of |
        Democratic People's Republic of Corea | North Corea | République populaire démocratique de Corée |
        RPD de Corée | R.P.D. Corée | Corée du Nord | República Popular Democrática de Corea |
        R.P.D. de Corea | Corea del Norte | Demokratische Volksrepublik Korea | DVR Korea | Nordkorea |
        KDVR | DVRK | RPDC |
        Repubblica Popolare Democratica di Corea | Corea del Nord | República Popular Democrática da Coreia |
        Coreia do Norte | Noord-Korea | Korea Północna | KRLD | Severní Korea | KLDR | Észak-Korea | Kuzey Kore |
        Pohjois-Korea | Bắc Triều Tiên | CHDCND Triều Tiên | Северная Корея | КНДР | К.Н.Д.Р. |
        Корейская Народно-Демократическая Республика | Корейской Народно-Демократической Республики |
        조선민주주의인민공화국 | 북한 | 북조선 | 朝鲜民主主义人民共和国 | 朝鮮民主主義人民共和國 |
        朝鮮民主主義人民共和国 |
        北朝鮮 | 北朝鲜 | 北韩 | 北韓 | 朝鲜 |
        كوريا الشمالية | جمهورية كوريا الديمقراطية الشعبية | کره شمالی | جمهوری دموکراتیک خلق کره
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

#: Codes under which one place is filed by different publishers.
ALSO: dict[str, tuple[str, ...]] = {
    "HK": ("CN",), "MO": ("CN",), "TW": ("CN",), "PR": ("US",), "GU": ("US",), "VI": ("US",),
    "AS": ("US",), "MP": ("US",),
    "GP": ("FR",), "MQ": ("FR",), "RE": ("FR",), "GF": ("FR",), "PF": ("FR",), "NC": ("FR",), "YT": ("FR",),
    "GL": ("DK",), "FO": ("DK",), "AX": ("FI",), "SJ": ("NO",), "IM": ("GB",), "JE": ("GB",),
    "GG": ("GB",), "GI": ("GB",),
    KOREA: ("KR", "KP"),
}  # fmt: skip
