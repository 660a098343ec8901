"""What a teacher writes: presets, read, checked for form, written, edited."""
