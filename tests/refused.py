"""What a person reads who wrote a pose that cannot be drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.errors import HandoutError
from handouts.figures.assemble import assembly
from handouts.figures.pose import Pose
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml


def refusal(tmp_path: Path, text: str, made: Callable[[Pose], object] = assembly) -> str:
    """All that is said about this file, which is `pose.yaml`, when the pose is `made`."""
    file = tmp_path / "pose.yaml"
    file.write_text(text if "frames:" in text else f"{text}\nframes: [{{}}]", encoding="utf-8")
    with pytest.raises(HandoutError) as refused:
        made(validate(Pose, read_yaml(file)))
    return str(refused.value).replace(str(tmp_path), "").lstrip("/")
