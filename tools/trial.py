"""Does a text teach? A blind side-by-side of tutor texts over dialogues, played by chat models and rated by others.

    tools/trial.py play OUT DIALOGUES TEXT               a page for each player: the text and ten dialogues
    tools/trial.py pack OUT SEED DIALOGUES REPLIES ...   pages for a rater, each dialogue in its own order; key.json
    tools/trial.py score FOLDER RATINGS ...              who won how often, with the interval of drawing dialogues anew
    tools/trial.py count REPLIES --words 100             what can be counted in replies, and how often it was kept

DIALOGUES is a list of {id, subject, level, dialogue, ...}; REPLIES maps the id of each dialogue to a reply, and is
named by its file; RATINGS maps it to {"rank": ["B", "A"]}, the best first. `score` takes pairs of a rater's folder and
ratings.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

A_PLAYER = 10
"""How many dialogues one player answers: more make haste, and haste shows."""
SAMPLES = 10_000
ASKED = """\
Below is an instruction for a tutor, then {n} tutoring dialogues. For each, write the tutor's next turn, and nothing
else, as the instruction asks. Take each dialogue by itself, and take your time: there is no clock, and care counts.
Answer with one JSON object that maps each id to the reply."""
RATE = """\
Each item is a tutoring dialogue with replies of several tutors. Judge which reply helps this learner most in learning:
does it take up what they said, is it honest and kind about right and wrong, does the learner do the thinking, and can
they start at once? Take your time: there is no clock. Answer with one JSON object:
{"<id>": {"rank": ["<best>", ..., "<least>"], "why": "<one sentence>"}}."""

Ratings = Mapping[str, Mapping[str, Any]]


def players(text: str, dialogues: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each player is given."""
    parts = [dialogues[i : i + A_PLAYER] for i in range(0, len(dialogues), A_PLAYER)]
    return [
        "\n\n".join([
            ASKED.format(n=len(part)),
            f"<instruction>\n{text}\n</instruction>",
            json.dumps([dict(one) for one in part], indent=1, ensure_ascii=False),
        ])
        for part in parts
    ]  # fmt: skip


def packed(
    dialogues: Iterable[Mapping[str, Any]], replies: Mapping[str, Mapping[str, str]], seed: int
) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """What a rater sees, and which letter stood for which text in each dialogue."""
    draw, items, key = random.Random(seed), list[dict[str, Any]](), dict[str, dict[str, str]]()
    for one in dialogues:
        if any(one["id"] not in own for own in replies.values()):
            continue
        names = draw.sample(sorted(replies), len(replies))
        key[one["id"]] = {chr(65 + i): name for i, name in enumerate(names)}
        items.append({**one, "replies": {chr(65 + i): replies[name][one["id"]] for i, name in enumerate(names)}})
    return items, key


def wins(rated: Iterable[tuple[Mapping[str, Mapping[str, str]], Ratings]]) -> dict[tuple[str, str], dict[str, float]]:
    """For two texts, the share of raters in each dialogue that put the first above the second."""
    votes: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, ratings in rated:
        for name, rating in ratings.items():
            order = [key[name][letter] for letter in rating["rank"]]
            for better, worse in combinations(order, 2):
                votes[better, worse][name].append(1)
                votes[worse, better][name].append(0)
    return {pair: {name: sum(v) / len(v) for name, v in each.items()} for pair, each in votes.items()}


def interval(shares: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """Between what shares 95 % of the means lie when dialogues are drawn again."""
    draw, n = random.Random(seed), len(shares)
    means = sorted(sum(draw.choices(shares, k=n)) / n for _ in range(SAMPLES))
    return means[int(SAMPLES * 0.025)], means[int(SAMPLES * 0.975) - 1]


def counted(reply: str, words: int, questions: int) -> dict[str, bool]:
    """Which of the norms that can be counted a reply keeps."""
    prose = re.sub(r"```.*?```", " ", reply, flags=re.DOTALL)
    return {
        "words": len(re.findall(r"\S+", prose)) <= words,
        # A mark that stands for a gap, as in "4 | ?", asks nothing by itself.
        "questions": len(re.findall(r"\w[^\w\s|=]*?[?\uff1f]+", prose)) <= questions,
        "question last": reply.rstrip().rstrip("\"'\u201d\u2019*_)`").endswith(("?", "\uff1f")),
    }


def _json(path: str) -> Any:
    return json.loads(Path(path).read_text("utf-8"))


def _written(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["play", "pack", "score", "count"])
    parser.add_argument("rest", nargs="+")
    parser.add_argument("--words", type=int, default=100)
    parser.add_argument("--questions", type=int, default=1)
    given = parser.parse_args()
    rest: list[str] = given.rest
    if given.verb == "play":
        for n, page in enumerate(players(Path(rest[2]).read_text("utf-8"), _json(rest[1])), 1):
            _written(Path(rest[0]), f"{Path(rest[2]).stem}-{n}.md", page)
    elif given.verb == "pack":
        items, key = packed(_json(rest[2]), {Path(one).stem: _json(one) for one in rest[3:]}, int(rest[1]))
        for n in range(0, len(items), A_PLAYER):
            some = json.dumps(items[n : n + A_PLAYER], indent=1, ensure_ascii=False)
            _written(Path(rest[0]), f"items-{n // A_PLAYER + 1}.md", f"{RATE}\n\n{some}\n")
        _written(Path(rest[0]), "key.json", json.dumps(key))
    elif given.verb == "score":
        pairs = zip(rest[::2], rest[1::2], strict=True)
        found = wins((_json(str(Path(folder) / "key.json")), _json(ratings)) for folder, ratings in pairs)
        for one, other in permutations(sorted({name for pair in found for name in pair}), 2):
            shares = list(found[one, other].values())
            low, high = interval(shares)
            print(f"{one} over {other}: {sum(shares) / len(shares):.0%} ({low:.0%} to {high:.0%})")
    else:
        kept = [counted(reply, given.words, given.questions) for reply in _json(rest[0]).values()]
        for norm in kept[0]:
            print(f"{norm}: {sum(one[norm] for one in kept)} of {len(kept)}")


if __name__ == "__main__":
    main()
