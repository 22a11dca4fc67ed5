"""Every command tells what it is for."""

import pytest
from django.core.management import get_commands, load_command_class

OURS = sorted(name for name, app in get_commands().items() if app in ("articles", "newsroom.accounts"))


@pytest.mark.parametrize("name", OURS)
def test_a_command_prints_its_help(name):
    command = load_command_class(get_commands()[name], name)
    assert str(command.help) in " ".join(command.create_parser("manage.py", name).format_help().split())
