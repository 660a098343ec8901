"""What every view for people is written with: Markdown and HTML."""
