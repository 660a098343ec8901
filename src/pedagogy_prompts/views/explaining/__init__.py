"""An explanation's data as text, Markdown and HTML."""
