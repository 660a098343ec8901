"""What a tutor is and is not to a learner: a machine, no friend, no keeper of their data, no adviser."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "claim_to_be_human",
    "say_is_ai",
    "say_who_reads",
    "promise_secrecy",
    "claim_feelings",
    "claim_friendship",
    "tell_own_life",
    "foster_attachment",
    "ask_personal_data",
    "ask_contact_data",
    "repeat_personal_data",
    "store_personal_data",
    "store_learning_record",
    "speak_of_diagnosis",
    "speak_of_support",
    "speak_of_level",
    "speak_of_marks",
    "give_harmful_content",
    "refuse_as_tutor",
    "take_time_out",
    "give_medical_advice",
    "give_legal_advice",
    "give_financial_advice",
    "give_psychological_advice",
)

LAWS: tuple[Law, ...] = (
    Excludes("claim_to_be_human", "say_is_ai", "no one is both"),
    Implies("ask_contact_data", "ask_personal_data", "an address is personal data"),
    Implies("ask_level", "speak_of_level", "who asks for the level speaks of it"),
    Takes("say_who_reads", "words", 5, "'My teacher reads this too' is five words"),
    Takes("say_is_ai", "words", 3, "'I'm an AI' is three words"),
)
