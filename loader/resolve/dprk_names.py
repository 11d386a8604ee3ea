"""Names that say DPRK: its cities in every spelling met, and what only its bodies are called after. Data.

Spellings beside ours are GeoNames' (cities15000, CC BY 4.0). Left out are those that a place elsewhere has too:
Sunchon, Anju, Kusong, Tokchon, Kangwon, Songdo, Konan, 南浦, 海州.
"""

from __future__ import annotations

from loader.resolve.spelling import divided

#: Cities and districts by spellings that are nobody else's. Spellings that only follow another romanisation of one
#: word ("Pyeongyang", "Hamheung") are folded by `romanised`, not listed.
DPRK_CITIES = divided(
    """
    Pyongyang | Pyonyang | Pyonggyang | Pyongyan | Phenian | Phenjan | Phenjana | Pjongjang | Pkhenjan |
    Pkhen'jan | Pyengyang | Pienyang | Hpyeng-yang |
    Phyeng-yang | Pjoengjang | Pjongjango | Pchjongjang | Pchenjanas | P-hjong-jang | Pion'gian'nk |
    Pion'nkgian'nk |
    Piongiang | Pionguiangue | Pionyang | Pjongian | Pxenyan | Pyoengyang | Pyongyang-si | Bình Nhưỡng |
    peiyngyang |
    bywnyangh | bywnghyangh | pyongayanga | pi'ongayanga | piyonyan | pkheniani | pyamgayanga | pyeong-yangsi |
    pyeong-yangjighalsi | Πιονγιάνγκ | Πιονγκγιάνγκ | Пхеньян | Пхенян | Пјонгјанг | Փխենյան | פיאנגיאנג |
    פיונגיאנג | بيونيانغ | بيونغ يانغ | بيونغيانغ | پيونګيانګ | پيونگ يانگ | پيوڭياڭ | پیانگ یانگ | پیونگ‌یانگ |
    پیۆنگیانگ | प्योंगयांग | प्याँगयांग | পিয়ং ইয়াং | ਪਿਓਂਗਯਾਂਗ | பியொங்யாங் | ಪ್ಯೊನ್ಗ್ಯಾಂಗ್ | เปียงยาง |
    ཕོང་ཡང་། |
    Пхеньянский | Пхеньянского | Пхеньяна |
    ფხენიანი | ፕዮንግያንግ | 평양 | 평양시 | 평양직할시 | 平壌 | 平壤 | 平壤市 |
    Hamhung | Hamhungas | Hamhungo | Hienhing | Khamkhyn | hamahunga | hamheungsi | Хамхын | Хамхунг | هامهونغ |
    همهونگ | ہمہونگ | हमहुंग | হামহুং | ਹਮਹੁੰਗ | ሃምሁንግ | 함흥 | 함흥시 | 咸興 | 咸兴 | 咸興市 |
    Hungnam | Хыннам | 흥남 | 흥람 | 興南 | 兴南 |
    Chongjin | Chkhonchzhine | Chkhondzhin | Chkhundzhin | Chonzhin | Cchongdzin | Tschiun-tschan |
    cheongjinsi |
    Чхонджин | Чонжинь | Чхонджін | Чхънджин | تشونغجين | چونگجین | चोंग्जिन | চংজিন | ਚੋਂਗਜਿਨ | ช็องจิน |
    ቾንግጂን |
    청진 | 청진시 | 清津 | 清津市 | 淸津 |
    Wonsan | Vonsan | Vonsanas | wonsansi | Вонсан | ونسان | वोनसान | ওনসান | ਵਨਸਾਨ | ዎንሳን | 원산 | 원산시 |
    元山 |
    元山市 |
    Sariwon | Sariwon-si | Sarivon | Sarivone | sariwoni | saliwonsi | Саривон | Сарвон | ساريون | ساریون |
    সারিওন |
    ਸਾਰਿਓਨ | ሳሪዎን | 사리원 | 사리원시 | 沙里院 | 沙里院市 |
    Kaesong | Kesongas | Kehson | Kai-seng | gaeseongsi | gaeseongteuggeubsi | Кэсон | كايسونغ | کایسونگ |
    कायसोंग | ਕਾਇਸੋਂਗ |
    ካዮንግ | 개성 | 개성시 | 개성특급시 | 開城 | 开城 | 開城市 | 开城特级市 |
    Sinuiju | Sineidzu | Sinidzsu | Sinyjdzhu | New Eui-chu | sin-uijusi | Синыйджу | سينويجو | سینویجو |
    ਸਿਨੂਈਜੂ | 신의주 |
    신의주시 | 新義州 | 新义州 | 新義州市 |
    Hyesan | Hyesan-si | Hyesanjin | Hesanjin | Khjosan | Хёсан | Хесан | هيسان | ہائیسان | ਹਿਸਾਨ | ሂሳን | 혜산 |
    혜산시 | 惠山市 | 恵山市 |
    Pyongsong | Pkhen'son | pyongasonga | Пхёнсон | Пхеньсон | بيونغسونغ | پیونگ سونگ | प्योंगसोंग | পিয়ংসং |
    ፒዮንግሶንግ |
    평성 |
    Nampo | Chinnampo | Nampkho | Намбо | Нампхо | نامبو | نام پو | নামপো | ናምፖ | 남포 | 鎮南浦 |
    Haeju | Khehdzhu | Хэджу | هاجو | هیجو | ہیجو | हेजू | হাজু | 해주 |
    Kanggye | Kanggye-si | gang-gyesi | Канге | كانجيه | کانگیه | کانگیے | कांग्ये | ਕਾਂਗਏ | ካንጌ | 강계 |
    강계시 | 江界 | 江界市 |
    Rason | Rajin | Radzhin | Radzin | Раджин | Расон | راجين | راجین | ራጂን | 라진 | 라선 | 罗先 | 羅先 | 羅津 |
    Sonbong | Сонбон | 선봉 | Hoeryong | 회령 | Manpo | 만포 | Sinpo | 신포 | Samjiyon | Samjiyon-up | 삼지연 |
    Huichon |
    Huichon-si | Хичхон | 희천 | 熙川 | Tanchon | 단천 | Songnim | Unjong District | 은정구역 |
    Taesong District | 대성구역 |
    Mangyongdae | 만경대 | Yongbyon | Nyongbyon | Йонбён | 녕변 | 영변 | 寧邊 | 宁边
    """
)

#: Spellings that mean a city of the DPRK only where they are a part of their own and no country is printed: the names
#: of Japanese times, which places and schools in Japan bear too, and readings of the Chinese characters.
DPRK_ALONE = divided(
    """
    Heijo | Heijo-fu | Heizyo | Heizyo Hu | Kanko | Seishin | Seisin | Genzan | Genzan Hu | Gensan | Yuensan |
    Kaijo | Kaizyo |
    Shingishu | Sin-gi-shu | Kaishu | Keizan | Keisanchin | Keizanchin | Keizantin | Chinnanpo | Channampo |
    Tinnanpo |
    Shariin | Syariin | Mankeidai | Shimpo | Manhochin | Kakai | Kainei-yu | Kwainei | Yuki-fu | Rashin |
    ping rang | ping rang shi | xian xing shi | xian xing | yuan shan shi | sha li yuan | sha li yuan shi |
    kai cheng shi |
    kai cheng te ji shi | xin yi zhou | xin yi zhou shi | hui shan shi | qing jin shi | jiang jie shi |
    luo xian | nam pw |
    pywng yang | piyam iyam | hamhwngh | hmhwng | chwngjyn | chwngjn | wnsan | vonasana | wonisani | sarywn |
    kayswngh |
    synwyjw | haysan | hysan | rajyn | kangyh
    """
)

#: Names that only bodies of the DPRK bear: persons they are called after, and provinces in the spelling of the North.
#: With an academic word they tell the country of a body that no file holds ("Kim Hyong Jik University of Education").
DPRK_NAMES = divided(
    """
    Kim Il Sung | Kim Il Song | Kim Il-seong | Gim Il-seong | Kim Ilsen | Kim Ir Sen | Kim Jong Il |
    Kim Jong Suk |
    Kim Chong-suk | Kim Jeong-suk | Kim Chaek | Gim Chaek | Kim Chak | Kim Tchaik | Kim Hyong Jik |
    Kim Hyong-chik | Kang Pan Sok |
    Kang Ban-seok | O Jung Hup | O Chung-hup | Jo Kun Sil | Ri Kye Sun | Jang Chol Gu | Chang Chol-ku |
    Kim Jong Un | Kim Jong-un | Kim Chol Ju | Kim Chol-ju | Kye Ung Sang | Cha Kwang Su | Ri Je Sun | Ri Su Bok |
    Kim Je Won | Kim Hyong Gwon | Ryu Kyong Su | Jo Ok Hui |
    Kim Won Gyun |
    Kim Won-kyun | Han Tok Su | Han Deok-su | Jong Jun Thaek | Chong Chun-taek | Jong Jun Taek | Kim Po Hyon |
    Mangyongdae |
    Phyongbuk | Phyongnam | Hwangbuk | Hwangnam | Hamnam | Hambuk | Ryanggang | Jagang | Chagang | Yanggang |
    Pyongbuk |
    North Hwanghae | South Hwanghae | North Hamgyong | South Hamgyong | North Pyongan | South Pyongan |
    Hwanghae Province |
    Hamgyong Province | Pyongan Province | 김일성 | 김정일 | 김정숙 | 김책 | 김형직 | 강반석 | 오중흡 | 장철구 |
    김원균 |
    한덕수 | 조군실 | 정준택 | 리계순 | 김보현 | 김정은 | 김철주 | 계응상 |
    차광수 | 리제순 | 리수복 | 김제원 | 김형권 | 류경수 | 조옥희 |
    량강 | 자강 | 평북 | 평남 | 황북 | 황남 | 함북 | 함남 |
    평안북도 | 평안남도 | 황해북도 | 황해남도 | 함경북도 | 함경남도 | 金日成 | 金正日 | 金策 | 金亨稷 | 金正淑 |
    康盤石 | 两江道 | 兩江道 | 慈江道 | 平安北道 | 平安南道 | 咸镜北道 | 咸镜南道 | 咸鏡北道 | 咸鏡南道 |
    黄海北道 | 黄海南道 |
    ким ир сен | им ким ир сена | ким ир сена | ким чак | ким чака | ким чхэк | ким чхэка | ким чек | ким чека |
    ким хен чик |
    ким чен сук
    """
)

#: Words that hold the name of a DPRK city and mean something else: the Pacific.
NOT_DPRK = divided("태평양")

#: First names of bodies and how else they are spelled; the index reads a body's name with each.
DPRK_SPELLINGS = {
    "Kim Il Sung": divided(
        "Kim Il Song | Kim Il-seong | Gim Il-seong | Kim Ir Sen | Kim Ir Sena | Kim Ilsen | Kim Ill Sung | Kim ll Sung"
    ),
    "Kim Chaek": divided("Gim Chaek | Kim Chak | Kim Tchaik | Kim Tchaek | Kim Chack | Kim Chek"),
    "Kim Hyong Jik": divided("Kim Hyong Chik | Kim Hyeong-jik | Gim Hyeong-jik"),
}

#: Names by which a body of the gazetteer is called, and which bodies elsewhere bear too: they are its own only where
#: the string prints the DPRK, its city or its parent. Where a string says nothing else, they are an inference.
DPRK_SHARED = {
    "kp:university-of-sciences": divided("Institute of Natural Science | University of Science | 이과대학 | 理科大学"),
    "kp:state-academy-of-sciences": divided(
        "National Academy of Science | Academy of Sciences | "
        "Korean Academy of Sciences | Korea Academy of Sciences | 과학원 | 国家科学院 | 科学院 | "
        "Академия наук | Государственная академия наук | Akademie der Wissenschaften"
    ),
    "kp:state-academy-of-sciences-institute-of-building-materials": divided("건축재료연구소"),
    "kp:state-academy-of-sciences-institute-of-lasers": divided("Laser Research Institute | Institute of Lasers"),
    "kp:second-academy-of-natural-sciences": divided(
        "Academy of Natural Sciences | National Defense Academy | 자연과학원"
    ),
    "kp:academy-of-national-defense-science": divided(
        "National Academy of Defense Science | Academy of Defense Sciences | Academy of Defense Science"
    ),
    "kp:pyongyang-university-of-automation": divided("University of Automation"),
    "kp:korean-committee-for-space-technology": divided("Committee for Space Technology"),
    "kp:academy-of-medical-sciences-of-the-dprk": divided("Academy of Medical Sciences | 의학과학원 | 医学科学院"),
    "kp:academy-of-social-sciences-of-the-dprk": divided("Academy of Social Sciences | 사회과학원 | 社会科学院"),
    "kp:kim-jong-un-university-of-national-defence": divided(
        "National Defense University | National Defense College | 국방대학"
    ),
}

#: Bodies of other states and of the United Nations that sit in the DPRK: their staff is not of a DPRK body, however
#: clearly the address says Pyongyang.
FOREIGN_BODIES = divided(
    """
    embassy | embassies | consulate | consular | diplomatic | legation | ambassador | chargé d'affaires |
    посольство |
    대사관 | 大使馆 | 大使館 | UNICEF | UNDP | UNFPA | UNOPS | UNESCO | World Food Programme |
    WFP | World Health Organization | WHO Country Office | WHO Representative | WHO Office | FAO |
    Food and Agriculture Organization | Médecins Sans Frontières | International Federation of Red Cross |
    International Committee of the Red Cross | IFRC | ICRC | Caritas |
    Handicap International |
    Concern Worldwide | Triangle Génération Humanitaire | Première Urgence | Deutsche Welthungerhilfe |
    Welthungerhilfe |
    Swiss Agency for Development and Cooperation | European Union Programme Support Unit |
    Cooperation Office | Christian Friends of Korea |
    Eugene Bell Foundation
    """
)
