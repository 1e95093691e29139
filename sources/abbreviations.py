"""Words that decide whether a full stop ends a sentence."""


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


NEVER = _words(
    """
    mr mrs ms mx messrs dr prof sen sens rep reps gov govs gen lt col maj capt cpt sgt cmdr adm amb rev hon pres
    supt atty vs v viz cf approx resp incl excl e.g i.e a.k.a f.k.a n.k.a d.b.a c.f aka fka dba ft mt
    """
)
"""After these a sentence never ends."""

NUMBERED = _words(
    """
    no nos ca p pp art arts vol vols sec secs fig figs para paras ch pt supp suppl app ex cl ref tel rm pub
    """
)
"""Abbreviations when a number or a sign follows, words otherwise ("No. 4" and "No. We did not.")."""

CITED = _words("reg regs stat fed cong sess rptr supp")
"""Parts of legal citations: "Fed. Reg. 34503", "116 Stat. 2135", "F. Supp. 2d"."""

COMPANY = _words(
    """
    inc ltd co corp llc llp lp plc gmbh bros pte pty sdn bhd pvt jsc ojsc pjsc cie mfg intl sci ind
    inds eng ent univ inst dept assn ass'n grp hldgs natl nat'l int'l govt gov't s.a n.v b.v s.r.l
    s.p.a k.k a.g l.l.c l.p s.a.s
    """
)
"""Legal forms and words shortened in names. They may end a sentence as well as a name."""

MAYBE = _words(
    """
    jr sr esq al st ave blvd rd bldg hwy jan feb mar apr jun jul aug sep sept oct nov dec ariz ark calif colo conn
    del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    ala mon tue tues wed thu thur thurs fri sat sun
    """
)
"""May end a sentence, if a word follows that usually opens one. Only when written with a capital (not "al", "st")."""

OPENERS = _words(
    """
    a about above according accordingly additionally after again all also although among an and another any are as
    asked at because before beginning besides both but by can consequently could despite did do does during each
    earlier effective even every few finally first following for four from further furthermore given had has have
    he her here his how however i if in including indeed instead is it its later last many meanwhile moreover most
    much neither nevertheless no nor not nothing now of on once one only or other our over please previously
    rather recently second separately several she should similarly since so some still such that the their then
    there therefore these they third this those three though through thus to today together two under unless until
    upon was we were what when where whether which while who why with within without would yet yesterday you your
    """
)
"""Words that open sentences and hardly ever go on a name."""
