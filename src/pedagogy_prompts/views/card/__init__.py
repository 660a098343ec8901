"""The tutor card: what one tutor is asked to do, on one page, for parents and school leaders."""
