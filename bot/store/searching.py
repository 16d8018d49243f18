"""The threads that search: a queue to them, and one way back to the event loop for all that is done."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar, cast

T = TypeVar("T")
_Done = tuple["asyncio.Future[Any]", Any, BaseException | None]


class Searchers:
    """Runs functions in a few threads for the tasks of one event loop, in the order they come.

    asyncio's own executor makes a second future with a lock and wakes the loop for each of
    them. A reply is so short that this would be a good part of it.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._waiting: SimpleQueue[tuple[asyncio.Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._done: deque[_Done] = deque()
        self._told = False

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises, run in one of the threads unless cancelled before its turn."""
        if not self._threads:
            self._start()
        future = asyncio.get_running_loop().create_future()
        self._waiting.put((future, work))
        return cast("T", await future)

    def close(self) -> None:
        """End the threads once they have done what waits."""
        for _ in self._threads:
            self._waiting.put(None)

    def _start(self) -> None:
        self._threads = [
            threading.Thread(target=self._search, name=f"search_{number}", daemon=True)
            for number in range(self._number)
        ]
        for thread in self._threads:
            thread.start()

    def _search(self) -> None:
        while (job := self._waiting.get()) is not None:
            future, work = job
            if future.cancelled():
                continue
            try:
                self._tell(future, work(), None)
            except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
                self._tell(future, None, error)
            del job, future, work  # nothing is held while there is nothing to do

    def _tell(self, future: asyncio.Future[Any], result: object, error: BaseException | None) -> None:
        self._done.append((future, result, error))
        # Whoever finds the loop told already is heard too: it forgets that before it looks.
        if not self._told:
            self._told = True
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                future.get_loop().call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        self._told = False
        while self._done:
            future, result, error = self._done.popleft()
            if future.done():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
