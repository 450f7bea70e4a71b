"""Does the video of each exercise open? Asks the network: only where `--online` is written."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from handouts.check.finding import Finding, found
from handouts.errors import Source
from handouts.merge.addresses import video_code
from handouts.merge.lexicon import ENGLISH
from handouts.merge.saying import Saying
from handouts.model.clinic import Clinic
from handouts.model.exercise import Exercise

TIMEOUT_S = 10.0
AT_ONCE = 8
NOT_THERE = range(400, 600)


def of_exercises(exercises: Iterable[Exercise], clinic: Clinic) -> dict[str, Source]:
    """Where the codes of exercises lead, and where each address was written."""
    codes = (video_code(exercise, clinic, Saying(ENGLISH)) for exercise in exercises)
    return {code.url: code.source for code in codes if code}


def of_addresses(
    addresses: Mapping[str, Source], timeout_s: float = TIMEOUT_S
) -> Iterator[Finding]:
    """A finding for each address that does not open. Redirections are followed."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda url: _answer(url, timeout_s), addresses)
    for (url, source), answer in zip(addresses.items(), answers, strict=True):
        if answer in NOT_THERE:
            message = f"{url} answers {answer} {http.client.responses.get(int(answer), '')}".strip()
            yield found("video-not-found", source, message, "open it in a browser, and mend it")
        elif isinstance(answer, str):
            message = f"{url} does not answer: {answer}"
            yield found("video-no-answer", source, message, "open it in a browser, or try again")


def _answer(url: str, timeout_s: float) -> int | str:
    """The status of an address, or why there is none. GET where HEAD is refused: some refuse it."""
    answer: int | str = "no answer"
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method)  # noqa: S310  # merge checked it
        request.add_header("User-Agent", "handouts check")
        try:
            with urllib.request.urlopen(request, timeout=timeout_s) as reply:  # noqa: S310
                return int(reply.status)
        except urllib.error.HTTPError as error:
            answer = error.code
        except urllib.error.URLError as error:
            return getattr(error.reason, "strerror", None) or str(error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return str(error) or type(error).__name__
    return answer
