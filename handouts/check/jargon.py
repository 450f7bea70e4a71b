"""Words of the field that a patient need not know, and what to say in their place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

PLAIN: Mapping[str, str] = {
    # movements
    "abduct": "lift out to the side",
    "abduction": "lifting out to the side",
    "adduct": "bring in to the middle",
    "adduction": "bringing in to the middle",
    "circumduction": "circling",
    "depress": "pull down",
    "dorsiflex": "pull your foot up",
    "dorsiflexion": "pulling your foot up",
    "elevate": "lift",
    "eversion": "turning the sole out",
    "extend": "straighten",
    "extension": "straightening",
    "external rotation": "turning out",
    "flex": "bend",
    "flexion": "bending",
    "hyperextend": "bend too far back",
    "hyperextension": "bending too far back",
    "internal rotation": "turning in",
    "inversion": "turning the sole in",
    "lateral rotation": "turning out",
    "medial rotation": "turning in",
    "plantar flexion": "pointing your toes",
    "plantarflex": "point your toes",
    "plantarflexion": "pointing your toes",
    "pronate": "turn your palm down",
    "pronation": "turning your palm down",
    "protract": "reach forward",
    "protraction": "reaching forward",
    "range of motion": "how far it moves",
    "range of movement": "how far it moves",
    "retract": "pull back",
    "retraction": "pulling back",
    "supinate": "turn your palm up",
    "supination": "turning your palm up",
    # positions and directions
    "anterior": "front",
    "bilateral": "both",
    "contralateral": "the other side",
    "distal": "far end",
    "extremity": "arm or leg",
    "ipsilateral": "the same side",
    "lateral": "outer side",
    "medial": "inner side",
    "neutral spine": "back in its natural curve",
    "posterior": "back",
    "prone": "lying face down",
    "proximal": "near end",
    "quadruped": "on your hands and knees",
    "sagittal": "from front to back",
    "supine": "lying on your back",
    "unilateral": "one side",
    "valgus": "knee falling in",
    "varus": "knee falling out",
    # the body
    "abductor": "the outer hip muscles",
    "adductor": "the inner thigh muscles",
    "calcaneus": "heel bone",
    "cervical": "neck",
    "coccyx": "tailbone",
    "deltoid": "the shoulder muscle",
    "erector spinae": "the long back muscles",
    "extensor": "the muscles that straighten it",
    "femur": "thigh bone",
    "fibula": "outer shin bone",
    "flexor": "the muscles that bend it",
    "gastrocnemius": "calf",
    "gluteal": "buttock",
    "gluteus": "buttock muscle",
    "humerus": "upper arm bone",
    "iliopsoas": "the front of your hip",
    "latissimus": "the big back muscle",
    "lumbar": "lower back",
    "multifidus": "the deep back muscles",
    "patella": "kneecap",
    "pectoral": "chest",
    "piriformis": "deep in your buttock",
    "quadratus lumborum": "the side of your lower back",
    "quadriceps": "the front of your thigh",
    "quad": "the front of your thigh",
    "rhomboid": "between your shoulder blades",
    "rotator cuff": "the small shoulder muscles",
    "sacral": "the base of your spine",
    "sacrum": "the base of your spine",
    "scapula": "shoulder blade",
    "scapulae": "shoulder blades",
    "scapular": "shoulder blade",
    "soleus": "calf",
    "sternocleidomastoid": "the front of your neck",
    "sternum": "breastbone",
    "thoracic": "upper back",
    "tibia": "shin bone",
    "transversus abdominis": "the deep belly muscles",
    "trapezius": "between your neck and shoulder",
    "vertebra": "bone of the spine",
    "vertebrae": "bones of the spine",
    # how it works and what it feels like
    "activate": "tighten",
    "ambulate": "walk",
    "concentric": "on the way up",
    "eccentric": "on the way down",
    "engage your core": "tighten your belly",
    "isometric": "without moving",
    "isotonic": "with movement",
    "kinetic chain": "the joints together",
    "oedema": "swelling",
    "edema": "swelling",
    "palpate": "feel with your fingers",
    "paraesthesia": "tingling",
    "paresthesia": "tingling",
    "plyometric": "with jumps",
    "proprioception": "balance",
    "radicular": "down the arm or leg",
    "radiculopathy": "a trapped nerve",
    "tendinopathy": "a sore tendon",
    "weight-bearing": "with your weight on it",
}
"""A term and the plain words for it."""


@functools.cache
def _pattern() -> re.Pattern[str]:
    terms = sorted(PLAIN, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, terms))})s?\b(?![ -]to\b)", re.IGNORECASE)


def jargon_in(text: str) -> Iterator[tuple[str, str]]:
    """Each unexplained term of a text as it stands there, and the plain words for it.

    A term is explained by brackets right after it, or stands in brackets after its explanation.
    """
    for match in _pattern().finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        in_brackets = before.count("(") > before.count(")")
        if not in_brackets and not re.match(r"( muscles?)? \(", after):
            yield match[0], PLAIN[match[1].lower()]
