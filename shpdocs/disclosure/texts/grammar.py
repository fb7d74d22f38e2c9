"""The small words by which a sentence hangs together. What is spoken of stands in people_words.toml."""

from __future__ import annotations


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _words("the these those our their his her its all this that such said a an of")
SHORT = _words(  # a full stop after one ends no sentence
    """
    no nos fig figs sec para paras p pp s ss art sch ch vol ref app tel ext reg regs approx incl inc eg ie vs cf ca dr mr mrs ms st avg max
    min g e
    """
)
PRONOUNS = _words("them whom which us you")
STOPS = _words(  # no noun that a number counts stands behind one
    """
    for with in at from by to on and or which that but including as is through under over per was were are be been has have had do does
    did will would may might can could should must who whose whom where when while after before since until during without within
    between among against because if so than then they he she it we not also still now already via into onto off out up down about
    across around despite however inside outside
    throughout beyond upon near behind following plus minus alongside therefore thus came went got gave took left made told said
    """
)
BE = _words(  # a number before one is what a sentence is about: '3 were adopted'
    """
    was were is are has have had been be being did do does will would could may also then still now not since remain remains remained
    never both already later went came got all each successfully currently no can't couldn't didn't don't doesn't hadn't hasn't haven't
    isn't wasn't weren't won't wouldn't cannot can should must need
    """
)
WITH = _words(  # a number before one may go back to what was named: 'one in prison', 'two with children'
    """
    in with aged under over from for on by at to who whose without outside through out into as when while whom known subject due
    because off this last within
    """
)
PREPOSITIONS = _words("with for to by from in at on across between among through about within under")
SAYS = _words(": = | was were is are totalled numbered reached equals stands stood totalling total – -")
CHANGES = _words(
    """
    tripled quadrupled halved doubled trebled stand stood fell rose reduced increased decreased dropped down up compared against versus
    shrank shrunk dwindled slid slipped slumped plunged plummeted tumbled sank climbed jumped leapt swelled soared crept lowered cut
    vs grew went fallen risen remains remain remained stays stayed stands decrease increase reduction drop rise fall
    """
)
MORE = _words("more others further else additional")
REST = _words(
    """
    other others remaining last rest further additional only just another extra final more minority majority handful few some several many
    most younger older youngest oldest eldest elder latest same first next bar but except save
    """
)
DEFINED = _words("defined classed counted deemed assumed meant regarded")
CUMULATIVE = _words("grew grown ytd cumulative cohort caseload open date list register")
PASTS = _words(  # irregular ones, of what people do
    """
    found gained became began broke bought built chose drank drove ate fell felt fought gave got had heard held hid kept knew led let lost
    met paid put quit ran said sat saw sent set slept sold spent spoke stole swore taught thought threw told understood woke wore won
    went came left took made cut hit hurt brought sought stuck shown given taken known grown
    """
)
PRESENTS = _words(  # what people do: no noun follows a number over such a word
    """
    hold carry live want need have use work sleep speak drink smoke inject hope wish prefer know belong remain stay report say feel attend
    engage receive get take make go come suffer own rent share claim deny admit agree refuse keep lack face beg volunteer study care
    """
)
SCORES = _words("score scored scores rate rated rates scale marked mark grade graded ranked")
RATINGS = _words("red amber green")
UNDONE = _words("not none other others rest unknown under over remaining non no prefer stated elsewhere waiting aged suitable unsuitable")
TOTALS = _words("all total were had only just have against versus vs totalling with now currently including leaves leaving")
STARTS = STOPS | REST | TOTALS | DETERMINERS | _words(", ( ) : - – • there now just only exactly these those we")
GENERAL = _words("if when where whether whenever once unless who which what should every each any before until because")
MODALS = _words("need can could may might must should will would shall is are does do needs wants cannot can't won't")
BEEN = _words("been not now since also already never")
AVERAGE = _words("average typical usual first only single lone sole last next second third fourth whole")
ROLES = _words(  # a pronoun that follows one is of somebody who is there for the work
    """
    chair chairman mayor officer commander minister manager coordinator co-ordinator worker director sergeant inspector constable councillor
    cllr lead leader advocate judge author trainer teacher doctor nurse mentor commissioner superintendent pc sgt insp dr headteacher
    speaker professor mp secretary chief head coroner poet actor supervisor caseworker idva solicitor counsellor member host
    """
)
STAFF = _words(
    """
    pcso pcsos pc pcs idva idvas nurses guard guards staff clerk clerks paramedic paramedics chaplain constables sergeants bailiffs priest
    priests imam imams rabbi rabbis clergy
    """
)
TITLES = _words("mr mrs ms miss")
AGES = _words("aged age ages turned turns turning")
YEARS_OLD = _words("yoa year-old yr-old yo old")
THOSE_OF_AN_AGE = _words("year-olds yr-olds olds")
NEAR = _words("last this next previous each per")
DOES = _words("to we they will can could should would may must also not")
LED = _words("led centred centered focused based related facing specific blamed blaming")
GRAVE = _words(  # what happens to a person, one of which is told
    """
    death homicide murder suicide stabbing shooting rape killing overdose manslaughter femicide drowning kidnapping abduction arrest
    referral conviction disclosure eviction deportation miscarriage stillbirth relapse birth loss victim
    """
)
TURNOUT = _words("attendance turnout headcount caseload intake uptake")
THEIRS = _words("their his her himself herself themselves")
FIGURES = _words(
    "rate rates type number numbers count counts total totals figure figures breakdown data source origin reason reasons outcomes outcome"
)
YEAR_BEFORE = _words("in for during since fy year to between from by until end throughout of quarter")
ENTRIES = _words(  # what people do first: of those, some went on
    """
    applied sought requested started began commenced joined enrolled entered referred offered invited approached contacted asked assessed
    screened identified eligible heard sent seen allocated came attended registered booked signed
    """
)
STARTERS = _words("starters starts entrants joiners enrolments sign-ups enrolled referrals presentations invitations")
ENDERS = _words("completers completions finishers graduates engagers attenders leavers adoptions acceptances")
BUT = _words("but bar barring except excepting excluding save apart aside")
ALL = _words("all everyone everybody every each nobody none anyone")
ALONE = _words("parent mother father mum dad")  # 'a single parent' counts nobody
NO_ORDER = _words("start chance party sector hand time phase stage -")  # 'third party', 'first time'
WEEK = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues
    wed thu thur thurs fri sat sun weekday weekdays weekend weekends day week school term
    """
)
OPEN = _words("open opens opened opening run runs ran running call ring staffed available")  # of hours: 'runs from 1 to 3'
OF_A_PERSON = _words(  # whatever it is for: 'robbery arrests'
    "arrest arrests recall recalls conviction convictions caution cautions victim victims suspect suspects offender offenders"
)
ENDS_OF_THINGS = _words(  # of nouns, in the singular
    """
    tion sion ment ness ity ship age ance ence ism ing ure graphy graph logy omy hood acy ncy ory ery work ware day way room house line
    land side ground shop book board point box card sheet time paper page pack back down ette scope gram phone meter metre
    """
)
NO_NOUNS = _words(  # though they end as nouns for people do
    """
    abundant after afterwards agree aims always another answer begins besides better bigger brilliant broader cheaper clearer closer
    closes comes compares consider constant cover covers deeper deliver differ disagree discover distant does dominant dormant
    downwards earlier easier either elegant ends enter ever exterior faster follows foresee former free further gets gives goes greater
    harder has helps hers higher however important includes inferior inner instant inter interior junior keeps larger later latter
    leads longer lower major makes means nearer needs neither never newer offer older onwards opens other ours outer over overseas
    oversee per perhaps poor poorer prefer prior proactive proper provides quicker rather redundant refer relevant reluctant remains
    remember requires richer runs says seems sees senior sets shorter shows significant slower smaller sometimes sooner starts stricter
    stronger suffer super superior supports takes tells theirs tighter together towards under upper upstairs upwards uses vacant wants
    weaker whether wider winter works writes younger yours
    """
)
