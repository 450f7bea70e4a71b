"""When to stop an exercise: the pain at which, and its cautions, in the forms of each format."""

from __future__ import annotations

from handouts.errors import Source
from handouts.merge.saying import ExerciseSaying
from handouts.merge.wording import pain_line
from handouts.model.dose import Pain
from handouts.model.exercise import Exercise
from handouts.model.handout import Phrase, Run


def cautions(exercise: Exercise, voice: ExerciseSaying) -> list[tuple[str, Source]]:
    """Every caution in words, without the mark at its end, and where it was written."""
    return [
        (voice.filled(caution, source, "caution").rstrip(".!;,: "), source)
        for at, caution in enumerate(exercise.words.cautions)
        for source in [exercise.source("words", "cautions", at)]
    ]


def stop_line(pain: Pain | None, exercise: Exercise, voice: ExerciseSaying) -> Phrase | None:
    """The stop line of the front: the pain line, then every caution in short."""
    lexicon, words = voice.saying.lexicon, exercise.words
    lead, source = pain_line(pain, voice.saying.lexicon), exercise.source("words", "caution_short")
    if words.caution_short is not None:
        stop_if = voice.filled(words.caution_short, source, "caution_short").rstrip(".!;,: ")
    else:
        source = exercise.source("words", "cautions")
        stop_if = f"; {lexicon.stop_or}".join(text for text, _ in cautions(exercise, voice))
    if not stop_if:
        return Phrase("stop", (Run(lead, "strong"),), source) if lead else None
    strong = f"{lead} {lexicon.stop_if}" if lead else lexicon.stop_if
    return Phrase("stop", (Run(strong, "strong"), Run(f"{stop_if}.")), source)


def stop_in_full(
    pain: Pain | None, exercise: Exercise, voice: ExerciseSaying
) -> tuple[Phrase, ...]:
    """The back's: the pain line, then every caution, one a line."""
    lexicon, lead = voice.saying.lexicon, pain_line(pain, voice.saying.lexicon)
    phrases = [Phrase("stop0", (Run(lead, "strong"),))] if lead else []
    told = cautions(exercise, voice)
    for at, (text, source) in enumerate(told):
        end = "." if at == len(told) - 1 else ","
        first = Run(lexicon.stop_if, "strong") if at == 0 else Run(lexicon.stop_or)
        phrases.append(Phrase(f"stop{at + 1}", (first, Run(text + end)), source))
    return tuple(phrases)
