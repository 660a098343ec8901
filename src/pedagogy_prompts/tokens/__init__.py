"""How many tokens a text takes, offline: exact for OpenAI's encodings, honest estimates for other models."""
