"""Pictures taken in in a process of their own: the same outcome, and nothing that goes wrong there reaches us."""

import io
import sys

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from articles.images import apart, intake

SEGMENTATION_FAULT = "import os; os.kill(os.getpid(), 11)"
TOO_MUCH_MEMORY = "from articles.images.apart import main, intake; intake.take = lambda file: bytes(2**32); main()"
NO_PICTURE = """print('{"name": "x.html", "credits": {}, "focal": [0, 0]}')"""
A_SECRET = "import os; exit(2) if os.environ.keys() & {'SECRET_KEY', 'DATABASE_URL'} else exit(3)"


@pytest.fixture(autouse=True)
def in_a_process_of_its_own(settings):
    settings.PICTURES_APART = True


def file_of(kind):
    data = io.BytesIO()
    Image.effect_noise((80, 50), 60).save(data, kind)
    return data


def refusal(file):
    with pytest.raises(ValidationError) as refused:
        apart.take(file)
    return refused.value


def test_what_is_taken_and_what_is_refused_is_the_same():
    picture = file_of("JPEG")
    assert apart.take(picture) == intake.take(picture)
    assert "TIFF" in refusal(file_of("TIFF")).messages[0]
    assert refusal(io.BytesIO(b"<svg/>")).code == "svg"


@pytest.mark.parametrize("program", [SEGMENTATION_FAULT, TOO_MUCH_MEMORY, NO_PICTURE])
def test_a_decoder_that_goes_astray_is_a_refusal(program, monkeypatch, caplog):
    monkeypatch.setattr(apart, "COMMAND", [sys.executable, "-c", program])
    assert refusal(file_of("PNG")).code == "unsound" and "ended with" in caplog.text


def test_a_decoder_that_is_taken_over_finds_no_secrets(monkeypatch, caplog):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    monkeypatch.setattr(apart, "COMMAND", [sys.executable, "-c", A_SECRET])
    assert refusal(file_of("PNG")).code == "unsound" and "ended with 3" in caplog.text


def test_a_machine_that_can_begin_no_process_is_told_apart_from_a_bad_file(monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", ["/nowhere/python"])
    assert refusal(file_of("PNG")).code == "not_now"
