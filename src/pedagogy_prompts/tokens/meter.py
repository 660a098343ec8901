"""How the tokens of one composition are counted: which model, by what, with how much room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from ..base.errors import PedagogyError

if TYPE_CHECKING:
    from .counter import Counter
    from .models import HasModels, Model

Asked = Callable[[str], int]
"""A function from a text to its number of tokens, such as a call of a provider's counting endpoint."""


class NotCountedError(PedagogyError):
    """A provider that was asked for a count did not give one."""


class Counting:
    """How the tokens of an instruction for `model` are counted. Loads no vocabulary before it has to.

    `counted` says how to count later, when packs and providers are no longer at hand. With `asked`, whole texts are
    counted by the provider and the name of the model may be one's own.
    """

    def __init__(self, model: str | None, packs: tuple[HasModels, ...], asked: Asked | None) -> None:
        self.model = model
        self.packs = packs
        known = None if model is None else _known(model, packs, any_name=asked is not None)
        self._known: Model | None = known
        self.window = known.context_window if known else None
        self.cacheable_prefix = known.cacheable_prefix if known else None
        self.counted: Mapping[str, str] = _later(known) if known else {}
        if model is not None and known is None:
            self.counted = _nobodys()
        self._asked = asked
        self._kept: dict[str, int] = {}

    @property
    def parts(self) -> Counter:
        """Prices parts, offline."""
        return _counter(self._known.name if self._known else None, self.packs)

    @property
    def whole(self) -> Counter:
        """Counts whole texts: the provider, where it is asked. Raises `NotCountedError` where that fails."""
        from .counter import counter_for

        return self.parts if self._asked is None else counter_for(model=self.model, counter=self._ask, packs=self.packs)

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


def _later(model: Model) -> dict[str, str]:
    from .counter import counter_like

    return {"encoding": model.encoding} if model.encoding is not None else {"like": counter_like(model)}


def _nobodys() -> dict[str, str]:
    """How to count for a model that nobody knows: as for those whose tokenizer is not published."""
    from .models import list_models

    return {"like": next(model.name for model in list_models() if model.factors == "unpublished")}


@lru_cache(maxsize=32)
def _counter(model: str | None, packs: tuple[HasModels, ...]) -> Counter:
    from .counter import counter_for

    return counter_for(model=model, packs=packs)


@lru_cache(maxsize=64)
def counting_for(model: str | None, packs: tuple[HasModels, ...]) -> Counting:
    """How to count for a model. Raises `UnknownModelError`, and `CountingError` for one that says not how."""
    return Counting(model, packs, None)
