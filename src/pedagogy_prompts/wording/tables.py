"""An attribute's words as a table: read from `en.toml` beside its module, or given in the class."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar, Protocol

from ..base.errors import PedagogyError
from .speech import base_of, spoken


class Worded(Protocol):
    """What wording asks of an attribute."""

    words: ClassVar[str | Mapping[str, Any] | None]

    @classmethod
    def slug(cls) -> str: ...
    @classmethod
    def parameters(cls) -> tuple[str, ...]: ...
    def forms(self) -> Mapping[str, Any]: ...
    def __hash__(self) -> int: ...


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """The words of an attribute in a locale, and where they are written."""

    data: Mapping[str, Any]
    where: str


@dataclass(frozen=True, eq=False, slots=True)
class Rewording:
    """An app's own phrases, and the tables of the attributes that they change."""

    data: Mapping[str, Any]
    tables: Mapping[str, Table]


@lru_cache(maxsize=1024)
def table_of(cls: type[Worded], locale: str) -> Table:
    """The table of an attribute, its own or that of the class it derives from, speaking as the locale's lesson does.

    A class may hold it in `words`, as a mapping or as TOML text; these words serve every locale. Else it is the file
    `<slug>.<locale>.toml` or `<locale>.toml` beside the module. Raises `PedagogyError` where there is none, or where
    what is there is not TOML.
    """
    for base in cls.__mro__:
        if (own := base.__dict__.get("words")) is not None:
            where = f"`words` of the class {base.__name__}"
            return _spoken(cls, _read(own, where) if isinstance(own, str) else _keyed(own), where, locale)
        if hasattr(base, "slug") and (folder := _folder(base.__module__)) is not None:
            for name in (f"{base.slug()}.{base_of(locale)}.toml", f"{base_of(locale)}.toml"):
                file = folder.joinpath(name)
                if file.is_file():
                    return _spoken(cls, _read(file.read_text("utf-8"), str(file)), str(file), locale)
    raise PedagogyError(
        f"The attribute '{cls.slug()}' has no words for the locale '{base_of(locale)}'. Put them into "
        f"{base_of(locale)}.toml beside its module {cls.__module__}, or into the class, as `words`: a TOML text or a "
        "mapping."
    )


def speaking(cls: type[Worded], data: Mapping[str, Any], locale: str) -> Any:
    """Texts of an attribute's table, as a locale's lesson says them; a name of the table's own stays its own."""
    return spoken(data, locale, but={*cls.parameters(), *data.get("phrases", ()), *_phrases_in(data)})


def _spoken(cls: type[Worded], data: Any, where: str, locale: str) -> Table:
    return Table(speaking(cls, data, locale), where)


def _phrases_in(data: Any) -> Iterator[str]:
    """The names of the phrases that stand beside the texts which ask for them."""
    if isinstance(data, Mapping):
        if not data.keys().isdisjoint(("full", "brief", "text")):
            yield from data
        for part in data.values():
            yield from _phrases_in(part)


def form_key(value: Any) -> str:
    """A form as a table writes it."""
    return str(value).lower() if isinstance(value, bool) or value is None else str(value)


def _keyed(data: Any) -> Any:
    """A mapping whose keys are written as in TOML: an author may write 1 or True for a form."""
    if isinstance(data, Mapping):
        return {form_key(key): _keyed(value) for key, value in data.items()}
    return data


def _folder(module: str) -> Any:
    package = getattr(sys.modules.get(module), "__package__", None)
    if package:
        return resources.files(package)
    file = getattr(sys.modules.get(module), "__file__", None)
    return Path(file).parent if file else None


def _read(text: str, where: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PedagogyError(f"{where} is not TOML: {error}.") from error
