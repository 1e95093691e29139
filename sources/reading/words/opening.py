"""Words that may stand before the subject of a sentence and turn it against, or put it beside, the one before."""

OPENING = (
    r"(?:(?:Rather|Instead|Meanwhile|Separately|Later|Then|Finally|Also|However|Additionally|Moreover|"
    r"Further|Furthermore|Likewise|"
    r"In addition|By contrast|In its place|In their place|At the same time|In the same (?:rule|notice|action|order)|"
    r"On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|On that day|That day|Today),? )"
)
"""One of them, with its comma and blank."""
