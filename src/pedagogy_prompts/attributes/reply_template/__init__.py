from __future__ import annotations

import re
from collections.abc import Iterator

from ..kit import (
    ANSWERED,
    CLOSING,
    Amount,
    Attribute,
    Distinct,
    Norm,
    Phrase,
    Statement,
    Statements,
    choose,
    emoji_allowing,
    forbid,
    named_slot,
    oblige,
    order_slots,
    sides_named,
)

_NAMED = {
    "ask_question": r"(?:\w+ )?questions?",
    "summarise": "summary|recap",
    "praise": "praise|well done",
    "give_hint": "hints?",
    "set_task": "(?:next |your )?task|exercise|homework",
    "explain": "explanation",
    "give_example": "examples?",
    "give_grade": "marks?|grade|score|band",
    "say_verdict": "verdict|right or wrong",
    "name_right_part": "strengths?|what (?:works|(?:is|was) (?:right|good))",
    "correct_error": "corrections?",
    "show_code": "code",
    "name_source": "sources?|references",
    "give_link": "links?",
    "award_points": "stars",
    "award_badges": "badges?",
    "encourage": "encouragement",
    "use_other_language": "translation",
    "give_opinion": "my (?:view|opinion)",
    "mention_clock": "(?:time|minutes) left|clock",
    "use_tables": "table",
}
_HOLDS = {
    "ask_question": r"(?:^|\b(?:and|then|with) )(?:one|an?|your|the) (?:\w+ )?question\b",
    "give_grade": r"\bout of (?:five|six|ten|fifteen|twenty|a hundred|\d+)\b|^(?:an?|the) (?:grade|mark|score|band)\b",
    "state_final_answer": r"^the (?:right |correct |final |full )?(?:answer|solution|result)\b",
    "say_verdict": r"\b(?:right or wrong|whether it is right)\b",
    "name_improvement": r"\b(?:to|could) (?:be )?(?:change|mend|improve|better)\b",
    "give_example": r"^(?:an?|one) (?:\w+ )?example\b",
    "use_tables": r"^a (?:small |short )?table\b",
    "mention_clock": r"\b(?:minutes?|time) (?:that (?:is|are) )?(?:left|remain(?:s|ing)?)\b",
}
_NAME = {act: re.compile(words) for act, words in _NAMED.items()}
_HELD = {act: re.compile(words, re.I) for act, words in _HOLDS.items()}
_MOVES = {
    "ask_question": "ask",
    "name_right_part": "credit",
    "give_hint": "hint",
    "set_task": "task",
    "explain": "explain",
}
"""The moves of a turn that have an order with other moves."""
_ALIKE = {
    "case": re.compile(r"(?:concrete )?case|example"),
    "rule": re.compile(r"rule|principle|definition"),
    "context": re.compile(r"where (?:it|this) (?:stands|fits)"),
    "criteria": re.compile(r"what counts"),
    "reason": re.compile(r"why it matters"),
    "done_when": re.compile(r"when it is done"),
}
"""Names of parts that other orders know by a name of their own."""
_END = {"ask_question": "end_with_question", "set_task": "end_with_task", "summarise": "end_with_summary"}
_TOLD = ("give_grade", "say_verdict", "praise", "name_right_part", "name_source", "give_link", "award_points")
"""What a part by these names tells; nothing is asked in it."""
_JUDGES = re.compile(r"\bhow well\b|\bcriterion\b", re.I)
"""Who says this of a side of the work holds it against a criterion."""
_STEP = re.compile(r"(?:(?:first|second|third|fourth) step|step (?:\d|one|two|three|four))\b", re.I)
_STATED = re.compile(r"(?:^|\b(?:in|as) )(?:an?|one) (?:\w+ )?statement\b|\b(?:no|not a|without an?) question\b", re.I)
_THING = r"(?:number|page|date|link|address|word|term|name|title)"
_BARE = re.compile(rf"^(?:the|an?|one) (?:\w+ )?{_THING}\b.*\bnothing else\b", re.I)
_ASKS = re.compile(r"\?|\b(?:questions?|asks?|tasks?|choices?|choose|find|spot|errors?|mistakes?)\b", re.I)


def _never_ends(part: str) -> tuple[str, ...]:
    """With what no reply ends whose last part this is, where its words leave no doubt."""
    name, _, holds = (one.strip() for one in part.partition(":"))
    if _ASKS.search(_STATED.sub("", part)):
        return ()
    if _BARE.search(holds) or any(_NAME[act].fullmatch(name.casefold()) for act in _TOLD):
        return ("end_with_question", "end_with_choice", "end_with_task")
    return ("end_with_question",) if _STATED.search(holds) else ()


def _acts(part: str) -> list[str]:
    """What a reply does that holds a part, by its name and by what is told of it."""
    name, _, holds = (one.strip() for one in part.partition(":"))
    acts = [act for act, words in _NAME.items() if words.fullmatch(name.casefold())]
    acts += [act for act, words in _HELD.items() if words.search(holds)]
    return [*dict.fromkeys(acts), *(f"comment_on_{side}" for side in sides_named([name]))]


class ReplyTemplate(Attribute):
    """Build each reply from the same named parts, in one order.

    Why: A form that returns lets learners find the task at once, and lets a class compare.
    Use it when: a kind of reply has parts that must all be there, as in a task sheet or feedback on a draft; `when` can
    say which.
    Do not use it when: turns are a talk: in every turn a form becomes a formula.
    """

    family = "presentation"
    stands = ("every_turn", 20)
    samples = {"parts": [["Task: what to do"], ["Context: where we are", "Task: what to do"], ["Task", "Context"]]}
    tells = ("parts",)

    parts: Distinct[Phrase]
    """The parts in order, each with its name and, after a colon, what it holds: "Task: what to write now"."""
    named: bool = True
    """Whether each part stands under its name, or the names are for the tutor alone."""

    def statements(self) -> Statements:
        acts = [_acts(part) for part in self.parts]
        names = [self._named(part, acts) for part, acts in zip(self.parts, acts, strict=True)]
        order = [choose(slot, first) for slot, first in order_slots(names)]
        labels = [choose("part_names", "shown" if self.named else "not shown", param="named")]
        shown_names = [part.partition(":")[0] for part in self.parts] if self.named else []
        labels += [choose(named_slot("phrase", name), "said") for name in shown_names]
        words = sum(len(name.split()) for name in shown_names) + len(self.parts) - 1  # and each holds something
        judged = sum(_JUDGES.search(part) is not None for part in self.parts)
        built = oblige("follow_template", takes=[Amount("words", words)])
        held = [oblige(act) for act in dict.fromkeys(act for part in acts for act in part)]
        if (steps := sum(_STEP.match(part) is not None for part in self.parts)) > 1:
            held.append(oblige("give_next_step", takes=[Amount("steps", steps - 1)]))
        if any("say_verdict" in part for part in acts):
            held.append(choose("reasoning_order", "after_verdict", when=ANSWERED))
        if judged:
            held.append(oblige("judge_by_criterion", takes=[Amount("criteria", judged - 1)]))
        never = (forbid(end, ~CLOSING) for end in _never_ends(self.parts[-1]))
        allowing = emoji_allowing(" ".join(self.parts if self.named else ()))
        if not allowing and any("emoji" in part.casefold() for part in self.parts):
            allowing = ("sparse", "free")
        emoji = [choose("emoji", *allowing)] if allowing else []
        yield Statement("parts", built, *held, *self._end(acts), *never, *labels, *emoji, *order, param="parts")

    @staticmethod
    def _named(part: str, acts: list[str]) -> str:
        """The name of a part in the order of parts; where others order it too, such as a move of a turn, their name."""
        name = part.partition(":")[0].strip().casefold().replace("/", " ")
        known = [known for known, words in _ALIKE.items() if words.fullmatch(name)]
        return [*known, *(_MOVES[act] for act in acts if act in _MOVES), name][0]

    @staticmethod
    def _end(acts: list[list[str]]) -> Iterator[Norm]:
        """With what the reply ends, and that it goes on after a question."""
        if sum("ask_question" in part for part in acts) > 1:
            yield oblige("ask_twice")
        if any("ask_question" in part for part in acts[:-1]):
            yield oblige("continue_after_question")
        ends = [act for act in acts[-1] if act in _END]
        if len(ends) == 1:  # which comes last of two, only their words tell
            yield oblige(_END[ends[0]], ~CLOSING)  # a goodbye may follow
