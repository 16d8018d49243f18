"""Discord's refusals: an HTTP status with a numbered reason, and a tree of what is wrong in a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One thing wrong in a request body: where, Discord's name for it, and the sentence."""

    path: tuple[str | int, ...]
    code: str
    message: str


class Refusal(Exception):
    """Raised by a route; answered as JSON the way Discord does it."""

    def __init__(self, status: int, code: int, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(f"{status} ({code}) {message}")
        self.status, self.code, self.message = status, code, message
        self.problems = tuple(problems)

    def payload(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.problems:
            body["errors"] = _tree(self.problems)
        return body


def _tree(problems: Iterable[Problem]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for problem in problems:
        node = tree
        for key in problem.path:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    return tree


def invalid_form(problems: Iterable[Problem]) -> Refusal:
    return Refusal(400, 50035, "Invalid Form Body", problems)


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def unknown(what: str) -> Refusal:
    codes = {"Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008, "User": 10013}
    codes |= {"Webhook": 10015, "Interaction": 10062, "application command": 10063, "Role": 10011}
    return Refusal(404, codes[what], f"Unknown {what}")


def missing_access() -> Refusal:
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    return Refusal(403, 50013, "Missing Permissions")


def empty_message() -> Refusal:
    return Refusal(400, 50006, "Cannot send an empty message")


def already_acknowledged() -> Refusal:
    return Refusal(400, 40060, "Interaction has already been acknowledged.")


def token_expired() -> Refusal:
    return Refusal(401, 50027, "Invalid Webhook Token")


def too_large() -> Refusal:
    return Refusal(413, 40005, "Request entity too large")
