"""The known cases of `cases.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.condition import ALWAYS, NEVER, Condition
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige, permit

from ..each import each
from .reference import analyse

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("cases.yaml"))


def norm(data: dict[str, Any]) -> Norm:
    when = Condition(data.get("when", {}))
    match data:
        case {"oblige": act}:
            return oblige(act, when, every=not data.get("some"))
        case {"forbid": act}:
            return forbid(act, when)
        case {"permit": act}:
            return permit(act, when)
        case {"bound": quantity}:
            return bound(quantity, data.get("least"), data.get("most"), when)
        case {"choose": slot, "values": values}:
            return choose(slot, *values, when=when)
    raise AssertionError(f"no norm: {data}")


def claim(owner: int, slug: str, data: dict[str, Any]) -> Claim:
    return Claim(
        slug=slug,
        key="key",
        norms=tuple(norm(one) for one in data["norms"]),
        scope=Condition(data.get("scope", {})),
        must=not data.get("should"),
        locked=data.get("locked", False),
        layer=data.get("layer", 3),
        owner=owner,
        but=Condition(data["but"]) if "but" in data else NEVER,
    )


@each("case", CASES)
def test_a_known_case(case: dict[str, Any]) -> None:
    claims = [claim(i, slug, data) for i, (slug, data) in enumerate(case["claims"].items())]
    known = Condition(case["given"]) if "given" in case else ALWAYS
    analysis = analyse(claims, known)
    resolution = analysis.resolve()
    space = analysis.space
    slugs = list(case["claims"])

    found = {(clash.code, frozenset(slugs[i] for i in clash.claims)): clash for clash in resolution.clashes}
    assert len(found) == len(resolution.clashes)
    expected = {(clash["code"], frozenset(clash["claims"])): clash for clash in case["clashes"]}
    assert set(found) == set(expected)
    for key, told in expected.items():
        assert found[key].region == space.region(Condition(told.get("when", {})))

    silent = {slug: scope & ~live for slug, scope, live in zip(slugs, resolution.scope, resolution.live, strict=True)}
    assert {slug: mask for slug, mask in silent.items() if mask} == {
        slug: space.region(Condition(when)) for slug, when in case.get("silent", {}).items()
    }
