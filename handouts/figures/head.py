"""Head and neck as balls: Skeleton → Parts, in world centimetres; no face, no hair, no camera.

The head's own coordinates are centimetres from the atlas, anterior, left and cranial, for a skull
of 15.5 cm; `placed` carries them into the world. `cast` finds points of a hull's surface, on which
the face and the hair are laid, so that both fit the head from wherever it is seen.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Hull, Part, Piece, Weld, chain
from handouts.figures.vectors import vector

SKULL: Hull = np.array(
    [
        *((-0.8, 0, 7.0, 7.5), (1.9, 0, 7.3, 7.3)),  # the cranium
        (4.3, 0, 4.0, 5.7),  # brow and cheekbones
        *((4.9, 2.3, 1.0, 3.7), (4.9, -2.3, 1.0, 3.7)),
        *((1.0, 3.7, -1.2, 2.3), (1.0, -3.7, -1.2, 2.3)),  # angles of the jaw
        *((4.2, 2.2, -2.2, 3.0), (4.2, -2.2, -2.2, 3.0)),
        *((6.4, 0, -3.6, 2.5), (6.0, 1.3, -3.1, 2.4), (6.0, -1.3, -3.1, 2.4)),  # chin
    ]
)
NOSE: tuple[Hull, ...] = (
    np.array([(8.7, 0, 5.2, 1.1), (10.6, 0, 2.3, 1.05)]),
    np.array([(10.6, 0, 2.3, 1.05), (9.0, 0.6, 1.6, 1.0), (9.0, -0.6, 1.6, 1.0)]),
)
LIPS: Hull = np.array([(7.9, 0, -0.6, 1.5), (7.7, 0, -1.9, 1.5)])

_DIRECTIONS = 6000


def head(skeleton: Skeleton) -> Part:
    """Skull, jaw, nose and lips, bare; its outline ends where it runs into the neck."""
    hulls = tuple(placed(skeleton, hull) for hull in (SKULL, *NOSE, LIPS))
    nape = placed(skeleton, np.array([(-3.4, 0, 0.6, 5.4)]))[0]
    return Part("head", (Piece("skin", hulls, smoothing=0.5),), (Weld("neck", nape[:3], nape[3]),))


def neck(skeleton: Skeleton) -> Part:
    """From between the shoulders into the skull; its ends lie inside the shirt and the head."""
    k = skeleton.body.skull_scale
    base = skeleton.joints["c7"] + skeleton.axes["thorax"] @ vector(3.6, 0, -0.8) * k
    middle = skeleton.joints["neck"] + skeleton.axes["neck"] @ vector(0.6, 0, 0) * k
    nape, throat = placed(skeleton, np.array([(-0.4, 0, 0.5, 4.6), (3.4, 0, -0.6, 3.8)]))
    back = chain(((base, 5.1 * k), (middle, 4.5 * k), (nape[:3], nape[3])))
    front = chain(((base, 5.0 * k), (middle, 4.4 * k), (throat[:3], throat[3])))
    atlas = skeleton.joints["atlas"]
    # Its upper end is inside the skull, its lower one inside the shirt: both are drawn over it.
    welds = (Weld("head", atlas, 5.5 * k),)
    return Part("neck", (Piece("skin", back + front),), welds, nearer=-8 * k)


def placed(skeleton: Skeleton, balls: Hull) -> Hull:
    """Balls of the head's own coordinates, in the world."""
    k = skeleton.body.skull_scale
    centres = skeleton.joints["atlas"] + balls[:, :3] @ skeleton.axes["head"].T * k
    return np.column_stack([centres, balls[:, 3] * k])


def cast(
    hull: Hull, origin: NDArray[np.float64], towards: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where rays from inside a hull leave it, and its normals there.

    `origin` and `towards` are (n, 3). A convex body is all its half spaces: of the planes that
    touch it the ray meets first the one that touches where it leaves.
    """
    normals = _directions()
    support = (normals @ hull[:, :3].T + hull[:, 3]).max(axis=1)
    towards = towards / np.linalg.norm(towards, axis=1, keepdims=True)
    speed = towards @ normals.T
    gap = support - origin @ normals.T
    distance = np.where(speed > 1e-6, gap / np.maximum(speed, 1e-6), np.inf)
    first = distance.argmin(axis=1)
    reach = distance[np.arange(len(first)), first]
    return origin + towards * reach[:, None], normals[first]


@cache
def _directions() -> NDArray[np.float64]:
    """Directions evenly all around, each with its mirror image, so that left is as right."""
    index = np.arange(_DIRECTIONS) + 0.5
    height = 1 - 2 * index / _DIRECTIONS
    around = np.pi * (1 + 5**0.5) * index
    level = np.sqrt(1 - height**2)
    every = np.column_stack([level * np.cos(around), level * np.sin(around), height])
    half = every[every[:, 1] >= 0]
    return np.vstack([half, half * np.array([1.0, -1.0, 1.0])])
