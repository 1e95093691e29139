"""The lists of Japan and China."""

from sources.lists.info import ListInfo

_MOFCOM = "https://aqygzj.mofcom.gov.cn/"
"""Bureau of Security and Control of the Ministry of Commerce of China."""

ASIA: tuple[ListInfo, ...] = (
    ListInfo(
        id="japan-end-user",
        names=(
            "Japanese End User List",
            "Japan End User List",
            "METI End User List",
            "METI Foreign End User List",
            "Foreign End-User List",
            "Japan's End User List",
            "Japan's Foreign End User List",
            "外国ユーザーリスト",
        ),
        abbreviations=(),
        agency="meti",
        bureau=None,
        legal_basis="Foreign Exchange and Foreign Trade Act; the catch-all control of the Export Trade Control Order",
        effect=(
            "An exporter in Japan must apply for a license for goods or technology to the end user, unless it is plain that they "
            "will not be used for the weapons that the list names for it."
        ),
        effect_section="the catch-all control of the Export Trade Control Order",
        published_in="End User List of the Ministry of Economy, Trade and Industry",
        not_effect="It is not an embargo.",
        page="https://www.meti.go.jp/policy/anpo/law05.html",
    ),
    ListInfo(
        id="japan-export-ban",
        names=(
            "Japanese list of entities under the export ban",
            "Japan export ban list",
            "METI export ban list",
            "輸出等に係る禁止措置の対象となる団体",
        ),
        abbreviations=(),
        agency="meti",
        bureau=None,
        legal_basis="Foreign Exchange and Foreign Trade Act, articles 25 and 48, and the notice that designates the party",
        effect="Exports from Japan to the party and services to it need an approval, which as a rule is not given.",
        effect_section="Foreign Exchange and Foreign Trade Act, article 48(3)",
        published_in="notices and lists of the Ministry of Economy, Trade and Industry",
        not_effect="It is not an asset freeze.",
        page="https://www.meti.go.jp/policy/external_economy/trade_control/02_export/17_russia/russia.html",
    ),
    ListInfo(
        id="china-unreliable-entities",
        names=(
            "Chinese Unreliable Entity List",
            "China's Unreliable Entity List",
            "Unreliable Entity List",
            "不可靠实体清单",
        ),
        abbreviations=("UEL",),
        agency="mofcom",
        bureau=None,
        legal_basis="Provisions on the Unreliable Entity List (Ministry of Commerce, Order No. 4 of 2020)",
        effect=(
            "The measures of the announcement apply: as a rule the party may not trade with China or invest there, and its staff "
            "may be kept out."
        ),
        effect_section="Provisions on the Unreliable Entity List, article 10",
        published_in="announcements of the Ministry of Commerce of China",
        page=_MOFCOM,
    ),
    ListInfo(
        id="china-export-control",
        names=("Chinese Export Control List", "China's Export Control List", "出口管制管控名单"),
        abbreviations=(),
        agency="mofcom",
        bureau=None,
        legal_basis="Export Control Law, article 18; Regulations on the Export Control of Dual-Use Items",
        effect="Exports of dual-use items from China to the party are forbidden, and dealings under way must stop.",
        effect_section="Export Control Law, article 18",
        published_in="announcements of the Ministry of Commerce of China",
        page=_MOFCOM,
    ),
    ListInfo(
        id="china-watch-list",
        names=("Chinese Export Control Watch List", "China's Export Control Watch List", "关注名单"),
        abbreviations=(),
        agency="mofcom",
        bureau=None,
        legal_basis="Regulations on the Export Control of Dual-Use Items, article 26",
        effect=(
            "Exporters in China get no general license for dual-use items to the party and must hand in a risk assessment with each "
            "application."
        ),
        effect_section="Regulations on the Export Control of Dual-Use Items, article 26",
        published_in="announcements of the Ministry of Commerce of China",
        not_effect="It is not an export ban.",
        page=_MOFCOM,
    ),
    ListInfo(
        id="china-countermeasures",
        names=("Chinese list of countermeasures", "China's list of countermeasures", "反外国制裁反制清单", "反制清单"),
        abbreviations=("AFSL",),
        agency="mfa-china",
        bureau=None,
        legal_basis="Anti-Foreign Sanctions Law",
        effect="The countermeasures of the decision apply, such as a freeze of property in China, a ban on dealings or on entry.",
        effect_section="Anti-Foreign Sanctions Law, article 6",
        published_in="decisions of the Ministry of Foreign Affairs and other bodies of China",
        page="https://www.mfa.gov.cn/",
    ),
)
