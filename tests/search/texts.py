"""Texts that are hard to take apart, for property tests: every script, joint, space and oddity of Unicode."""

from hypothesis import strategies as st

_PIECES = (
    *("don't", "can’t", "firm's", "they'LL", "l'eau", "'tis", "U.S.", "e.g.", "a.b.c", "a.b.", "É.U.", "a..b", "İ.ı"),
    *("1,200.5", "3.5", "1,20", "12,345,678", "1.2.3", "1,200,", "٣.٥", "၁.၂", "1၂.5", "snake_case", "_", "__a_"),
    *("café", "cafe\u0301", "naïve", "Straße", "ŒUVRE", "ﬁn", "Ａｂ", "русский", "и\u0306", "Ёлка", "Ευρώπη"),
    *("عربي", "العربيّة", "עִבְרִית", "हिन्दी", "தமிழ்", "ไทย", "ກຂ", "မြန်မာ", "ខ្មែរ"),
    *("日本", "東京都", "増長3.5％", "年1,200", "中.国", "中't", "a中b"),
    *("サーバー", "か\u3099", "서울에서", "𠀀𠀁", "𝒜𝒷", "😀"),
    *("👩\u200d🚀", "क\u200dष", "a\u200cb", "it's\u0301", "U.S\u0301"),
    *("x" * 64, "y" * 65, "z" * 130 + "'s", "Z" * 64 + "é", "1.2" * 40, "日" * 70, "abcdefgh", "abcdefghi", "abcdefg"),
    *(" ", "\n", "\t", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u2003", "\u2028", "\u3000", "\ufeff"),
    *("\x00", "\x1f", "\x7f", "\ud800", "\udc00", "\ud83d", "\ude00", "\ue000", "\U0010ffff", "\u00ad"),
    *("²", "½", "ſ", "K"),
    *(".", ",", "'", "’", "-", "/", "@", "’s", "'t", ".a", ",000", "a", "I", "s", "0", "9", "é", "\u0301", "\u093f"),
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(_PIECES), st.sampled_from(" .,'’_aA1é日क"), st.text(st.characters(), max_size=3)),
    max_size=24,
).map("".join)
LANGUAGES = st.sampled_from(
    [None, "", "ar", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "nb", "pt-BR", "ro", "ru", "sv", "tr", "ja"]
)
