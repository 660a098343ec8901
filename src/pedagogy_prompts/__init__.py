"""Typed pedagogy attributes, proved consistent, written as one system instruction for a chat-model tutor.

from pedagogy_prompts import SocraticQuestioning, WithholdAnswer, compose

tutor = compose(SocraticQuestioning(), WithholdAnswer(until={"attempts": 3}), subject="fractions")
print(tutor.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base.version import __version__

if TYPE_CHECKING:
    from .attributes.acknowledge_correct import AcknowledgeCorrect as AcknowledgeCorrect
    from .attributes.adapt_to_affect import AdaptToAffect as AdaptToAffect
    from .attributes.adapt_to_level import AdaptToLevel as AdaptToLevel
    from .attributes.answer_on_request import AnswerOnRequest as AnswerOnRequest
    from .attributes.assessment_mode import AssessmentMode as AssessmentMode
    from .attributes.chunking import Chunking as Chunking
    from .attributes.communicate_plan import CommunicatePlan as CommunicatePlan
    from .attributes.confirm_correctness import ConfirmCorrectness as ConfirmCorrectness
    from .attributes.difficulty_control import DifficultyControl as DifficultyControl
    from .attributes.direct_instruction import DirectInstruction as DirectInstruction
    from .attributes.effort_gate import EffortGate as EffortGate
    from .attributes.elicit_prior_knowledge import ElicitPriorKnowledge as ElicitPriorKnowledge
    from .attributes.emoji import Emoji as Emoji
    from .attributes.encourage_metacognition import EncourageMetacognition as EncourageMetacognition
    from .attributes.error_correction import ErrorCorrection as ErrorCorrection
    from .attributes.escalate_to_human import EscalateToHuman as EscalateToHuman
    from .attributes.examples import Examples as Examples
    from .attributes.ground_in_materials import GroundInMaterials as GroundInMaterials
    from .attributes.growth_mindset import GrowthMindset as GrowthMindset
    from .attributes.hint_ladder import HintLadder as HintLadder
    from .attributes.injection_resistance import InjectionResistance as InjectionResistance
    from .attributes.kit.attribute import Attribute as Attribute
    from .attributes.kit.attribute import Statement as Statement
    from .attributes.kit.attribute import UnknownAttributeError as UnknownAttributeError
    from .attributes.low_effort_response import LowEffortResponse as LowEffortResponse
    from .attributes.mastery_gate import MasteryGate as MasteryGate
    from .attributes.no_ghostwriting import NoGhostwriting as NoGhostwriting
    from .attributes.opening_style import OpeningStyle as OpeningStyle
    from .attributes.output_format import OutputFormat as OutputFormat
    from .attributes.persona import Persona as Persona
    from .attributes.personal_interest import PersonalInterest as PersonalInterest
    from .attributes.praise import Praise as Praise
    from .attributes.press_for_reasoning import PressForReasoning as PressForReasoning
    from .attributes.prompt_confidentiality import PromptConfidentiality as PromptConfidentiality
    from .attributes.question_limit import QuestionLimit as QuestionLimit
    from .attributes.quiz_mode import QuizMode as QuizMode
    from .attributes.reading_level import ReadingLevel as ReadingLevel
    from .attributes.response_language import ResponseLanguage as ResponseLanguage
    from .attributes.retrieval_practice import RetrievalPractice as RetrievalPractice
    from .attributes.safeguarding import Safeguarding as Safeguarding
    from .attributes.session_structure import SessionStructure as SessionStructure
    from .attributes.simulation_roleplay import SimulationRoleplay as SimulationRoleplay
    from .attributes.socratic_questioning import SocraticQuestioning as SocraticQuestioning
    from .attributes.stay_on_topic import StayOnTopic as StayOnTopic
    from .attributes.stepwise_disclosure import StepwiseDisclosure as StepwiseDisclosure
    from .attributes.stimulate_curiosity import StimulateCuriosity as StimulateCuriosity
    from .attributes.stop_condition import StopCondition as StopCondition
    from .attributes.subproblem_decomposition import SubproblemDecomposition as SubproblemDecomposition
    from .attributes.sycophancy_resistance import SycophancyResistance as SycophancyResistance
    from .attributes.tone import Tone as Tone
    from .attributes.turn_ending import TurnEnding as TurnEnding
    from .attributes.turn_length import TurnLength as TurnLength
    from .attributes.turn_moves import TurnMoves as TurnMoves
    from .attributes.tutor_summary import TutorSummary as TutorSummary
    from .attributes.understanding_check import UnderstandingCheck as UnderstandingCheck
    from .attributes.unstick import Unstick as Unstick
    from .attributes.wait_for_response import WaitForResponse as WaitForResponse
    from .attributes.withhold_answer import WithholdAnswer as WithholdAnswer
    from .attributes.worked_example import WorkedExample as WorkedExample
    from .base.errors import PedagogyError as PedagogyError
    from .checking.check import check as check
    from .composing.compose import compose as compose
    from .instructions.instruction import SystemInstruction as SystemInstruction
    from .norms.condition import Condition as Condition
    from .norms.norm import bound as bound
    from .norms.norm import choose as choose
    from .norms.norm import forbid as forbid
    from .norms.norm import oblige as oblige
    from .norms.norm import permit as permit
    from .norms.notation import ConditionError as ConditionError
    from .norms.theory import Excludes as Excludes
    from .norms.theory import Implies as Implies
    from .norms.theory import Takes as Takes
    from .norms.theory import Together as Together
    from .norms.variables import Variable as Variable
    from .presets.budget import Budget as Budget
    from .presets.context import Context as Context
    from .presets.context import Learner as Learner
    from .presets.loading import load_preset as load_preset
    from .presets.loading import parse_preset as parse_preset
    from .presets.packs import Pack as Pack
    from .presets.preset import Preset as Preset
    from .reports.errors import CompositionError as CompositionError
    from .reports.errors import PresetError as PresetError
    from .reports.report import Finding as Finding
    from .reports.report import Fix as Fix
    from .reports.report import Place as Place
    from .reports.report import Report as Report
    from .tokens.counter import TokenCount as TokenCount
    from .tokens.counter import count_tokens as count_tokens
    from .tokens.models import Model as Model
    from .tokens.models import UnknownModelError as UnknownModelError
    from .views.diff import Change as Change
    from .views.diff import Diff as Diff
    from .views.diff import diff as diff
    from .views.explain import Explanation as Explanation
    from .views.explain import explain as explain
    from .views.table.build import decision_table as decision_table
    from .views.table.build import gaps as gaps
    from .views.table.html import table_html as table_html
    from .views.table.markdown import table_markdown as table_markdown
    from .views.table.table import DecisionTable as DecisionTable
    from .views.table.table import table_text as table_text
    from .views.what_if import Holding as Holding
    from .views.what_if import what_if as what_if

_HOME = {
    "Attribute": "attributes.kit.attribute",
    "Budget": "presets.budget",
    "CompositionError": "reports.errors",
    "Condition": "norms.condition",
    "ConditionError": "norms.condition",
    "Context": "presets.context",
    "Change": "views.diff",
    "DecisionTable": "views.table.table",
    "Diff": "views.diff",
    "Excludes": "norms.theory",
    "Explanation": "views.explain",
    "Finding": "reports.report",
    "Fix": "reports.report",
    "Holding": "views.what_if",
    "Implies": "norms.theory",
    "Learner": "presets.context",
    "Model": "tokens.models",
    "Pack": "presets.packs",
    "PedagogyError": "base.errors",
    "Place": "reports.report",
    "Preset": "presets.preset",
    "PresetError": "reports.errors",
    "Report": "reports.report",
    "Statement": "attributes.kit.attribute",
    "SystemInstruction": "instructions.instruction",
    "Takes": "norms.theory",
    "Together": "norms.theory",
    "TokenCount": "tokens.counter",
    "UnknownAttributeError": "attributes.kit.attribute",
    "UnknownModelError": "tokens.models",
    "Variable": "norms.condition",
    "bound": "norms.norm",
    "check": "checking.check",
    "choose": "norms.norm",
    "compose": "composing.compose",
    "count_tokens": "tokens.counter",
    "decision_table": "views.table.build",
    "diff": "views.diff",
    "explain": "views.explain",
    "forbid": "norms.norm",
    "gaps": "views.table.build",
    "load_preset": "presets.loading",
    "oblige": "norms.norm",
    "parse_preset": "presets.loading",
    "permit": "norms.norm",
    "table_html": "views.table.html",
    "table_markdown": "views.table.markdown",
    "table_text": "views.table.table",
    "what_if": "views.what_if",
}
_ATTRIBUTES = (
    "AcknowledgeCorrect",
    "AdaptToAffect",
    "AdaptToLevel",
    "AnswerOnRequest",
    "AssessmentMode",
    "Chunking",
    "CommunicatePlan",
    "ConfirmCorrectness",
    "DifficultyControl",
    "DirectInstruction",
    "EffortGate",
    "ElicitPriorKnowledge",
    "Emoji",
    "EncourageMetacognition",
    "ErrorCorrection",
    "EscalateToHuman",
    "Examples",
    "GroundInMaterials",
    "GrowthMindset",
    "HintLadder",
    "InjectionResistance",
    "LowEffortResponse",
    "MasteryGate",
    "NoGhostwriting",
    "OpeningStyle",
    "OutputFormat",
    "Persona",
    "PersonalInterest",
    "Praise",
    "PressForReasoning",
    "PromptConfidentiality",
    "QuestionLimit",
    "QuizMode",
    "ReadingLevel",
    "ResponseLanguage",
    "RetrievalPractice",
    "Safeguarding",
    "SessionStructure",
    "SimulationRoleplay",
    "SocraticQuestioning",
    "StayOnTopic",
    "StepwiseDisclosure",
    "StimulateCuriosity",
    "StopCondition",
    "SubproblemDecomposition",
    "SycophancyResistance",
    "Tone",
    "TurnEnding",
    "TurnLength",
    "TurnMoves",
    "TutorSummary",
    "UnderstandingCheck",
    "Unstick",
    "WaitForResponse",
    "WithholdAnswer",
    "WorkedExample",
)

__all__ = [*sorted((*_HOME, *_ATTRIBUTES)), "__version__"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _ATTRIBUTES:
        import re

        home = "attributes." + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    elif name in _HOME:
        home = _HOME[name]
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
