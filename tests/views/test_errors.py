"""What a reader sees when there is no page to show."""

import pytest
from django.test import Client, RequestFactory

from articles.views import errors

LANGUAGES = {"/": "ar", "/en/": "en", "/uk/": "uk", "/fa/": "fa"}


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), LANGUAGES.items())
def test_404_is_in_the_language_of_the_path_and_offers_search(client, prefix, language):
    response = client.get(f"{prefix}nope/")
    page = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}"' in page and 'name="q"' in page
    assert not response.cookies


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES.items())
@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.csrf_failure, 403),
        (errors.server_error, 500),
    ],
)
def test_the_other_errors_need_no_database(view, status, prefix, language):
    response = view(RequestFactory().get(f"{prefix}any/"))
    assert response.status_code == status
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_our_own_words(settings):
    settings.CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert 'class="number"' in response.content.decode()


def test_a_host_that_is_not_ours_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["news.example"]
    response = client.get("/uk/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode() and '<html lang="uk"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_readers_pages_answer_only_to_reading(method):
    client = Client()
    for path in ("/", "/latest/", "/search/", "/archive/", "/articles/1/", "/a/1/", "/robots.txt"):
        assert getattr(client, method)(path).status_code == 405


@pytest.mark.django_db
def test_robots_are_kept_out_of_the_desk(client):
    text = client.get("/robots.txt").content.decode()
    lines = text.splitlines()
    assert {"Disallow: /admin/", "Disallow: /uk/search/?*&", "Disallow: /search/feed."} <= set(lines)
    assert not {"Disallow: /search/", "Disallow: /search/?"} & set(lines)
