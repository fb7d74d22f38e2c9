"""Small numbers of people in what was written. The sentences are made up, apart from those of the two published papers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.search import Sought, small_numbers_in
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.people_words import OwnWords
from shpdocs.model.returns import Json
from tests.support import ROOT

DEMO = ROOT / "shpdocs" / "demo"
RULE = SmallNumbers()

FOUND = (
    "There were 3 victims.",
    "Four young people were helped.",
    "One person was charged.",
    "One of the victims has moved away.",
    "The panel heard 2 domestic homicide reviews.",
    "3 DVPO's were sought.",
    "1. The team helped 2 families.",
    "Arrests: 3",
    "Referrals fell from 12 to 4.",
    "Victims (2) were seen again.",
    "Of the 60 orders, 2 rejected.",
    "22 out of 25 clients stayed.",
    "Completions were 17/19 for clients.",
    "Of 25 clients, 96% stayed.",
    "96 per cent of 25 stayed.",
    "Two were arrested.",
    "In all, under five victims came forward.",
    "THREE VICTIMS WERE SEEN.",
    "Twenty-four of 25 clients stayed.",
    "Made up.\n- 4 children were placed",
)
NOT_FOUND = (
    "There were 12 victims.",
    "The meeting of 4 March 2024 went well.",
    "In Q3 the victims were asked.",
    "2) Victims were asked.",
    "Phase 2 victims will be asked.",
    "It has 4 sub-groups.",
    "Victims gave £3 each.",
    "3% of victims moved.",
    "A 4 week operation found burglars.",
    "Children under 5 were left out.",
    "One-to-one meetings with clients were held.",
    "Two case workers began, and one family support worker.",
    "One in four people were asked.",
    "Year 1, 2 and 3 deliverables were agreed.",
    "The rate rose to 0.4 for each person.",
    "65 clients out of 93 stayed.",
    "11 of 12 months are done.",
    "All 13 clients (100%) stayed.",
    "Victims' families met at 3 pm.",
    "No one was hurt, and the 2 schools were told.",
    "A survey goes to four thousand households.",
    "Two hundred victims were asked, and 3 million people were not.",
)


@pytest.mark.parametrize("text", ["Twelve victims were seen.", "ninety-nine people", "Arrests: sixty"])
def test_a_number_in_words_is_found_up_to_the_highest_threshold(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers(100))
    assert not small_numbers_in(text, SmallNumbers(12))


@pytest.mark.parametrize("text", FOUND)
def test_a_small_number_of_people_is_found(text: str) -> None:
    assert len(small_numbers_in(text, RULE)) == 1


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_small_numbers_are_left_alone(text: str) -> None:
    assert small_numbers_in(text, RULE) == ()


def test_the_threshold_is_that_of_the_rule() -> None:
    assert small_numbers_in("There were 7 victims and seven victims.", RULE) == ()
    assert small_numbers_in("There were 7 victims.", SmallNumbers(8)) == ("There were 7 victims.",)
    assert small_numbers_in("There were seven victims.", SmallNumbers(8)) == ("There were seven victims.",)


def test_a_suppressed_figure_is_found_whatever_stands_beside_it() -> None:
    assert small_numbers_in("We made 27 visits.", RULE, Sought(frozenset({27}))) == ("We made 27 visits.",)


def test_a_suppressed_percentage_is_found_as_a_percentage_alone() -> None:
    assert small_numbers_in("We met 12 times and stood at 12.5%.", RULE, Sought(percentages=frozenset({12}))) == (
        "We met 12 times and stood at 12.5%.",
    )
    assert small_numbers_in("We met 12 times.", RULE, Sought(percentages=frozenset({12}))) == ()


def test_an_excerpt_is_some_sixty_characters_in_whole_words() -> None:
    text = f"{'Made up words go on and on. ' * 9}There were 3 victims here. {'Made up words go on and on. ' * 9}"
    (excerpt,) = small_numbers_in(text, RULE)
    assert "There were 3 victims" in excerpt
    assert excerpt[0] == excerpt[-1] == "…"
    assert 50 < len(excerpt) < 85


NOBODY = ("Nobody was charged.", "No victims came forward.", "None of the children were hurt.", "Arrests: 0", "No one was arrested.")


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_found_where_zeros_are_suppressed(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers(zero="suppress")) == (text,)
    assert small_numbers_in(text, RULE) == ()


@pytest.mark.parametrize("text", ["None of the actions are overdue.", "No meetings were held.", "Zero tolerance for abuse of residents."])
def test_no_things_are_left_alone_where_zeros_are_suppressed(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers(zero="suppress")) == ()


@pytest.mark.parametrize("text", ["2, both from schools.", "There were 2.", "2 (9 in Q1).", "It is 4."])
def test_a_number_that_names_nothing_is_of_people_where_the_figure_is(text: str) -> None:
    assert small_numbers_in(text, RULE, Sought(is_about_people=True)) == (text,)
    assert small_numbers_in(text, RULE) == ()


@pytest.mark.parametrize(
    "text", ["Down to 2 from 9.", "Only 1 this quarter.", "A further 2 await trial.", "The others (4) declined.", "in custody: 2"]
)
def test_a_number_that_names_nothing_is_of_people_where_no_thing_is_named(text: str) -> None:
    assert small_numbers_in(text, RULE) == (text,)
    assert small_numbers_in(f"We held 12 meetings about barriers. {text}", RULE) == ()


RESTS = (
    "18 started, 16 finished.",
    "Seen 41, referred 38.",
    "14 referrals (13 F)",
    "Of sixteen, fourteen were men.",
    "Sixteen people came. Fourteen were men.",
    "22 persons: racial 15, homophobic 5, the rest faith.",
    "A total of 57 people came, 53 of them by phone.",
    "The cohort grew to 26 (Q2: 24).",
    "All 14 were men apart from one.",
    "Apart from one, all the victims were women.",
)


@pytest.mark.parametrize("text", RESTS)
def test_what_is_left_of_people_counted_nearby_is_found(text: str) -> None:
    assert small_numbers_in(text, RULE)


@pytest.mark.parametrize(
    "text", ["46 from police, 44 from health.", "46 opened, 44 closed.", "Q1: 64 victims. Q2: 62 victims.", "64 men, 62 women."]
)
def test_numbers_side_by_side_leave_no_rest(text: str) -> None:
    assert small_numbers_in(text, RULE) == ()


PERSONS = (
    "In Made-up Lane a tenant was served with an injunction.",
    "The complainant has asked to be moved.",
    "She is eight months pregnant.",
    "Suspect (M, 41) arrested.",
    "Client, 52, has left.",
    "A death in custody was reported.",
    "Police arrested a man.",
    "The youngest victim was nine.",
    "The remaining gang member was charged.",
)
ANYBODY = (
    "A victim can ask for an advocate.",
    "If a child is hurt we act.",
    "Ask what she wants.",
    "The victim support contract was let.",
    "The Chair said she was pleased.",
    "Two adults must be present.",
    "Up to three children per family may attend.",
    "Teams of four people hear appeals.",
)


@pytest.mark.parametrize("text", PERSONS)
def test_one_person_who_is_told_of_is_found(text: str) -> None:
    assert small_numbers_in(text, RULE)
    assert small_numbers_in(text, SmallNumbers(threshold=1)) == ()


@pytest.mark.parametrize("text", ANYBODY)
def test_what_is_so_of_anybody_is_left_alone(text: str) -> None:
    assert small_numbers_in(text, RULE) == ()


@pytest.mark.parametrize(
    ("table", "is_found"),
    [
        ("Ward | Victims\nHayes | 12\nIckenham | 2", True),
        ("Ward | Visits\nHayes | 12\nIckenham | 2", False),
        ("Victims | Q1 | Q2\nHayes | 12 | 2", True),
    ],
)
def test_a_cell_of_a_table_is_of_what_heads_it(table: str, is_found: bool) -> None:
    assert bool(small_numbers_in(table, RULE)) is is_found


@pytest.mark.parametrize("text", ["Rose from 12 to 31 after 2 workshops.", "We held 3 meetings.", "1. Meet the lead.", "As in Q3."])
def test_what_names_a_thing_is_left_alone_where_the_figure_is_of_people(text: str) -> None:
    assert small_numbers_in(text, RULE, Sought(is_about_people=True)) == ()


def test_an_excerpt_is_the_text_as_written_signs_that_nobody_sees_and_all() -> None:
    text = "There were \uff13 vic\u00adtims."
    assert small_numbers_in(text, RULE) == (text,)


WORDS = st.sampled_from(
    [
        *["3", "4", "1", "0", "(", ")", ":", ",", ".", "/", "-", "–", "%", "x", "|", "£", "'"],
        "\n",
        "victims",
        "of",
        "the",
        "both",
        "a",
        "one",
        "two",
        "was",
        "to",
        "in",
        "from",
        "May",
        "all",
        "but",
        "apart",
        "exception",
        "every",
        "fifth",
        "couple",
        "aged",
        "nurse",
        "year",
        "s",
        "x",
        "her",
        "cases",
        "starters",
        "half",
        "them",
    ]
)


@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=14).map("".join)))
def test_any_text_is_read(text: str) -> None:
    for rule in (RULE, SmallNumbers(zero="suppress")):
        assert all(small_numbers_in(text, rule, Sought(frozenset({3}), frozenset({4}), is_about_people=True)))


@pytest.mark.parametrize(
    "repeated",
    [
        "3 ",
        "3 victims ",
        "a 3, ",
        "victims: a 3, ",
        "4% of ",
        "1 and ",
        "3 (",
        "3\n",
        "3 of the ",
        "3",
        "both ",
        "3/4 ",
        "3,",
        "a-",
        "a-\n",
        "half the ",
        "total 3 victims, ",
        "the man was ",
        "a | 3\n",
        "3 victims, the rest ",
        "cohort 3, ",
        "18 started, 16 stayed, ",
        "in two cases ",
        "all but a ",
        "every fifth client of 20 ",
        "with one exception ",
        "boys aged 12, 14, ",
        "a nurse and her ",
        "orders 3, 4 to ",
        "starters 15, completers 12, ",
    ],
)
def test_reading_takes_time_by_the_length_of_a_text(repeated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    word = Reader.word

    def counted_word(reader: Reader, at: int) -> str:
        looks.append(at)
        return word(reader, at)

    monkeypatch.setattr(Reader, "word", counted_word)

    def looks_at(times: int) -> int:
        looks.clear()
        small_numbers_in(repeated * times, RULE)
        return len(looks)

    assert looks_at(400) <= 4.5 * looks_at(100) + 1000


def _texts(answers: Json, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(answers, dict):
        for key, one in answers.items():
            yield from _texts(one, f"{at}/{key}")
    elif isinstance(answers, list):
        for number, one in enumerate(answers):
            yield from _texts(one, f"{at}/{number}")
    elif isinstance(answers, str):
        yield at, answers


def test_what_is_found_in_the_two_published_papers() -> None:
    found = {
        f"{path.parent.name}/{path.stem}{at}": small_numbers_in(text, RULE)
        for path in sorted(DEMO.glob("*/*.toml"))
        for at, text in _texts(tomllib.loads(path.read_text(encoding="utf-8")))
    }
    assert {where: excerpts for where, excerpts in found.items() if excerpts} == {
        "2017-18-Q3/domestic-abuse/measures/repeat-victims/activity": (
            "…Law with 11 applications made and actioned, with one not made.",
            "There has been 4 DVPNs sought and approved with 4 served.",
            "There has been 3 DVPOs approved and 2 rejected.",
        ),
        "2017-18-Q3/drugs-and-alcohol/measures/dip-not-rearrested/progress": (
            "…cohort of 25 clients who fully engaged with DIP, 96% had not been arrested…",
        ),
        "2017-18-Q3/partnership/measures/cr-marac/activity": (
            "…accepted 16 new referrals (2 referrals were sign-posted to the DA MARAC);",
        ),
    }


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("½ of the eight women", "½ of the 80 women"),
        ("⅓ of the nine men", "2½ hours of training for officers"),
        ("II victims", "Phase II victims"),
        ("III suspects were charged", "IV drug users were seen at the clinic"),
        ("Seven fewer people than last quarter's ten were stabbed.", "Seven fewer people than last quarter's 210 were stabbed."),
        ("No. of clients .... 3", "Pages .... 3"),
        ("Victims fell from four to one.", "The ratio of visits was four to one."),
        ("Suspects [4]", "They were asked for their views [3]"),
        ("One of the borough's four victims moved.", "One of the borough's four libraries hosted the hate crime display."),
        ("2 fare-dodgers were seen", "2 fly-tips cleared"),
    ],
)
def test_signs_that_stand_for_numbers_and_for_what_leads_to_them_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("2nd (and last) patient of the year", "2nd (and last) meeting of the year"),
        ("The eighth and ninth victims came forward.", "The eighth and ninth floors were searched."),
        ("All 16 agreed apart from a mother and her daughter.", "All 16 streets were cleaned apart from a lane."),
        ("With the exception of a 15-year-old girl, all were adults.", "With the exception of a lane, all were lit."),
        ("All 22 tenants signed, other than a couple on the top floor.", "Everyone is welcome except a child who may be ill."),
        ("one girl in six, from a group of 18 girls", "one girl in six, from a group of 180 girls"),
        ("every fifth client (of 20) was pregnant", "every fifth client (of 2,000) was pregnant"),
        ("one out of every six of the 18 mentees", "one out of every six of the 1,800 mentees"),
        ("Stalking protection orders in force: 2", "Public space protection orders in force: 2"),
        ("Breaches of licence: 3", "Licensing breaches: 3"),
        ("Attacks: 2", "Attacks on buildings: 2"),
        ("IV victims were named.", "IV drug users were named."),
        ("Perpetrators convicted – iii", "Section II – III"),
        ("Victims 12 → 3", "Streets 12 → 3"),
        ("clients 31, 28, 4 (Q1 to Q3)", "streets 31, 28, 4 (Q1 to Q3)"),
        ("How many were children? 2", "How many were meetings? 2"),
        ("a 3-person gang", "a 3-person panel"),
        ("half of a group of 8 fathers", "half of a group of 80 fathers"),
        ("two (maybe three) offenders", "two (maybe three) meetings"),
        ("four 18-to-24-year-olds", "12-to-15-year-olds"),
    ],
)
def test_exclusions_rates_orders_and_rows_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("Two bus drivers were assaulted on the 222.", "Two bus drivers were trained on the 222."),
        ("A security guard was stabbed.", "A security guard was hired."),
        ("Two PCSOs have been injured.", "Two PCSOs may be injured by such doors."),
        ("A taxi driver was the victim of a hate crime.", "A taxi driver was the speaker."),
        ("Suspects searched: 4", "Premises searched: 4"),
        ("Lost contact: 2", "Blades recovered – 2"),
        ("Unplanned exits: 3", "Emergency exits: 3"),
        ("Fatal: 1, serious: 7", "Average age: 4"),
        ("Victim(s): 3", "Leaflet(s): 3"),
        ("Adult(s) 1, child(ren) 3", "Street(s) 1, alley(s) 3"),
        ("Charged x2", "Gates x2"),
        ("NRPF x 3", "Mopeds x 3"),
        ("High risk 2, medium 14, standard 61 (clients)", "High risk 2, medium 14, standard 61 (buildings)"),
        ("Of nine victims referred to the NRM, seven received positive decisions.", "Of nine streets, seven received new lights."),
        ("Take-up among fathers was low, at three.", "Take-up of grants was low, at three."),
        ("Site | Clients | Completed\nNorth | 21 | 3", "Site | Leaflets | Completed\nNorth | 21 | 3"),
        ("2 of 4 suspects fled", "Meeting 2 of 4"),
        ("The cohort lost four members.", "The board lost four members."),
        ("NRM refs 4", "Refs 4 and 5"),
        ("Moved out of area 2", "Area 2"),
        ("Ethnicity: Punjabi 3, English 41", "Language of leaflets: Punjabi 3, English 41"),
    ],
)
def test_who_was_harmed_at_work_and_what_heads_a_number_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("Boys aged 12, 14 and 15 were taken home.", "Streets 12, 14 and 15 were taken in turn."),
        ("Brothers, 12 and 14, were found.", "Children aged 3 and 4 may come."),
        ("That client has since disengaged.", "That client group has since grown."),
        ("3 U18", "3 U18 teams"),
        ("2 (75+)", "Seats for 2 (75 cm)"),
        ("In two cases the victim withdrew.", "In two cases the road was closed."),
        ("Completions – opiates 4, alcohol 31", "Leaflets – opiates 4, alcohol 31"),
        ("8 clients less 5 who left", "8 streets less 5 that were cleared"),
        ("From nine victims last year to three.", "From nine streets last year to three."),
        ("The number of victims has halved, from six.", "The number of streets has halved, from six."),
        ("None but two of the women reported it.", "None but two of the gates were locked."),
        ("Victim: a man.", "Case study 1: a client"),
    ],
)
def test_ages_instances_and_differences_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("Fraud: a widower and his neighbour each handed over cash.", "Fraud: a leaflet and a film were made."),
        ("A nurse and a cleaner were robbed.", "A nurse and a cleaner were hired."),
        ("Two taxi drivers targeted by a passenger.", "Two taxi drivers licensed by the council."),
        ("Programme: starters 15, completers 12.", "Programme: starters 25, completers 12."),
        ("Invited: 25. Attended: 22.", "Sessions invited: 25. Sessions held: 22."),
        ("Nationals supported after hate incidents: 4", "Films shown after hate incidents: 4"),
        ("7 county lines children on the list; 5 of them closed.", "7 county lines on the map; 5 of them closed."),
        ("All of the defendants, with one exception, pleaded guilty.", "All of the actions, with one exception, are complete."),
        ("With two exceptions the defendants pleaded guilty.", "With two exceptions the actions are complete."),
        ("Victims | Q1 4 | Q2 12", "Visits | Q1 4 | Q2 12"),
        ("There were 14 in the hostel at the start; 12 have left.", "There were 14 gates at the start; 12 have been cleared."),
        ("Trio sentenced", "Trio of gates"),
        ("A paraglider died.", "A paraglider was bought."),
        ("Two out of school", "Two out of stock"),
        ("One man in ten on the course of twenty had served.", "One man in ten over the age of twenty smokes."),
        ("Four regulars, two now housed.", "Three in every hundred households were burgled."),
    ],
)
def test_pairs_of_persons_starters_and_rows_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


@pytest.mark.parametrize(
    ("small", "innocent"),
    [
        ("Six bystanders gave statements; half of them later withdrew.", "Six hubs gave views; half of them later closed."),
        ("Four Year 10s were excluded.", "Four Year 10 classes took part."),
        ("Two priests were spat at.", "Two priests sit on the board."),
        ("24 on the scheme, 22 stayed.", "24 on the list of streets, 22 gated."),
        ("The pair were bailed.", "Six vans were clean and the remaining pair were seized."),
        ("3 of 4 suspects fled.", "Session 3 of 4 took place."),
    ],
)
def test_halves_of_those_before_pupils_by_year_and_sessions_are_read(small: str, innocent: str) -> None:
    assert small_numbers_in(small, SmallNumbers())
    assert not small_numbers_in(innocent, SmallNumbers())


def test_those_who_are_there_for_the_work_count_where_a_partnership_says_so() -> None:
    own = SmallNumbers(words=OwnWords(for_people=("volunteer", "street pastor")))
    for text in ("Two volunteers began training.", "The scheme lost three of the street pastors."):
        assert small_numbers_in(text, own)
        assert not small_numbers_in(text, SmallNumbers())
