"""The frame round the sections: their order, and the two forms they are written in."""
