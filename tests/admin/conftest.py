"""Forms as a browser would send them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.response import SimpleTemplateResponse


class Form(HTMLParser):
    """The fields of the page's story form and what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self.inside = False
        self.area: str | None = None
        self.select: tuple[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value")
        if tag == "form":
            self.inside = str(given.get("id", "")).endswith("_form")
        if not self.inside:
            return
        if tag == "input" and name and given.get("type") not in ("submit", "button", "file"):
            if given.get("type") not in ("checkbox", "radio"):
                self.data[name] = value or ""
            elif "checked" in given:
                self.data.setdefault(name, []).append(value or "on")
        elif tag == "textarea":
            self.area, self.data[name] = name, ""
        elif tag == "select":
            self.select = (name, "multiple" in given)
            self.data[name] = [] if "multiple" in given else ""
        elif tag == "option" and self.select and "selected" in given:
            if self.select[1]:
                self.data[self.select[0]].append(value)
            else:
                self.data[self.select[0]] = value or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area is not None and self.inside:
            self.data[self.area] += data


@pytest.fixture
def fields_of() -> Callable[[Any], dict[str, Any]]:
    """Return a function that reads the fields of a page's form."""

    def read(response: Any) -> dict[str, Any]:
        assert response.status_code == 200, response
        form = Form()
        form.feed(response.content.decode())
        assert form.data, "the page has no form"
        for name, text in form.data.items():
            if isinstance(text, str) and text.startswith("\n"):
                form.data[name] = text[1:]
        return form.data

    return read


@pytest.fixture
def send(fields_of: Any) -> Callable[..., Any]:
    """Return a function that opens a page, changes fields and sends its form."""

    def send_form(client: Any, address: str, **changes: Any) -> Any:
        data = {name: value for name, value in fields_of(client.get(address)).items() if "__prefix__" not in name}
        return client.post(address, {**data, **changes})

    return send_form


@pytest.fixture
def write_story(write_story: Any) -> Callable[..., Any]:
    """Return a function that writes a story with which nothing is amiss, so that it goes out without a question."""

    def write(*args: Any, **fields: Any) -> Any:
        written = {name.removeprefix("headline_") for name in fields if name.startswith("headline_")}
        for code in {"ar", *written, *fields.get("out", "").split()}:
            fields.setdefault(f"standfirst_{code}", "لماذا تهمّ هذه المادة.")
        return write_story(*args, **fields)

    return write


@pytest.fixture
def undrawn(monkeypatch: Any) -> Callable[[], AbstractContextManager[None]]:
    """Return a block in which pages are decided but not drawn, for tests that ask what is done and with what answer.

    Drawing the form of a story takes longer than all the rest of a request; its context is in ``context_data``.
    """

    @contextmanager
    def block() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(SimpleTemplateResponse, "rendered_content", "")
            yield

    return block
