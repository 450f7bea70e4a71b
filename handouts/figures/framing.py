"""How a figure is shown: from where, how much of it, and in what size on paper.

All frames of an exercise share one window and so one scale: nobody grows between two pictures.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from msgspec import Struct

from handouts.figures.arrows import JointName
from handouts.figures.camera import Camera
from handouts.figures.layers import Layer
from handouts.figures.skeleton import Skeleton
from handouts.model.authored import Authored, Number, Positive

WIDTH_MM, HEIGHT_MM = 33.5, 28.0
"""The frame of a printed sheet inside its padding: the smallest place of most pictures."""
MARGIN_MM = 0.6
WIDEST, NARROW, NARROWEST = 3.1, 0.78, 0.5
"""Width by height of frames: the lowest of a sheet that stands alone, the highest of two and of
three side by side.
"""
UNDER_BORDER_MM = 0.4
"""What is drawn beyond a window in any case, so that no seam shows along the frame's border."""
UNITS_PER_MM = 20 * 72 / 25.4
"""A drawing's units are 1/20 pt at that size (0.018 mm): finer than any printer's dot."""


class Crop(Authored):
    """A window of so many cm about a joint of the first frame, in place of the whole figure.

    `shift` moves it right and up, in cm.
    """

    at: JointName
    width: Positive
    height: Positive | None = None
    shift: tuple[Number, Number] = (0.0, 0.0)


class Window(Struct, frozen=True):
    """What the picture shows: the left, lower, right and upper edge, in picture centimetres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def cm_per_mm(self) -> float:
        """Centimetres of the scene in a millimetre of paper, where it is printed smallest."""
        return max(self.width / WIDTH_MM, self.height / HEIGHT_MM)

    def holds(self, layer: Layer) -> bool:
        """Whether all of a layer is inside."""
        left, bottom, right, top = (float(edge) for edge in layer.shape.bounds)
        across = self.left <= left and right <= self.right
        return across and self.bottom <= bottom and top <= self.top

    def grown(self, across: float, down: float) -> Window:
        """With so much more on each side, and so much above and below."""
        return Window(
            self.left - across, self.bottom - down, self.right + across, self.top + down
        )  # fmt: skip


def window_of(layers: Iterable[Layer]) -> Window:
    """All of what is painted, with a small margin."""
    bounds = np.array([layer.shape.bounds for layer in layers if not layer.shape.is_empty])
    (left, bottom), (right, top) = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    tight = Window(float(left), float(bottom), float(right), float(top))
    margin = MARGIN_MM * tight.cm_per_mm
    return tight.grown(margin, margin)


def cropped(crop: Crop, first: Skeleton, camera: Camera) -> Window:
    """The window that the author chose: the least that is shown, see `bleed`."""
    x, y = camera.points(first.joints[crop.at])[:2] + np.array(crop.shift)
    height = crop.height or crop.width * HEIGHT_MM / WIDTH_MM
    return Window(
        float(x) - crop.width / 2, float(y) - height / 2,
        float(x) + crop.width / 2, float(y) + height / 2,
    )  # fmt: skip


def bleed(window: Window, frames: int) -> tuple[float, float]:
    """Centimetres left and right of a cropped window, and above and below it, that are drawn too,
    so that an exercise of so many frames fills them: a body that is cut goes on up to the border.
    """
    narrowest = NARROW if frames < 3 else NARROWEST
    least = UNDER_BORDER_MM * window.cm_per_mm
    across = WIDEST * window.height - window.width
    down = window.width / narrowest - window.height
    return max(across / 2, least), max(down / 2, least)
