"""The address of an exercise's video.

Nothing of the patient can be in it: only `exercise.…` may be named.
"""

from __future__ import annotations

import functools
import re

from handouts.errors import InvalidValueError
from handouts.merge.saying import Saying
from handouts.merge.templates import fill
from handouts.model.clinic import Clinic
from handouts.model.exercise import Exercise
from handouts.model.handout import Code

LONGEST_URL = 200
_URL = re.compile(
    r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?"
    r"(/[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?"
)


def video_code(exercise: Exercise, clinic: Clinic, saying: Saying) -> Code | None:
    """The exercise's code, or None where neither it nor the clinic has a video."""
    if exercise.video:
        template, source = exercise.video, exercise.source("video")
    elif clinic.video:
        template, source = clinic.video, clinic.source("video")
    else:
        return None
    try:
        url = _address(template, exercise.id, exercise.code)
    except InvalidValueError as error:
        saying.wrong(source, f"video {error.message}", error.hint)
        return None
    shown = url.partition("://")[2]
    lead = saying.lexicon.video
    address = saying.fixed("code.address", shown, source)
    return Code("code", url, f"{lead}{shown}", address, lead, source)


@functools.lru_cache(maxsize=1024)
def _address(template: str, exercise: str, code: str | None) -> str:
    """The address of an exercise's video. Raises InvalidValueError."""
    values, absent = {"exercise.id": exercise}, {}
    if code:
        values["exercise.code"] = code
    else:
        absent["exercise.code"] = f"{exercise} has no code"
    return _checked(fill(template, values, absent))


def _checked(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise InvalidValueError("must begin with https:// or http://", "copy it from the browser")
    if len(url) > LONGEST_URL:
        raise InvalidValueError(f"is longer than {LONGEST_URL} letters", "use a short link")
    if not _URL.fullmatch(url):
        raise InvalidValueError(
            "is not a web address: a letter in it may not stand there", "copy it from the browser"
        )
    return url
