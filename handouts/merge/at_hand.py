"""What must be at hand, in words: the bands and weights, and with them the equipment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts.merge.estimate import loads
from handouts.merge.lexicon import Lexicon
from handouts.merge.wording import prose_values
from handouts.model.dose import BLANK, Dose
from handouts.model.exercise import Exercise


def loads_in_words(doses: Iterable[Dose], lexicon: Lexicon, to_fill: str) -> list[str]:
    """The bands and weights of the doses, each once: "red band", "2 kg"; `to_fill` for one that is
    filled in by hand.
    """
    said = (
        to_fill if load.amount == BLANK
        else prose_values(Dose.model_construct(load=load), lexicon)["dose.load"]
        for load in loads(doses)
    )  # fmt: skip
    return list(dict.fromkeys(said))


def things_needed(
    prescribed: Sequence[tuple[Exercise, Dose]], lexicon: Lexicon, to_fill: str
) -> tuple[str, ...]:
    """Equipment, bands and weights as one list, each thing once and in the order of the exercises.

    An exercise with a resistance band, prescribed with a red band, needs one thing: a red
    resistance band.
    """
    needed: dict[str, None] = {}
    for exercise, dose in prescribed:
        carried = loads_in_words([dose], lexicon, to_fill)
        for item in exercise.equipment:
            own = [load for load in carried if _last_word(load) == _last_word(item)]
            needed |= dict.fromkeys([_joined(load, item) for load in own] or [item])
            carried = [load for load in carried if load not in own]
        needed |= dict.fromkeys(carried)
    return tuple(needed)


def _last_word(words: str) -> str:
    return words.rsplit(maxsplit=1)[-1]


def _joined(load: str, item: str) -> str:
    """One thing that both name: "red band" and "resistance band" are a red resistance band."""
    said = set(item.split())
    return " ".join([*(word for word in load.split() if word not in said), item])
