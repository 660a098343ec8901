"""The links that a statement gives, and lists that they are not on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..attributes.kit.attribute import Attribute, Statement, own_texts, told_texts
from ..attributes.kit.links import addresses, unlisted
from ..norms.claims import Claim, prevails
from ..norms.condition import Condition
from ..norms.norm import Norm, oblige
from ..wording.statements import statement_text

_ACT = "give_unlisted_link"


def linked(attribute: Attribute, statement: Statement) -> Iterator[Norm]:
    """That a statement gives a link: it tells the learner words of its author's that hold one."""
    if any(map(addresses, told_texts(attribute))) and addresses(statement_text(attribute, statement.key, "full", "en")):
        param = type(attribute).tells[0]
        duty = next((one for one in statement.norms if one.modality == "oblige"), oblige("", every=False))
        yield oblige("give_link", duty.when, every=duty.every, param=param)


def off_lists(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each with the duty to give a link that is not on the list where it gives one that a list lacks."""
    lists = [claim for claim in claims if any(_ban(norm) for norm in claim.norms)]
    spoken = [one for one in lists if not any(_silences(other, one) for other in lists)]
    return [_off(claim, spoken) for claim in claims] if spoken else list(claims)


def _off(claim: Claim, lists: Sequence[Claim]) -> Claim:
    given = [(norm, said) for norm, said in zip(claim.norms, claim.said, strict=True) if norm.target == "give_link"]
    given = [(norm, said) for norm, said in given if norm.modality == "oblige"]
    where = Condition.of(box for one in lists if given and _lacks(one, claim) for box in one.scope.boxes)
    if where.never:
        return claim
    norms = (replace(n, target=_ACT, when=n.when & where if n.every else n.when) for n, _ in given)
    return replace(claim, norms=(*claim.norms, *norms), said=(*claim.said, *(said for _, said in given)))


def _ban(norm: Norm) -> bool:
    return (norm.modality, norm.target) == ("forbid", _ACT)


def _silences(other: Claim, one: Claim) -> bool:
    return prevails(other, one) and other.but.never and (one.scope & ~other.scope).never


def _lacks(listing: Claim, claim: Claim) -> bool:
    """Whether a statement gives an address that is on none of the pages of a list."""
    (holder, _), (one, said) = listing.origin, claim.origin
    text = statement_text(one.attribute, said.key, "full", "en")
    return unlisted(text, own_texts(holder.attribute))
