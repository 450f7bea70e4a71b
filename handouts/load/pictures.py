"""Picture files → Image or Drawing: upright, grey or RGB, no more than print needs.

Pillow and svgelements are loaded only when there is a picture of their kind.
"""

from __future__ import annotations

import hashlib
import io
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.errors import HandoutError, Problem, Source
from handouts.model.drawing import Artwork, Image

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

PRINT_DPI = 300
WIDEST_MM = 87.0
"""The widest place of a picture in any format (two frames across a page of the booklet)."""
MAX_SIDE_PX = round(WIDEST_MM / 25.4 * PRINT_DPI)
MAX_FILE_BYTES = 30_000_000
MAX_PIXELS = 80_000_000
JPEG_QUALITY = 88


def read_artwork(folder: Path, name: str, source: Source) -> Artwork:
    """A logo: SVG, PNG or JPEG."""
    if name.lower().endswith(".svg"):
        from handouts.load.svg import read_svg

        return read_svg(_inside(folder, name, source), source)
    return read_image(folder, name, source)


def read_image(folder: Path, name: str, source: Source) -> Image:
    """A picture in `folder`, ready to embed. Raises HandoutError, with `source` as its place."""
    import PIL.Image
    import PIL.ImageOps

    path = _inside(folder, name, source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd but can be read is no message
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(path, formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PIL.Image.DecompressionBombError
                is_photo = picture.format == "JPEG"
                upright = PIL.ImageOps.exif_transpose(picture)
                pixels = _on_white(upright)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning):
        raise _refused(
            source, f"the picture {name} has too many pixels", "save it smaller"
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error):
        raise _refused(
            source, f"the picture {name} cannot be read", "save it again as PNG or JPEG"
        ) from None
    pixels.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), PIL.Image.Resampling.LANCZOS)
    if is_photo:
        packed = io.BytesIO()
        pixels.save(packed, "JPEG", quality=JPEG_QUALITY, optimize=True)
        data = packed.getvalue()
    else:
        data = zlib.compress(pixels.tobytes(), 6)
    return Image(
        width_px=pixels.width,
        height_px=pixels.height,
        colours="grey" if pixels.mode == "L" else "rgb",
        packing="jpeg" if is_photo else "flate",
        digest=hashlib.sha256(data).hexdigest()[:24],
        data=data,
    )


def _on_white(picture: Pixels) -> Pixels:
    """Grey or RGB, transparency laid on the white of the paper."""
    import PIL.Image

    if picture.mode.startswith("I"):  # 16 bits a sample, which Pillow would cut off at white
        return picture.convert("I").point(lambda shade: shade / 257 + 0.5).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = PIL.Image.new("RGBA", rgba.size, "white")
        return PIL.Image.alpha_composite(white, rgba).convert("RGB")
    if picture.mode in {"L", "1"}:
        return picture.convert("L")
    return picture.convert("RGB")


def _inside(folder: Path, name: str, source: Source) -> Path:
    """The file of that name, which must lie in the folder: content never reaches outside."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise _refused(
                source, f"{name} lies outside the folder", "copy the picture beside this file"
            )
        if not path.is_file():
            raise _refused(source, f"there is no file {name}", f"put it into {folder}")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refused(source, f"{name} is larger than 30 MB", "save it smaller")
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a link to itself, before 3.13
        raise _refused(
            source, f'"{name[:60]}" is not the name of a file', "put the picture beside this file"
        ) from None
    return path


def _refused(source: Source, message: str, hint: str = "") -> HandoutError:
    return HandoutError([Problem(source, message, hint)])
