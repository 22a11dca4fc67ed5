"""Other sites are measured with all their processes."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from articles.management.commands.bench import other_site


def test_a_site_of_several_processes_is_measured_with_all_of_them(tmp_path: Path) -> None:
    """WordPress is a web server, PHP and a database."""
    file = tmp_path / "paths.json"
    file.write_text('{"home": ["/"]}', encoding="utf-8")
    site = other_site(f"WordPress=http://127.0.0.1:8601,11+12+13,{file}")
    assert (site.name, site.address, site.processes) == ("WordPress", "http://127.0.0.1:8601", (11, 12, 13))
    assert site.pages == {"home": ["/"]}


@pytest.mark.parametrize("text", ["", "WordPress", "WordPress=http://127.0.0.1:8601,eleven,paths.json"])
def test_what_is_no_site_is_told_how_to_be_written(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="NAME=ADDRESS"):
        other_site(text)
