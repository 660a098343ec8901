"""A form for a preset's attributes, built from the catalogue: what is wrong stands at its field.

For the developer: the catalogue has labels, help, choices, ranges and defaults of every attribute, so no form knows one
by name. A finding has the path of its field; a fix is made on the same data that the form holds.

    python form.py > form.html
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from pedagogy_prompts import Preset, PresetError, Report, apply_fix, attribute_catalogue, check

CATALOGUE = {one["slug"]: one for one in attribute_catalogue()["attributes"]}
KINDS = {"number": "number", "switch": "checkbox"}


def field(path: tuple[str, ...], about: dict[str, Any], value: Any, told: str) -> str:
    name = ".".join(path)
    if about["types"][0] in ("choice", "choices"):
        chosen = value if isinstance(value, list) else [value]
        # Without an empty one a browser would send the first where nothing is chosen.
        options = "<option value=''></option>" * (about["types"][0] == "choice" and not value)
        options += "".join(
            f"<option value='{one['value']}'{' selected' * (one['value'] in chosen)}>{escape(one['label'])}</option>"
            for one in about["choices"]
        )
        entry = f"<select name='{name}'{' multiple' * (about['types'][0] == 'choices')}>{options}</select>"
    else:
        bounds = "".join(f" {a}='{about[b]}'" for a, b in (("min", "least"), ("max", "most")) if about[b] is not None)
        text = escape(value if isinstance(value, str) else json.dumps(value))
        entry = f"<input name='{name}' type='{KINDS.get(about['types'][0], 'text')}' value='{text}'{bounds}>"
    help_ = escape(about["help"])
    return f"<label title='{help_}'>{escape(about['label'])} {entry}</label><p role='alert'>{escape(told)}</p>\n"


def report_on(data: dict[str, Any]) -> Report:
    try:
        return check(Preset.from_data(data))
    except PresetError as error:
        return error.report


def form(data: dict[str, Any]) -> str:
    findings = [(finding.places[0].path, finding.message) for finding in report_on(data).errors]
    out = ""
    for slug, values in data["attributes"].items():
        out += f"<h2 title='{escape(CATALOGUE[slug]['help'])}'>{CATALOGUE[slug]['title']}</h2>\n"
        for about in CATALOGUE[slug]["parameters"]:
            path = ("attributes", slug, about["name"])
            told = " ".join(message for at, message in findings if at[:3] == path)
            out += field(path, about, values.get(about["name"], about["default"]) or "", told)
    return out


if __name__ == "__main__":
    ladder, until = {"rungs": ["orient", "next_stepp"], "then": "reveal"}, {"attemps": 3}
    posted: dict[str, Any] = {
        "attributes": {"hint_ladder": ladder, "withhold_answer": {"until": until}, "turn_length": {"max_words": 5}}
    }
    print(form(posted))

    # Each field is mended, and what they say together is not: the first fix is made on the same data.
    posted["attributes"] = {"hint_ladder": {"then": "reveal"}, "withhold_answer": {"until": "never"}}
    print(form(posted))
    for finding in report_on(posted).errors:
        posted = apply_fix(posted, finding.fixes[0])
    print(form(posted))
