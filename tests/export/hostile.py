"""Words as nobody should publish them: markup of both formats, controls, and whatever else fits on a line."""

from hypothesis import strategies as st

NASTY = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style>", "</title>", "<!--", "-->", "]]>", "<b>",
    "\" onmouseover=\"alert(1)", "' autofocus onfocus='x", "&lt;i&gt;", "&#60;", "&amp", "<a href=javascript:x>y</a>",
    "[a](javascript:x)", "![a](http://x.example/y.png)", "<http://x.example>", "[a]: http://x.example", "**", "__a__",
    "*a*", "`a", "``", "~~a~~", "| a |", "|---|", "\\", "\\|", "\\\\", "# a", "- a", "- [ ] a", "1. a", "> a", "---",
    "+ a", "=", "    a", "$a$", "{a}", ":tada:", "\u202eabc", "\u2066", "\x1b]52;c;aGk=\x07", "\x9b31m", "\x00",
    "\ufeff", "\u00ad", "\u200b", "a\u0301", "\U0001f600", "\u05d0\u05d1", "\u4e2d",
)  # fmt: skip

words = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=8)), min_size=1, max_size=6).map(
    lambda parts: "w" + " ".join(" ".join("".join(parts).split()).split("\t")) + "w"
)
"""On one line, as the door leaves them at worst; a letter at both ends, so that something is always to be seen."""
