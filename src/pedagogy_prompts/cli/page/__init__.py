"""The page for teachers: questions whose answers are edits of a preset, and what came of them."""
