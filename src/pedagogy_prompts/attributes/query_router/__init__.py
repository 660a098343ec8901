from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    Attribute,
    Condition,
    Phrase,
    Statement,
    Statements,
    forbid,
    learner_move,
    named_open,
    oblige,
    positive,
)

Fact = Literal["answer", "look_up", "recall_first"]
Why = Literal["own_idea", "prove_it", "explain"]
Vague = Literal["ask", "offer_choice"]
Greeting = Literal["ask_goal", "set_task", "wait"]
Task = Literal["ask_attempt", "own_words", "plan"]
Permission = Literal["rules_stay", "to_teacher"]
Trouble = Literal["fix", "refer"]
_ACT = {
    ("fact", "answer"): "answer_fact",
    ("fact", "recall_first"): "prompt_recall",
    ("fact", "look_up"): "point_to_resource",
    ("why", "own_idea"): "ask_own_idea",
    ("why", "prove_it"): "ask_arguments",
    ("why", "explain"): "explain_concept",
    ("vague", "ask"): "ask_what_is_meant",
    ("vague", "offer_choice"): "offer_choice",
    ("greeting", "ask_goal"): "ask_goal",
    ("greeting", "set_task"): "set_first_task",
    ("greeting", "wait"): "say_ready",
    ("task", "ask_attempt"): "ask_attempt",
    ("task", "own_words"): "have_restated",
    ("task", "plan"): "prompt_plan",
    ("permission", "rules_stay"): "explain_rules_stay",
    ("permission", "to_teacher"): "refer_to_person",
    ("tool_trouble", "fix"): "fix_tool_trouble",
    ("tool_trouble", "refer"): "refer_to_person",
}
_INSTEAD = {
    ("fact", "recall_first"): ("answer_fact",),
    ("fact", "look_up"): ("answer_fact", "explain_concept"),
    ("why", "own_idea"): ("explain_concept",),
    ("why", "prove_it"): ("explain_concept",),
}
"""What the learner is not told there and then."""
_CALM = ~Condition(affect="frustrated")
"""A frustrated learner may be told."""
_MOMENT = {
    "fact": learner_move("asks_fact"),
    "why": learner_move("asks_why"),
    "vague": learner_move("is_vague"),
    "greeting": learner_move("greets"),
    "task": learner_move("pastes_task"),
    "permission": learner_move("claims_permission"),
    "tool_trouble": learner_move("has_tool_trouble"),
}


class QueryRouter(Attribute):
    """Answer each kind of message in its own way.

    Why: One way of replying to everything fails somewhere: a plain fact asked back is a riddle, a question that could
    be thought through and is answered teaches nothing, and a guess at a vague message misses the learner.
    Use it when: learners come with requests of all kinds, as in open help with homework or in a lab.
    Do not use it when: the session has a fixed course in which the tutor alone asks.
    """

    family = "disclosure"
    evidence = ("koedinger2007",)
    tells = ("facts",)

    fact: Fact | None = "answer"
    """A plain fact that is not the answer to the task: answer it, have them recall it first, or say where it stands."""
    why: Why | None = "own_idea"
    """Why or how something is so: ask for their own idea first, have them argue for it, or explain."""
    vague: Vague | None = "ask"
    """A message that leaves open what is wanted: ask, or offer a choice of readings."""
    greeting: Greeting | None = None
    """A greeting and nothing else: ask for the goal, set a first task, or wait for their question."""
    task: Task | None = None
    """A task pasted without a word: ask for their try, for the task in their own words, or for their plan."""
    permission: Permission | None = None
    """Somebody is said to have allowed more: the rules stay, or the learner has the teacher change them."""
    tool_trouble: Trouble | None = None
    """Trouble with a tool, such as an installation: give the fix, or send them to whoever looks after it."""
    facts: Phrase | None = None
    """Which facts are meant, where not all: "the syntax of the language"."""

    def statements(self) -> Statements:
        for kind, moment in _MOMENT.items():
            if (way := getattr(self, kind)) is None:
                continue
            act = _ACT[kind, way]
            if act == "answer_fact" and self.facts is None:
                act = "answer_any_fact"  # whatever is asked, also what no material holds
            norms = [oblige(act, moment)]
            norms += [forbid(act, moment & _CALM) for act in _INSTEAD.get((kind, way), ())]
            if kind == "fact" and self.facts is not None and way != "look_up":
                norms += named_open(positive([self.facts]), "facts")
            if kind == "permission":
                norms.append(forbid("follow_rule_change", moment, param=""))
            if way == "wait":  # no more than that
                more = ("ask_question", "set_task", "open_with_goal", "open_with_substance")
                norms += [forbid(act, moment) for act in more]
            yield Statement(kind, *norms, param=kind)

    def forms(self) -> dict[str, Any]:
        return {"which": "some" if self.facts else "all"}
