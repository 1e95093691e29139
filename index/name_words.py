"""Words that say little about whose name it is: tables, no code.

All words are in the form that `name_forms.stem` gives: folded, singular, abbreviations written out.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words("the of and for in on at a an to de la le les el del di da du des der die das und y et e i ve von van")
"""Articles, prepositions and conjunctions of the languages that the lists are written in. Never compared."""

ARTICLES = _words("the la le el les los las die der das")
"""Those of them that may be left out where a name begins."""

CORPORATE = _words(
    "company corporation group holding co incorporated firm concern conglomerate enterprise kontsern gruppa"
)
"""What a body calls itself as a body: may be added or left out like a legal form."""

LEGAL = (
    "company limited", "co limited", "co ldt", "corporation limited", "private limited", "pvt limited", "pvt ltd", "pte limited",
    "pte", "pvt", "private ltd", "inc", "incorporated", "plc", "public limited company", "limited", "ltd", "ldt", "ltda",
    "limitada", "youxian gongsi", "youxian zeren gongsi", "gufen youxian gongsi", "zongheng gongsi", "jituan gongsi",
    "doo", "d o o", "fzco", "fzc", "fze", "dmcc", "fz llc", "anonim sirketi", "limited sirketi", "as", "a s", "sirketi",
    "fgup", "fsue", "federal state unitary enterprise", "state unitary enterprise", "gup", "unitary enterprise",
    "federalnoe gosudarstvennoe unitarnoe predpriyatie", "gosudarstvennoe unitarnoe predpriyatie", "sal", "s a l",
    "spa", "s p a", "sarl", "s a r l", "eood", "ood", "ead", "ad", "sdn bhd", "bhd", "sa", "s a", "se", "kk",
    "aktsionernoe obshchestvo", "publichnoe aktsionernoe obshchestvo", "otkrytoe aktsionernoe obshchestvo",
    "zakrytoe aktsionernoe obshchestvo", "obshchestvo s ogranichennoi otvetstvennostyu",
    "obshchestvo s ogranichennoy otvetstvennostyu", "obschestvo s ogranichennoy otvetstvennostyu",
    "obschestvo s ogranichennoi otvetstvennostyu", "joint stock company", "open joint stock company",
    "closed joint stock company", "public joint stock company", "limited liability company", "limited company",
    "limited liability partnership", "llp", "osoo", "too", "oo", "chup", "chtup", "oy", "ab", "nv", "bv", "kft", "pjs",
    "private joint stock company", "pjsc", "psc", "pjs co", "pt", "persero", "tbk", "tov", "zat", "vat", "prat",
)  # fmt: skip
"""Legal forms that the table of `name_legal` leaves out, or knows only in another spelling. Folded, words parted by one space."""

LEADING_LEGAL = _words("ao oao zao pao ooo too tov pat prat jsc pjsc ojsc cjsc llc pt cv fgup fsue gup osoo")
"""One-word legal forms that may stand in front of a name; any other (`as`, `sa`, `ab`) is then part of the name."""

INNER_LEGAL = _words(
    "ltd ldt llc gmbh jsc ojsc pjsc cjsc coltd inc ltda fze fzco fzc limited plc ooo oao zao pao incorporated"
)
"""One-word legal forms that are one wherever they stand ("Co., Ltd. Beijing Branch")."""

NOT_LEGAL = frozenset({
    "charity", "charitable organization", "national association", "professional association", "nonprofit organization",
    "scientific and production enterprise", "state concern", "joint stock bank", "joint stock commercial bank", "verein",
    "ii", "at", "im", "pe", "yu", "kb", "ps", "pc", "rf", "npo", "ong", "gk", "eg",
})  # fmt: skip
"""Legal forms of that table that are words of the name itself on these lists, or too short to be told from one."""

SAME_LEGAL = {
    "coltd": "llc", "ltd": "llc", "ldt": "llc", "co ldt": "llc", "limited": "llc", "company limited": "llc", "co limited": "llc", "pvt ltd": "llc",
    "private limited": "llc", "pte ltd": "llc", "pte": "llc", "pvt": "llc", "ltda": "llc", "limitada": "llc",
    "ooo": "llc", "gmbh": "llc", "inc": "llc", "incorporated": "llc", "sarl": "llc", "osoo": "llc", "too": "llc",
    "tov": "llc", "doo": "llc", "fze": "llc", "fzco": "llc", "fzc": "llc", "dmcc": "llc", "fz llc": "llc", "kft": "llc",
    "limited company": "llc", "ood": "llc", "eood": "llc", "sdn bhd": "llc", "bv": "llc", "pt": "llc", "s a r l": "llc",
    "limited sirketi": "llc", "youxian gongsi": "llc", "youxian zeren gongsi": "llc", "d o o": "llc",
    "limited liability company": "llc", "corporation limited": "llc", "private ltd": "llc", "pvt limited": "llc",
    "pte limited": "llc", "obshchestvo s ogranichennoi otvetstvennostyu": "llc", "srl": "llc", "sro": "llc",
    "obshchestvo s ogranichennoy otvetstvennostyu": "llc", "obschestvo s ogranichennoi otvetstvennostyu": "llc",
    "obschestvo s ogranichennoy otvetstvennostyu": "llc", "sirketi": "llc",
    "ao": "jsc", "oao": "jsc", "zao": "jsc", "pao": "jsc", "pjsc": "jsc", "ojsc": "jsc", "cjsc": "jsc", "pjs": "jsc",
    "plc": "jsc", "public limited company": "jsc", "gufen youxian gongsi": "jsc", "joint stock company": "jsc",
    "open joint stock company": "jsc", "closed joint stock company": "jsc", "public joint stock company": "jsc",
    "private joint stock company": "jsc", "aktsionernoe obshchestvo": "jsc", "sa": "jsc", "s a": "jsc", "spa": "jsc",
    "s p a": "jsc", "ag": "jsc", "ad": "jsc", "ead": "jsc", "as": "jsc", "a s": "jsc", "anonim sirketi": "jsc",
    "publichnoe aktsionernoe obshchestvo": "jsc", "otkrytoe aktsionernoe obshchestvo": "jsc", "tbk": "jsc",
    "zakrytoe aktsionernoe obshchestvo": "jsc", "sal": "jsc", "s a l": "jsc", "ab": "jsc", "oy": "jsc", "nv": "jsc",
    "fgup": "soe", "fsue": "soe", "gup": "soe", "federal state unitary enterprise": "soe",
    "state unitary enterprise": "soe", "unitary enterprise": "soe",
    "federalnoe gosudarstvennoe unitarnoe predpriyatie": "soe", "gosudarstvennoe unitarnoe predpriyatie": "soe",
}  # fmt: skip
"""What kind of body a legal form makes: limited company, joint-stock company, state enterprise. Two names with forms
of different kinds may be two companies, so such a match is less sure."""

SPELLINGS = {
    "co": "company", "corp": "corporation", "intl": "international", "int": "international", "tech": "technology",
    "inst": "institute", "institut": "institute", "univ": "university", "mfg": "manufacturing", "dept": "department",
    "sci": "science", "ind": "industry", "elec": "electronic", "eng": "engineering", "engg": "engineering",
    "mgmt": "management", "centre": "center", "defence": "defense", "fibre": "fiber", "aluminium": "aluminum",
    "organisation": "organization", "programme": "program", "labs": "laboratory", "lab": "laboratory",
    "holdings": "holding", "tekhnologii": "technology", "electronics": "electronic", "optics": "optic",
    "telecommunication": "telecommunications", "bros": "brother", "dev": "development", "grp": "group",
    "assoc": "association", "natl": "national", "entreprise": "enterprise", "govt": "government", "mil": "military", "bureaux": "bureau",
    "academies": "academy", "shipbldg": "shipbuilding", "comm": "communication", "sys": "system",
}  # fmt: skip
"""Abbreviations and second spellings of common words of names."""

JOINED = {
    ("hong", "kong"): "hongkong",
    ("viet", "nam"): "vietnam",
    ("sri", "lanka"): "srilanka",
    ("russian", "federation"): "russia",
}
"""Word pairs that are written as one word as often as two (the value is what both become)."""

GENERIC = _words("""
    technology electronic electrical electric international trading trade institute research university academy college
    school science scientific engineering industry industrial development design bureau center laboratory system
    service solution equipment instrument product production manufacturing manufacture plant factory works machine
    machinery bank shipping ship shipbuilding shipyard marine maritime logistic transport transportation freight cargo
    forwarding aviation airline airway air aero aerospace aircraft aeronautic aeronautical space satellite communication
    telecommunications telecom information network digital data computer computing software semiconductor
    microelectronic optoelectronic optic optical photonic material chemical chemistry physics mechanic mechanical metal
    metallurgy steel iron oil gas petroleum petrochemical refinery energy power nuclear defense military security police
    army force navy naval guard weapon missile armament arm radio automation precision control investment finance
    financial insurance fund capital management consulting consultancy commercial commerce business economic exchange
    import export supply supplies wholesale retail distribution marketing construction building property estate real
    agriculture agricultural farm food medical medicine health pharmaceutical hospital charitable charity foundation
    relief humanitarian welfare society association organization committee council commission ministry department office
    agency administration authority union federation movement party front state national federal central public general
    special main first second third new old big great grand advanced applied experimental technical universal united
    joint stock open closed private limited liability foreign domestic overseas global world worldwide east west north
    south eastern western northern southern northwest northeast southwest southeast middle far people republic city
    province district region municipal regional autonomous branch subsidiary division unit office project program
    travel tourism hotel resort house home park garden street road building floor room port seaport sea ocean river
    lake island zone free economic star sun sky moon light green blue red white black golden gold silver future vision
    smart intelligent intelligence innovation creative wave bridge power speed line jet wing cloud micro nano quantum
    test testing repair maintenance leasing rental consortium alliance associate partner brother son trader venture
    enterprise establishment institution facility complex base station site warehouse store shop market mart
    television tv radio media press film news printing publishing book education educational training studio art
    electromechanical electronical component part device module sensor chip circuit integrated design wafer display
    lighting battery solar wind water mining mineral gem jewellery jewelry diamond textile garment apparel cotton paper
    plastic rubber glass cement tobacco wine beverage restaurant cafe casino sport club football motor auto automobile
    automotive car vehicle truck railway rail drone unmanned helicopter engine turbine pump valve pipe pipeline tool
    drilling exploration resource environment environmental ecological biotechnology biological bio gene genomic life
    supercomputing computing navigation measurement measuring process processing subsidiary number bldg po box
    cultural culture humanity peace islamic islam muslim jihad revolutionary revolution liberation martyr brigade battalion corps
    order law legal court justice social popular civil human right youth woman student veteran worker labor
    zavod nauchno proizvodstvennoe obedinenie predpriyatie konstruktorskoe byuro institut tsentr kompleks npo nii kb okb
    npp npk tic tekhnika stroi neft torgovy dom kompaniya nauka issledovatelskiy issledovatelski proekt bank
    ticaret sanayi ve dis ithalat ihracat pazarlama insaat makina lojistik havacilik danismanlik elektronik
    sherkat sanaye sanat tejarat bazargani gostar gostaresh bonyad moasseseh
    comercial comercializadora inversiones inmobiliaria constructora distribuidora agropecuaria agricola transportes
    servicios grupo compania empresa sociedad fundacion importadora exportadora internacional nacional banco casa cia
    al abu ibn bin bint umm abd haji sheikh imam mullah shahid
    mr mrs dr prof llc ltd inc jsc gmbh
""")
"""Words that any company may have in its name: they never make a name known by themselves."""

PLACES = _words("""
    beijing shanghai shenzhen guangzhou tianjin chongqing chengdu wuhan nanjing hangzhou suzhou xian harbin dalian
    qingdao jinan ningbo wuxi hefei changsha zhengzhou shenyang changchun xiamen fuzhou dongguan foshan zhuhai kunming
    nanchang nanning guiyang lanzhou urumqi taiyuan shijiazhuang hohhot yinchuan xining lhasa haikou kunshan changzhou
    yantai weihai dandong luoyang mianyang baotou guilin yangzhou nantong huizhou zhongshan jiaxing shaoxing wenzhou
    jiangsu zhejiang guangdong sichuan hubei hunan henan hebei shandong shanxi shaanxi fujian anhui jiangxi liaoning
    jilin heilongjiang yunnan guizhou guangxi gansu qinghai hainan xinjiang tibet xizang ningxia mongolia inner urumchi
    hongkong hk kowloon macau macao taipei hsinchu kaohsiung china prc sino cn peking canton yangtze
    moscow petersburg saint st sankt novosibirsk yekaterinburg kazan nizhny novgorod samara omsk chelyabinsk rostov ufa
    perm voronezh volgograd krasnodar saratov tula tomsk irkutsk khabarovsk vladivostok kaliningrad ryazan penza
    zelenograd crimea sevastopol simferopol kerch feodosia yalta donetsk luhansk siberian ural baltic caspian
    tehran isfahan mashhad tabriz shiraz qom kish qeshm karaj ahvaz bandar abbas yazd khorasan khuzestan
    dubai abu dhabi sharjah ajman deira jebel ali doha kuwait manama riyadh jeddah muscat baghdad basra damascus aleppo
    latakia beirut amman gaza jerusalem sanaa aden istanbul ankara izmir bursa antalya karachi lahore islamabad kabul
    kandahar peshawar rawalpindi delhi mumbai chennai bangalore colombo dhaka yangon rangoon pyongyang seoul tokyo osaka
    bangkok hanoi jakarta kuala lumpur manila singapore yerevan tbilisi baku minsk kyiv kiev almaty astana bishkek
    tashkent dushanbe ashgabat london paris berlin hamburg munich frankfurt zurich geneva vienna rome milan madrid
    barcelona lisbon athens limassol nicosia sofia bucharest budapest prague warsaw riga vilnius tallinn helsinki
    stockholm oslo copenhagen amsterdam rotterdam brussels luxembourg bern york angeles miami houston toronto havana
    caracas bogota mexico lima santiago buenos aires sao paulo brasilia cairo khartoum tripoli tunis algiers nairobi
    lagos johannesburg pretoria mogadishu kinshasa
    afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium belize
    bolivia bosnia herzegovina brazil bulgaria burma cambodia canada chile colombia congo costa rica croatia cuba cyprus
    czech denmark ecuador egypt estonia ethiopia finland france georgia germany greece guatemala honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kosovo kyrgyzstan
    laos latvia lebanon liberia libya liechtenstein lithuania malaysia maldives malta moldova montenegro morocco
    mozambique myanmar nepal netherlands holland nicaragua niger nigeria norway oman pakistan palestine palestinian
    panama paraguay peru philippine poland portugal qatar romania russia rwanda salvador saudi arabia senegal serbia
    seychelles slovakia slovenia somalia spain sudan srilanka sweden switzerland syria taiwan tajikistan tanzania
    thailand togo tunisia turkey turkiye turkmenistan uganda ukraine uae emirate kingdom uk usa us america britain
    england uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe asia africa europe gulf levant persian arab
""")
"""Countries, provinces and large cities: too many bear them for one to be known by them."""

DEMONYMS = {
    "afghan": "afghanistan", "algerian": "algeria", "american": "america", "argentine": "argentina",
    "armenian": "armenia", "australian": "australia", "austrian": "austria", "azerbaijani": "azerbaijan",
    "bahraini": "bahrain", "bangladeshi": "bangladesh", "belarusian": "belarus", "belgian": "belgium",
    "bolivian": "bolivia", "bosnian": "bosnia", "brazilian": "brazil", "british": "kingdom", "bulgarian": "bulgaria",
    "burmese": "burma", "cambodian": "cambodia", "canadian": "canada", "chilean": "chile", "chinese": "china",
    "colombian": "colombia", "cuban": "cuba", "cypriot": "cyprus", "czech": "czech", "danish": "denmark",
    "dutch": "netherland", "egyptian": "egypt", "emirati": "emirate", "estonian": "estonia", "finnish": "finland",
    "french": "france", "georgian": "georgia", "german": "germany", "greek": "greece", "hungarian": "hungary",
    "indian": "india", "indonesian": "indonesia", "iranian": "iran", "iraqi": "iraq", "irish": "ireland",
    "israeli": "israel", "italian": "italy", "japanese": "japan", "jordanian": "jordan", "kazakh": "kazakhstan",
    "kazakhstani": "kazakhstan", "kenyan": "kenya", "korean": "korea", "kuwaiti": "kuwait", "kyrgyz": "kyrgyzstan",
    "latvian": "latvia", "lebanese": "lebanon", "libyan": "libya", "lithuanian": "lithuania", "malaysian": "malaysia",
    "maltese": "malta", "mexican": "mexico", "moldovan": "moldova", "moroccan": "morocco", "nicaraguan": "nicaragua",
    "nigerian": "nigeria", "norwegian": "norway", "omani": "oman", "pakistani": "pakistan",
    "palestinian": "palestine", "panamanian": "panama", "peruvian": "peru", "polish": "poland",
    "portuguese": "portugal", "qatari": "qatar", "romanian": "romania", "russian": "russia", "saudi": "arabia",
    "serbian": "serbia", "singaporean": "singapore", "somali": "somalia", "spanish": "spain", "sudanese": "sudan",
    "swedish": "sweden", "swiss": "switzerland", "syrian": "syria", "taiwanese": "taiwan", "tajik": "tajikistan",
    "thai": "thailand", "tunisian": "tunisia", "turkish": "turkey", "turkmen": "turkmenistan", "ugandan": "uganda",
    "ukrainian": "ukraine", "uzbek": "uzbekistan", "venezuelan": "venezuela", "vietnamese": "vietnam",
    "yemeni": "yemen", "zimbabwean": "zimbabwe",
}  # fmt: skip
"""An adjective of nationality, and the word of the country's name by which the lists can be asked."""

ALIKE_PLACES = (
    frozenset({"china", "hongkong", "taiwan", "macau", "prc"}),
    frozenset({"russia", "ukraine", "crimea"}),
    frozenset({"burma", "myanmar"}),
    frozenset({"turkey", "turkiye"}),
    frozenset({"emirate", "uae"}),
    frozenset({"korea"}),
    frozenset({"kingdom", "uk", "britain", "england"}),
    frozenset({"america", "usa", "us"}),
)
"""Countries under which the lists put the same body now one way and now another."""

DESCRIPTORS = _words("""
    maker manufacturer producer supplier giant developer operator startup chipmaker drone surveillance spyware carrier
    provider vendor contractor exporter importer smuggler broker subsidiary affiliate unit arm entity body institution
    telecom telecommunications semiconductor chip technology tech ai genomic genetic biotech biotechnology supercomputer
    supercomputing camera memory aerospace defense military oil shipping state-owned owned state private listed
    sanctioned blacklisted restricted
    network equipment security cyber cybersecurity hacking facial recognition artificial intelligence quantum computing
    phone smartphone solar polysilicon software electronic internet it aircraft missile research institute university
    academy bank airline shipbuilder shipyard shipbuilding major leading big top-listed list-listed
""")
"""Ordinary words by which a report says what a company is ("drone maker X"). They are no part of its name when they
stand in small letters before a name in capitals."""

GIVEN_NAMES = _words("""
    james john robert michael william david richard joseph thomas charles daniel matthew anthony mark paul steven andrew
    kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric stephen jonathan
    larry justin scott brandon frank benjamin gregory samuel raymond patrick alexander jack dennis jerry tony peter
    henry arthur albert simon oliver harry leo max oscar victor martin ralph roy eugene philip bobby bruce alan adam tom
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen anna maria julia eva olga
    ivan vladimir dmitry dmitri sergei sergey andrei andrey alexei aleksei alexey mikhail nikolai igor oleg yuri yury
    pavel boris konstantin viktor vasily yevgeny evgeny anatoly roman maxim maksim denis ilya kirill artem anton
    natalia elena irina svetlana tatiana ekaterina mohammed muhammad mohammad mohamed ahmed ahmad ali hassan hasan
    hussein husayn omar abdul abdullah ibrahim khalid mahmoud mustafa yusuf reza mehdi amir hamid saeed farhad
    jose juan carlos luis jorge pedro miguel antonio manuel francisco rafael diego pablo nicolas fernando ricardo
    wei ming jian xiaoming lei jun yong bo hao hong ren yang wang li
    ismail mehmet kemal recep emre murat
""")
"""Common given names, beside those that the persons on the lists bear."""

SURNAMES = _words("""
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang
    deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lei meng
    kim lee park choi smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez
    gonzalez wilson anderson thomas taylor moore jackson martin perez thompson white harris sanchez clark lewis
    robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
    campbell mitchell carter roberts ivanov petrov smirnov kuznetsov popov volkov sokolov lebedev morozov novikov
    khan ahmed hussain hosseini mohammadi ahmadi karimi
""")
"""Common surnames, beside those that the persons on the lists bear."""
