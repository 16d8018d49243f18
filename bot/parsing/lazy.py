"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made = TypeVar("Made")


class lazy(Generic[Made]):  # noqa: N801 - stands where `property` would
    """`functools.cached_property` without its lock, which in Python 3.11 costs more than what most make.

    A text is read by one thread; should two ever ask at once, both make the same value.
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, holder: None, _: type) -> Self: ...
    @overload
    def __get__(self, holder: object, _: type) -> Made: ...
    def __get__(self, holder: object | None, _: type) -> Self | Made:
        if holder is None:
            return self
        made = holder.__dict__[self.name] = self.make(holder)
        return made
