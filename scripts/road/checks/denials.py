"""How often a text denies something, counted so that a Chinese one and its English can be held against each other.

Only what surely denies counts in Chinese; in English whatever may, so that an honest telling is never short of words.
"""

from __future__ import annotations

import re

# 不到50元, 不到医药费的一半: less than that, no denial.
SMALLER = r"到[\d约一二两三四五六七八九十百千]|到[^，。；、]{0,10}(?:一半|\d[\d.]*[%元倍]|[一二三四五六七八九]成)"
_LIMITS = "[得能应可宜]?(?:超过|超出|低于|高于|少于|多于|小于|大于|突破)|超|低|高"
# Words with 不, 未, 没 or 无 that deny nothing, or that English says in a word of its own (不规范: improper).
_IDLE = (
    "断同良足仅论管变等满含少错但久过妨分便当实明漏外力懈",
    "打折|动产|就低|可抗力|规范|合理|准确|放松|可或缺|[得能应可宜]?(?:留|遗漏|落)",
)
_DENIED = re.compile(
    rf"(?<![差毫])不(?!{SMALLER}|{_LIMITS}|[{_IDLE[0]}]|{_IDLE[1]})|未(?!来|成年|满|尽|经|办的)|(?<!有)没"
    "|(?<!有)无(?!障|法定|论|偿|关|缝|人|接触|纸|线|菌|创|痛|症|业|后)"
)
_A_OR_NOT = re.compile(r"(.)不\1")  # 是不是: whether
_TOLD = re.compile(r"\b(?:no|not|nor|never|none|nobody|nothing|neither|cannot|without|non\w*)\b")
_OR = re.compile(r"\b(?:no|not|without|never|cannot)\b(?:[ ,][\w’'-]+){1,6},? or ")  # not A or B: 不A、不B
# English that may stand for a "not", unless Chinese words of its own stand for it.
_MAY = tuple(
    (re.compile(zh), re.compile(rf"\b(?:{en})"))
    for zh, en in (
        (
            "不(?:规范|合理|准确|便|当|实|足|良|明|含)|无人|未成年|未经",
            r"un(?!it|ion|der|til|ive|if|iq)|im(?:proper|possible)|irregular|ineligible|dis(?:agree|allow|qualif|satisf)"
            "|in(?:accurate|complete|valid|sufficient|adequate|capable|ability)",
        ),
        ("外", "outside|beyond"),
        ("除|以外", "except(?!ional)|other than|excluding|apart from"),
        ("停", "stop"),
        ("终|止|结束|期满|底|死", r"ends?\b|ended"),
        ("减|降", "reduc"),
        ("除|移|退|删|出", "remov"),
        ("取消|废", "abolish|lift"),
        ("免", "exempt|waive|free"),
        ("禁", "ban|forbid|prohibit"),
        ("拒", "refus|declin"),
        ("差|异", "differ"),
        ("缺|少|漏", r"lack|miss(?:es|ed|ing)?\b"),
        ("零", "zero"),
        ("排除", "exclu"),
        ("论|管", "regardless|irrespective|whatever"),
        ("失|败", "fail"),
        ("代替|而", "rather than|instead of"),
        ("仍|继续|照", "still|remain|keep|kept"),
        ("只|仅", r"only\b"),
    )
)


def denied_in_chinese(text: str) -> list[str]:
    """Every word that surely denies something."""
    return _DENIED.findall(_A_OR_NOT.sub(r"\1\1", text))


def told_in_english(en: str, zh: str) -> int:
    """How many words of the English, in small letters, may stand for a denial in the Chinese."""
    sure = len(_TOLD.findall(en)) + len(_OR.findall(en))
    return sure + sum(max(0, len(said.findall(en)) - len(own.findall(zh))) for own, said in _MAY)
