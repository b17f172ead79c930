"""Words that end in a full stop without ending a sentence, in groups that follow different rules. Small letters."""


def _words(text):
    return frozenset(text.split())


# a name or a number follows: never the end
TITLES = _words("""
mr mrs ms mme mlle dr drs prof gen sen sens rep reps gov govs lt col sgt capt cpl pvt cmdr cdr adm maj brig
rev hon fr st ste sr mt ft pres amb supt insp det sec vs v cf eg e.g ie i.e viz ca al-q rt ven msgr atty asst
dep""")

# only before a figure: "No. 1", "Jan. 5"
BEFORE_FIGURES = _words("""
no nos art arts sec para paras p pp fig figs vol vols ch jan feb mar apr jun jul aug sep sept oct nov dec est op""")

# may end a sentence, but mostly do not: only before a word that often begins one
OFTEN_INSIDE = _words("""
inc corp co ltd llc plc bros jr sr esq etc dept univ assn ave blvd rd hwy intl govt min max sq
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn
tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va d-n.y d-calif r-ky r-s.c
a.m p.m ph.d m.d b.a m.a d.c""")

ALL = TITLES | BEFORE_FIGURES | OFTEN_INSIDE

# words that begin sentences far more often than they follow an abbreviation inside one
BEGINNERS = _words("""
a after all although also among an and another any as asked at because before both but by d despite during each earlier
even every few following for from given he her here his how however i if in instead it its it's last later like many
meanwhile more moreover most mr mrs ms much my neither next no nor not nothing now of on once one only or other others
our over perhaps she since so some soon still such that that's the their then there there's these they they're this
those three through thus to today two under unless unlike until we we're what what's when where whether which
though while who why will with without would yet you you're your""")
