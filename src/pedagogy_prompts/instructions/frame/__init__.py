"""How an instruction is laid out: the frames, one Jinja template of the whole instruction each."""
