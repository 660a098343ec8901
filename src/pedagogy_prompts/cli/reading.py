"""How the presets of a call are read: with which packs, in which layers, below which folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..base.errors import PedagogyError
from . import completion

if TYPE_CHECKING:
    from ..presets.packs import Pack
    from ..presets.parts import Layer
    from ..presets.preset import Preset
    from ..reports.report import Report

Command = Callable[..., Any]

_LAYERS = ("platform", "school", "course", "lesson", "learner")


@dataclass(frozen=True)
class Reading:
    """What a call says of reading; it can be handed to another process."""

    specs: tuple[str, ...] = ()
    """Packs, as module:NAME."""
    layer: Layer | None = None
    """The layer of every preset that is not among `layers`."""
    layers: Mapping[str, Layer] = field(default_factory=dict)
    root: str | None = None
    roots: Mapping[str, str] = field(default_factory=dict)
    """The folders that stand for the presets below them, by preset."""

    @property
    def packs(self) -> tuple[Pack, ...]:
        return _packs(self.specs)

    def layer_of(self, name: str) -> Layer | None:
        return self.layers.get(name, self.layer)

    def root_of(self, name: str) -> str | None:
        return self.root or self.roots.get(name)

    def below(self, folders: Mapping[str, str]) -> Reading:
        """The same, where folders stand for presets; `folders` is by preset."""
        return Reading(self.specs, self.layer, self.layers, self.root, folders)

    def hold(self, names: Iterable[str]) -> None:
        """Raise a usage error for a preset that `--layer` names and the call does not."""
        names = [*names]
        for name in self.layers:
            if name not in names:
                raise click.UsageError(f"--layer names {name}, which is no PRESET of this call. Name it as one too.")

    def shipped(self, name: str) -> tuple[Preset | None, Report]:
        """A preset that comes with the library, with what is wrong with reading it so."""
        from ..presets.loading import read_preset

        return read_preset(name, shipped=True, layer=self.layer_of(name))

    def text(self, text: str, name: str) -> tuple[Preset | None, Report]:
        """The preset in a text that is to replace what stands in a file, with what is wrong with reading it."""
        from ..presets.loading import read_text

        return read_text(text, source=name, layer=self.layer_of(name), root=self.root_of(name), packs=self.packs)


_PACK = click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="MODULE:NAME",
    shell_complete=completion.packs,
    help="A pack of your own, found as Python finds modules, or in this folder; may be given several times.",
)
_LAYER = click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="[PRESET=]LAYER",
    shell_complete=completion.known(lambda: _LAYERS),
    help="The layer of a preset, or of every preset, whatever it says itself; may be given several times.",
)
_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False),
    help="The folder below which `extends` finds files. Without it: the preset's own, or the one named as PRESET.",
)


def with_packs(command: Command) -> Command:
    """A command that takes packs, as `packs`."""

    @wraps(command)
    def run(*args: Any, packs: Sequence[str], **rest: Any) -> Any:
        return command(*args, packs=_packs(tuple(packs)), **rest)

    return _PACK(run)


def with_reading(command: Command) -> Command:
    """A command that reads presets, as its options say, in `reading`."""

    @wraps(command)
    def run(*args: Any, packs: Sequence[str], layers: Sequence[str], root: str | None, **rest: Any) -> Any:
        everywhere, single = _layers(layers)
        reading = Reading(tuple(packs), everywhere, single, root)
        _packs(reading.specs)  # what is wrong with them is said before anything is read
        return command(*args, reading=reading, **rest)

    return _PACK(_LAYER(_ROOT(run)))


def _layers(given: Iterable[str]) -> tuple[Layer | None, dict[str, Layer]]:
    from ..norms.spelling import did_you_mean

    everywhere: Layer | None = None
    single: dict[str, Layer] = {}
    for one in given:
        name, equals, word = one.rpartition("=")
        layer: Any = word
        if layer not in _LAYERS:
            raise click.UsageError(f"--layer: there is no layer {word!r}.{did_you_mean(word, _LAYERS)}")
        if equals:
            single[name] = layer
        else:
            everywhere = layer
    return everywhere, single


@cache
def _packs(specs: tuple[str, ...]) -> tuple[Pack, ...]:
    """The packs of these names. Raises a usage error that says why there is none."""
    return tuple(_pack(spec) for spec in specs)


def _pack(spec: str) -> Pack:
    from ..norms.spelling import did_you_mean
    from ..presets.packs import SHIPPED, Pack

    module, colon, name = spec.partition(":")
    if not colon and spec in SHIPPED:
        return SHIPPED[spec]
    if not (module and name):
        raise click.UsageError(f"--pack takes module:NAME, such as our_packs:CHEMISTRY, not {spec!r}.")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)  # last, so that nothing in it stands for a module of Python's
    try:
        home = import_module(module)
    except PedagogyError as error:
        raise click.UsageError(f"--pack {spec}: {error}") from error
    except Exception as error:
        raise click.UsageError(
            f"--pack {spec}: the module {module} cannot be imported ({type(error).__name__}: {error})."
        ) from error
    found = getattr(home, name, None)
    if not isinstance(found, Pack):
        packs = [key for key, value in vars(home).items() if isinstance(value, Pack)]
        what = "has no" if found is None else f"has a {type(found).__name__}, no pack, of the name"
        raise click.UsageError(f"--pack {spec}: {module} {what} {name}.{did_you_mean(name, packs)}")
    return found
