"""What the shell completes: names that the library knows, and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completer = Callable[[Any, Any, str], "list[CompletionItem]"]


def known(names: Callable[[], Iterable[str]]) -> Completer:
    """Whatever of these names goes on as was begun."""

    def completed(_ctx: Any, _param: Any, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in names() if name.startswith(begun)]

    return completed


def _or_file(completer: Completer) -> Completer:
    """Files, and the names that go on as was begun: a shell that is given names shows no files beside them."""

    def completed(ctx: Any, param: Any, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(begun, type="file"), *(completer(ctx, param, begun) if begun else ())]

    return completed


def _shipped() -> Iterable[str]:
    from ..presets.shipped import shipped_presets

    return shipped_presets()


def _profiles() -> Iterable[str]:
    from ..views.profile.profile import shipped_profiles

    return shipped_profiles()


def _targets() -> Iterable[str]:
    from ..instructions.targets import target_names

    return target_names()


def _models() -> Iterable[str]:
    from ..tokens.models import list_models

    return (model.name for model in list_models())


def _encodings() -> Iterable[str]:
    from ..tokens.vocabulary import ENCODINGS

    return ENCODINGS


def _packs() -> Iterable[str]:
    from ..presets.packs import SHIPPED

    return SHIPPED


def _words() -> Iterable[str]:
    from ..views.explain import explained_names

    return explained_names()


shipped_names = known(_shipped)
presets = _or_file(shipped_names)
profiles = _or_file(known(_profiles))
packs = known(_packs)
targets = known(_targets)
models = known(_models)
encodings = known(_encodings)
words = known(_words)
