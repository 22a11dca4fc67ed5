"""Calls that go deep ask the system for memory once."""

import resource

from newsroom.stack import in_one_piece


def below(depth: int) -> None:
    """Go so deep, and make many calls there."""
    if depth:
        below(depth - 1)
    else:
        for _number in range(500):
            nothing()


def nothing() -> None:
    """A call like any other."""


def at_every_depth() -> int:
    """Make many calls at each depth, some of them at the end of a piece; return how often memory was asked for."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in range(250):
        below(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_at_the_end_of_a_piece_of_stack_asks_for_no_memory() -> None:
    assert in_one_piece(at_every_depth)() < 250


def test_what_is_done_is_given_back_and_what_fails_fails() -> None:
    assert in_one_piece(divmod)(7, 2) == (3, 1)
    assert in_one_piece(dict)(a=1) == {"a": 1}
