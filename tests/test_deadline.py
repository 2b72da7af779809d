"""Code that does not end is stopped, and the sentence says where."""

import time

import pytest

from calc import deadline


def loop() -> None:
    while True:
        pass


def stubborn() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001  as authors may write it
            continue


def wait() -> None:
    while True:
        time.sleep(0.01)


def test_an_endless_loop_is_stopped_where_it_is():
    begun = time.monotonic()
    with (
        pytest.raises(deadline.TooLong, match=r"test_deadline\.py:\d+: kettle was stopped here"),
        deadline.limit("kettle", 0.3),
    ):
        loop()
    assert time.monotonic() - begun < 30


def test_code_that_catches_every_exception_is_stopped_too():
    with pytest.raises(deadline.TooLong), deadline.limit("kettle", 0.3):
        stubborn()


def test_code_that_only_waits_is_stopped_later_as_others_may_have_the_processor():
    begun = time.monotonic()
    with pytest.raises(deadline.TooLong), deadline.limit("kettle", 0.1):
        wait()
    assert 0.1 * deadline.WAITING <= time.monotonic() - begun < 30


def test_code_that_ends_is_left_alone_also_later():
    for _ in range(3):
        with deadline.limit("kettle", 0.2):
            pass
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        pass


def test_an_inner_limit_ends_with_the_outer_one():
    with (
        pytest.raises(deadline.TooLong, match="outer was stopped"),
        deadline.limit("outer", 0.3),
        deadline.limit("inner", 100),
    ):
        loop()
