"""Amazon Bedrock's Converse: pip install boto3

Reads AWS's usual variables, and AWS_ENDPOINT_URL_BEDROCK_RUNTIME for another server.
"""

from __future__ import annotations

import os

import boto3

from .turn import Turn

MODEL = os.environ.get("TUTOR_MODEL", "amazon.nova-lite-v1:0")
client = boto3.client("bedrock-runtime")


def ask(turn: Turn) -> str:
    before = [{"role": one["role"], "content": [{"text": one["content"]}]} for one in turn.spoken()]
    # The state line has a part of its own.
    latest = {"role": "user", "content": [{"text": turn.note}, {"text": turn.message}]}
    reply = client.converse(modelId=MODEL, messages=[*before, latest], **turn.instruction.to("bedrock"))
    return "".join(block.get("text", "") for block in reply["output"]["message"]["content"])
