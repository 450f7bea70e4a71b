"""The measures of the drawn body, in centimetres: the one place that knows how large anything is.

Bone lengths and the height of the ankle are the fractions of standing height of Drillis and
Contini (1966), as printed in Winter, *Biomechanics and Motor Control of Human Movement*, fig. 4.1.
The other measures are the draughtsman's, at 170 cm, and grow with the body.
"""

from __future__ import annotations

from msgspec import Struct


class Body(Struct, frozen=True):
    """Lengths between joint centres, then radii of the flesh where it can touch the ground."""

    height: float
    thigh: float
    """Hip to knee."""
    shank: float
    """Knee to ankle."""
    upper_arm: float
    """Shoulder to elbow."""
    forearm: float
    """Elbow to wrist."""
    ankle_height: float
    """Ankle to sole."""
    palm: float
    """Wrist to the middle of the hand."""
    forefoot: float
    """Ankle to the middle of the big toe's tip, along the sole."""
    ball: float
    """Ankle to the ball of the foot, about which the toes bend, along the sole."""
    hindfoot: float
    """Ankle to the middle of the heel, along the sole."""
    hip_half: float
    """Middle of the pelvis to a hip."""
    shoulder_half: float
    """Middle of the chest to a shoulder."""
    shoulder_drop: float
    """Shoulders below the top of the trunk."""
    trunk: float
    """Middle of the hips to the top of the trunk."""
    neck: float
    """C7 to the joint under the skull."""
    skull: float
    """That joint to the crown."""
    torso_radius: float
    hip_radius: float
    knee_radius: float
    nape_radius: float
    shoulder_radius: float
    heel_radius: float
    toe_radius: float
    ball_radius: float
    elbow_radius: float
    wrist_radius: float
    hand_radius: float
    head_radius: float

    @property
    def scale(self) -> float:
        """Size as a share of the body of 170 cm for which the draughtsman's measures are."""
        return self.height / 170

    @property
    def skull_scale(self) -> float:
        """Size of the head as a share of that body's."""
        return self.skull / 15.5

    @classmethod
    def of_height(cls, height: float) -> Body:
        """A body of average build, `height` cm tall."""
        k = height / 170
        return cls(
            height=height,
            thigh=0.245 * height,
            shank=0.246 * height,
            upper_arm=0.186 * height,
            forearm=0.146 * height,
            ankle_height=0.039 * height,
            palm=8.0 * k,
            forefoot=17.0 * k,
            ball=12.4 * k,
            hindfoot=3.2 * k,
            hip_half=8.4 * k,
            shoulder_half=15.8 * k,
            shoulder_drop=6.0 * k,
            trunk=52.0 * k,
            neck=11.5 * k,
            skull=15.5 * k,
            torso_radius=8.9 * k,
            hip_radius=8.8 * k,
            knee_radius=5.2 * k,
            nape_radius=4.5 * k,
            shoulder_radius=5.2 * k,
            heel_radius=3.0 * k,
            toe_radius=1.6 * k,
            ball_radius=1.95 * k,
            elbow_radius=3.45 * k,
            wrist_radius=2.35 * k,
            hand_radius=1.6 * k,
            head_radius=8.0 * k,
        )


ADULT = Body.of_height(170)
