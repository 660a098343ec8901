"""How the tokens of one composition are counted: which model, by what, with how much room."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ..base.errors import PedagogyError

if TYPE_CHECKING:
    from .counter import Counter
    from .models import HasModels, Model

Asked = Callable[[str], int]
"""A function from a text to its number of tokens, such as a call of a provider's counting endpoint."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How the tokens of an instruction are counted later, when packs and providers are no longer at hand.

    `model` is the name it was composed for, `encoding` or `like` say how to count for it, `cacheable_prefix` is the
    smallest prefix, in tokens, that its provider caches; None where that is not known. `role` is whose message it
    takes.
    """

    model: str | None = None
    encoding: str | None = None
    like: str | None = None
    cacheable_prefix: int | None = None
    role: Literal["system", "developer", "user"] = "system"

    @property
    def way(self) -> dict[str, str]:
        """How to count, as arguments of `counter_for`."""
        ways = {"encoding": self.encoding, "like": self.like}
        return {name: value for name, value in ways.items() if value is not None}


class NotCountedError(PedagogyError):
    """A provider that was asked for a count did not give one."""


class Counting:
    """How the tokens of an instruction for `model` are counted. Loads no vocabulary before it has to.

    With `like`, the model is a name of one's own for one that counts as that known one does. With `asked`, whole texts
    are counted by the provider, and the name of the model may be one's own too.
    """

    def __init__(
        self,
        model: str | None,
        packs: tuple[HasModels, ...] = (),
        *,
        like: str | None = None,
        asked: Asked | None = None,
    ) -> None:
        self.model = model if model is not None else like
        self.packs = packs
        self._like = like
        meant = model if like is None else like
        known = None if meant is None else _known(meant, packs, any_name=asked is not None and like is None)
        self._known: Model | None = known
        self.window = known.context_window if known else None
        self.counted = Counted(self.model, **_later(known, named=meant is not None))
        self._asked = asked
        self._kept: dict[str, int] = {}
        self._characters = False

    def in_characters(self) -> Counting:
        """The same, but parts and whole texts are measured in characters."""
        made = copy(self)
        made._characters = True
        return made

    @property
    def provider(self) -> Counter | None:
        """Asks the provider, where it is asked. It raises `NotCountedError` where that fails."""
        from .counter import counter_for

        if self._asked is None:
            return None
        return counter_for(model=self.model, counter=self._ask, packs=self.packs)

    @property
    def parts(self) -> Counter:
        """Prices parts, offline."""
        if self._characters:
            from .counter import CHARACTERS

            return CHARACTERS
        return self.tokens

    @property
    def tokens(self) -> Counter:
        """Counts tokens, offline, whatever parts are priced in."""
        if self._known is None:
            return _counter(None, None, self.packs)
        return _counter(self.model if self._like else self._known.name, self._like, self.packs)

    @property
    def whole(self) -> Counter:
        """Counts whole texts: as the provider does, where it is asked for tokens."""
        return self.parts if self._characters else self.provider or self.parts

    def _ask(self, text: str) -> int:
        if text not in self._kept:
            assert self._asked is not None
            try:
                self._kept[text] = self._asked(text)
            except Exception as error:
                raise NotCountedError(f"{type(error).__name__}: {error}") from error
        return self._kept[text]


def _known(model: str, packs: tuple[HasModels, ...], *, any_name: bool) -> Model | None:
    from .models import UnknownModelError, find_model

    try:
        return find_model(model, packs)
    except UnknownModelError:
        if any_name:
            return None
        raise


def _later(model: Model | None, *, named: bool) -> dict[str, Any]:
    """How to count for a model later; for one that nobody knows as for those whose tokenizer is not published."""
    if model is None and not named:
        return {}
    from .counter import counter_like
    from .models import list_models

    if model is None:
        return {"like": next(one.name for one in list_models() if one.factors == "unpublished")}
    way = {"encoding": model.encoding} if model.encoding is not None else {"like": counter_like(model)}
    return {**way, "cacheable_prefix": model.cacheable_prefix, "role": model.role}


@lru_cache(maxsize=32)
def _counter(model: str | None, like: str | None, packs: tuple[HasModels, ...]) -> Counter:
    from .counter import counter_for

    return counter_for(model=model, like=like, packs=packs)


def counting_for(model: str | None, packs: tuple[HasModels, ...], like: str | None = None) -> Counting:
    """How to count for a model. Raises `UnknownModelError`, and `CountingError` for one that says not how."""
    from .models import as_name

    for name in (model, like):
        if name is not None:
            as_name(name)
    return _counting(model, packs, like)


@lru_cache(maxsize=64)
def _counting(model: str | None, packs: tuple[HasModels, ...], like: str | None) -> Counting:
    return Counting(model, packs, like=like)
