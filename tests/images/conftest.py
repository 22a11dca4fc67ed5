"""Small pictures as files."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow


@pytest.fixture
def upload() -> Callable[..., Any]:
    """Return a function that draws a small picture as a file that is sent."""

    def draw(colour: Any = "teal", size: tuple[int, int] = (60, 40), name: str = "صورة.png") -> SimpleUploadedFile:
        data = io.BytesIO()
        Pillow.new("RGB", size, colour).save(data, "PNG")
        return SimpleUploadedFile(name, data.getvalue(), "image/png")

    return draw


@pytest.fixture
def keep(db: Any, upload: Any) -> Callable[..., Any]:
    """Return a function that puts a small picture into the library."""
    from articles.models import Image

    def save(colour: Any = "teal", **fields: Any) -> Image:
        return Image.objects.create(file=upload(colour), **fields)

    return save
