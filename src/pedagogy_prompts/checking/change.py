"""A change to one attribute, and the fix it makes: the edits of the preset, and what the tutor is then told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..attributes.kit.attribute import COMMON, Attribute
from ..base.inline import inline
from ..base.path import Path
from ..norms.condition import as_condition
from ..norms.variables import VARIABLES
from ..reports.report import Edit, Fix
from ..reports.saying import Sentences
from ..wording.statements import statement_text
from ..wording.words import Words
from .claims import Placed, statements_of
from .removals import taken_out
from .resolved import Resolved

_say = Sentences("checking")


@dataclass(frozen=True, slots=True)
class Change:
    """One attribute as it would be, or None where it would be taken out, and how much of what was written is lost."""

    owner: int
    parameters: tuple[str, ...]
    attribute: Attribute | None
    loss: tuple[float, ...] = ()
    safe: bool = False


def can_be_written(placed: Sequence[Placed], owner: int) -> bool:
    """Whether one instance of an attribute can be changed in a source that may be edited.

    A preset changes what a parent wrote by the name of the attribute; of several instances it can only write all anew.
    """
    one = placed[owner]
    if one.holder.source == one.origin.source:
        return one.holder.editable
    if one.attribute.own_words:
        return False
    slug = one.attribute.known_as
    alike = [other for other in placed if other.attribute.known_as == slug and other.holder == one.holder]
    return one.holder.editable and len(alike) == 1


def fix_of(resolved: Resolved, one: Change, silent: int | None = None) -> Fix:
    """A change as a fix; `silent` is whose attribute says nothing anywhere."""
    effect = _effect(resolved, one)
    if one.owner == silent and one.attribute is None:
        effect = _say("fix.effect.silent")
    return Fix(_label(resolved, one), one.safe, _edits(resolved, one), effect)


def _edits(resolved: Resolved, one: Change) -> tuple[Edit, ...]:
    placed, after = resolved.placed[one.owner], one.attribute
    if after is None:
        return taken_out(resolved, one.owner) or ()
    origin, source = placed.origin, placed.origin.source
    path: Path = origin.path
    if placed.holder.source != source:
        # What a parent wrote is changed in the preset that extends it.
        source, path = placed.holder.source, ("attributes", placed.attribute.known_as)
    elif not origin.mapping:
        # The attribute stands there as a main value or as nothing: write it out.
        written = after.model_fields_set & {*placed.attribute.model_fields_set, *one.parameters}
        fields = (*after.parameters(), *COMMON)
        return (Edit(source, path, "set", {name: after.as_written(name) for name in fields if name in written}),)
    return tuple(
        Edit(source, (*path, name), "set", after.as_written(name))
        if name in after.model_fields_set or source != origin.source
        else Edit(source, (*path, name), "remove")
        for name in one.parameters
    )


def _label(resolved: Resolved, one: Change) -> str:
    """The change as a preset would write it."""
    placed, after = resolved.placed[one.owner], one.attribute
    slug = placed.attribute.known_as
    alike = [other for other in resolved.placed if other.attribute.known_as == slug]
    if after is None:
        told = inline(placed.attribute.to_value())
        return _say("fix.take_out", what=slug) if len(alike) == 1 else _say("fix.take_this_out", name=slug, value=told)
    line, last = placed.place().line, placed.origin.path[-1:]
    where = ""
    if len(alike) > 1 and line:
        where = _say("parts.fix.line", line=line)
    elif len(alike) > 1 and last and isinstance(last[0], int):
        where = _say("parts.fix.number", number=last[0] + 1)
    if one.parameters and not set(one.parameters) & after.model_fields_set:
        return _say("fix.take_out_of", what=resolved.words.listed(one.parameters), name=slug, where=where)
    values = {name: inline(after.as_written(name)) for name in one.parameters}
    value = next(iter(values.values()))
    if tuple(values) == after.parameters()[:1] and value[0] not in "{[" and len(after.to_mapping()) < 2:
        return _say("fix.write", change=f"{slug}: {value}", where=where)
    listed = ", ".join(f"{name}: {value}" for name, value in values.items())
    return _say("fix.write", change=f"{slug}: {{{listed}}}", where=where)


def _effect(resolved: Resolved, one: Change) -> str:
    """What the tutor is then told, in place of what."""
    before, words = resolved.placed[one.owner].attribute, resolved.words
    was = _said(before, words)
    if one.attribute is None:
        return _say("fix.effect.gone", gone=" ".join(was))
    if one.parameters == ("unless",):
        when = words.condition(as_condition(one.attribute.unless), VARIABLES)
        excepted = " ".join(_said(before, words, _silenced(resolved, one)))
        return _say("fix.effect.except", when=when, said=excepted)
    then = _said(one.attribute, words)
    gone, new = [text for text in was if text not in then], [text for text in then if text not in was]
    if not new:
        return _say("fix.effect.gone", gone=" ".join(gone)) if gone else ""
    return _say("fix.effect.instead", new=" ".join(new), gone=" ".join(gone)) if gone else " ".join(new)


def _silenced(resolved: Resolved, one: Change) -> frozenset[str]:
    """The keys of the statements that an exception silences somewhere."""
    taken = resolved.space.mask(as_condition(one.attribute.unless)) if one.attribute else 0
    own = [(i, claim) for i, claim in enumerate(resolved.resolution.claims) if claim.owner == one.owner]
    silenced = [c for i, c in own if resolved.speaks(c) & resolved.resolution.scope[i] & taken]
    # A limit is not missed where nothing is said that it limits.
    missed = [claim for claim in silenced if any(norm.modality != "bound" for norm in claim.norms)]
    return frozenset(claim.key for claim in missed or silenced)


def _said(attribute: Attribute, words: Words, of: Collection[str] = ()) -> list[str]:
    keys = [statement.key for statement in statements_of(attribute) if not of or statement.key in of]
    return [statement_text(attribute, key, "brief", words.locale).replace("\n", " ") for key in keys]
