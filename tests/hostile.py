"""Texts that would do harm if they were taken for markup, for a script, or for one of our names."""

HOSTILE_TEXTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</strong></div></form></live-calculator><script>",
    "&lt;b&gt;&amp;&#60;script&#62;",
    "javascript:alert(1)",
    "{model} {0} %s %(x)s ${x} `x`",
    "]]><!--><?php",
    "\x00\x01\x1b\u202e\ufeff\ud800",
    "\r\n\t\x0b",
    "__proto__",
    "constructor",
    "<live-calculator name=experts id=other></live-calculator>",
    "<base href=//elsewhere.invalid><meta http-equiv=refresh content=0>",
    "<style>@import '//elsewhere.invalid'</style>",
    "<a href=javascript:alert(1) onfocus=alert(1) autofocus>",
    "<template data-inputs=''></template>",
    "-" * 100,
]
