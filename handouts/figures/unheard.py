"""Keys of a frame that say nothing, since another key decides the same: refused, not ignored.

What a frame inherits counts, so a Posture is asked. A key for both sides is heard if one of them
follows it; what contradicts another key is refused even then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from handouts.figures.posture import Posture
from handouts.figures.ranges import SIDES, Side

When = Callable[[Posture, Side], bool]


class Rule(Struct, frozen=True):
    """`key` of a side says nothing `when` this is so; `why` says what decides in its stead."""

    key: str
    when: When
    why: str
    hint: str
    contradicts: bool = False


def _reaches(posture: Posture, side: Side) -> bool:
    return f"reach.{side}" in posture.reaches


def _leans(posture: Posture, side: Side) -> bool:
    return f"hand.{side}" in posture.contacts


def _stands_by_angles(posture: Posture) -> bool:
    """Whether legs whose feet are placed later say where the body is all the same."""
    return posture.base == "stand" or posture.pin is not None


def _foot_is_placed(posture: Posture, side: Side) -> bool:
    return f"foot.{side}" in posture.contacts and not _stands_by_angles(posture)


def _foot_stays(posture: Posture, side: Side) -> bool:
    return posture.contacts.get(f"foot.{side}") == "stay" and not _stands_by_angles(posture)


_OUT = "take {key} out"
_STRAIGHT = "beside reach.{side}: a reaching hand goes straight to its target"
RULES = (
    Rule("wrist", _reaches, _STRAIGHT, _OUT, contradicts=True),
    Rule("hand", _reaches, _STRAIGHT, _OUT, contradicts=True),
    Rule("shoulder", _reaches, "beside reach.{side}, which decides how the arm is bent", _OUT),
    Rule("elbow", _reaches, "beside reach.{side}, which decides how the arm is bent", _OUT),
    Rule("elbow", _leans, "beside hand.{side}: floor, which decides how the arm is bent", _OUT),
    Rule(
        "palm",
        lambda posture, side: not _reaches(posture, side),
        "without reach.{side}: only the palm of a reaching hand is turned by it",
        "add reach.{side}, or turn the hand with forearm and wrist",
    ),
    Rule(
        "swivel",
        lambda posture, side: not (_reaches(posture, side) or _leans(posture, side)),
        "without reach.{side}: only the elbow of a reaching arm is turned by it",
        "add reach.{side}, or turn the arm with the third number of shoulder",
    ),
    Rule("hip", _foot_is_placed, "beside foot.{side}, which decides how the hip is bent", _OUT),
    Rule("knee", _foot_stays, "beside foot.{side}: stay, which decides how the leg is bent", _OUT),
)


def unheard(said: Mapping[str, object], posture: Posture) -> Iterator[tuple[str, str, str]]:
    """Each such key of what a frame said, what is wrong with it, and what to do."""
    for rule in RULES:
        for key, sides in _written(said, rule.key):
            deaf = [side for side in sides if rule.when(posture, side)]
            if deaf and (rule.contradicts or len(deaf) == len(sides)):
                words = {"key": key, "side": deaf[0]}
                yield key, f"says nothing {rule.why.format(**words)}", rule.hint.format(**words)


def _written(said: Mapping[str, object], name: str) -> Iterator[tuple[str, tuple[Side, ...]]]:
    """The keys of this name, and the sides that each is for: one that is named has its own."""
    named = tuple(side for side in SIDES if f"{name}.{side}" in said)
    keys = [(f"{name}.{side}", (side,)) for side in named]
    both = tuple(side for side in SIDES if side not in named)
    for key, sides in (*keys, (name, both)):
        if sides and said.get(key) not in (None, "free"):
            yield key, sides
