"""Dates, times, lists and plurals are CLDR's, as Babel has them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date as its_date
from babel.dates import format_time as its_time
from babel.lists import format_list as its_list
from hypothesis import given
from hypothesis import strategies as st

from handouts.merge.booklet_words import BOOKLET_WORDS
from handouts.merge.cldr import LANGUAGES, format_date, format_list, format_time, plural_form
from handouts.merge.counting import number
from handouts.merge.lexicon import LEXICONS

LISTS = {"en": "en_GB"}
"""Whose lists a language has, where they are not those of the language as such."""


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_word_is_that_of_cldr(locale: str) -> None:
    its, ours = Locale.parse(locale), LANGUAGES[locale]
    for months, width in ((ours.months, "wide"), (ours.short_months, "abbreviated")):
        assert months == tuple(its.months["format"][width][month] for month in range(1, 13))
    for days, width in ((ours.days, "wide"), (ours.short_days, "abbreviated")):
        assert days == tuple(its.days["format"][width][day] for day in range(7))


def test_every_language_of_sheets_is_here() -> None:
    assert set(LANGUAGES) == {lexicon.locale for lexicon in LEXICONS.values()}


def patterns(locale: str) -> set[str]:
    """How the handout's own words want days."""
    return {
        getattr(words, name)
        for words in (LEXICONS[locale], BOOKLET_WORDS[locale])
        for name in words.__struct_fields__
        if name.endswith("_format") and name != "time_format"
    }


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2200, 1, 1)))
def test_days_are_written_as_cldr_says(locale: str, day: dt.date) -> None:
    assert len(patterns(locale)) == 5
    for pattern in patterns(locale):
        assert format_date(day, pattern, locale) == its_date(day, pattern, locale=locale)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
def test_every_minute_is_written_as_cldr_says(locale: str) -> None:
    pattern = LEXICONS[locale].time_format
    for minute in range(24 * 60):
        time = dt.time(*divmod(minute, 60))
        assert format_time(time, pattern, locale) == its_time(time, pattern, locale=locale)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
@given(st.decimals(min_value=0, max_value=10_000, places=2) | st.integers(0, 100).map(Decimal))
def test_a_number_takes_the_form_that_cldr_says(locale: str, value: Decimal) -> None:
    shown = Decimal(number(value))
    assert plural_form(shown, locale) == Locale.parse(locale).plural_form(shown)


@pytest.mark.parametrize("locale", sorted(LANGUAGES))
@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=7))
def test_lists_are_written_as_cldr_says(locale: str, words: list[str]) -> None:
    assert format_list(words, locale) == its_list(words, locale=LISTS.get(locale, locale))
