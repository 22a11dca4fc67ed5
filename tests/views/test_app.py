"""The site as something to install, read without a network too."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.caching import edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("prefix", "language", "direction"), [("/", "ar", "rtl"), ("/en/", "en", "ltr")])
def test_a_device_can_install_the_site_in_each_language(client, prefix, language, direction):
    response = client.get(f"{prefix}manifest.webmanifest")
    about = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (about["lang"], about["dir"], about["start_url"], about["scope"]) == (language, direction, prefix, prefix)
    assert {icon.get("purpose", "any") for icon in about["icons"]} == {"any", "maskable"}
    assert f'<link rel="manifest" href="{prefix}manifest.webmanifest">' in client.get(prefix).content.decode()


def _kept(client, prefix="/"):
    return json.loads(re.search(r"^const KEPT = (.*)$", client.get(f"{prefix}sw.js").content.decode(), re.M)[1])


def test_the_newest_stories_of_the_language_are_kept_and_no_other(client, write_story):
    out = write_story(out="ar")
    write_story("لاحقًا", out="ar", published_at_ar=timezone.now() + timedelta(hours=1))
    write_story("مسودة")
    both = write_story("بلغتين", out="ar en")
    assert set(_kept(client)["pages"]) == {out.get_absolute_url(), both.get_absolute_url()}
    assert _kept(client, "/en/")["pages"] == [both.url_in("en")]
    offline = client.get("/offline/").content.decode()
    assert out.get_absolute_url() in offline and "لاحقًا" not in offline and 'content="noindex"' in offline


def test_each_edition_keeps_its_own(client, write_story):
    write_story(out="ar")
    edition.bump()
    first = _kept(client)["edition"]
    edition.bump()
    assert int(_kept(client)["edition"]) == int(first) + 1


def test_the_script_is_a_script_and_carries_nobodys_cookie(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript") and not response.cookies
    assert 'credentials: "omit"' in response.content.decode() and _kept(client)["desk"] == "/admin/"
