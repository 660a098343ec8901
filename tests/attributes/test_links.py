"""What in a text is an address, and which of them lie on a list."""

from pedagogy_prompts.attributes.kit.links import addresses, unlisted

from ..each import each

PAGES = ("docs.python.org", "the course page, https://uni.example/course", "www.lernen.schule", "localhost:8000")


@each(
    "text",
    [
        *("https://evil.example", "FTP://x", "//evil.example/x", "mailto:bob@evil.com", "www.evil.foo", "x@evil.com/y"),
        *(
            "See evil.example.",
            "(evil.de/x)",
            "EVIL.COM",
            "evil.net",
            "a,evil.io",
            "evil.pl/x",
            "evil.rs:80/x",
            "docs.org.evil.de",
        ),
        *("10.0.0.1/x", "10.0.0.1:80", "localhost:8000", "http://10.0.0.1"),
    ],
)
def test_an_address_is_known_in_all_its_forms(text: str) -> None:
    assert addresses(text)


@each(
    "text",
    [
        *("main.py", "index.html", "README.md", "src/main.go", "list.append", "user.id", "math.sqrt(2)", "np.pi"),
        *("3.11", "10.0.0.1", "3.5/x", "12:30", "at 10.am", "7//2", "// a comment", "localhost", "either/or"),
        *(
            "e.g. this",
            "z.B. das",
            "U.S.A.",
            "M.Sc.",
            "ASP.NET",
            "Stop.It is late.",
            "Ms Ott, ott@college.edu",
            "max.de@evil.com",
        ),
    ],
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert not addresses(text)


@each(
    ("text", "off"),
    [
        ("docs.python.org, or https://de.docs.python.org/3/", False),
        ("https://uni.example/course/2#top and http://www.lernen.schule", False),
        ("http://localhost:8000/x", False),
        ("docs.python.org or evil.example", True),
        ("docs.python.org.evil.example", True),
        ("notdocs.python.org", True),
        ("python.org", True),
        ("evil.example/docs.python.org", True),
        ("https://docs.python.org@evil.example", True),
        ("https://docs.python.org:80@evil.example/", True),
        (r"https://docs.python.org\@evil.example", True),
        (r"https://evil.example\.docs.python.org", True),
        ("https://evil.example%2f.docs.python.org", True),
        ("https://docs.python.org/x?to=https://evil.example", True),
        ("https:///docs.python.org", True),
        ("https://[docs.python.org", True),
        ("uni.example/course2", True),
        ("uni.example/course/%2e%2e/x", True),
    ],
)
def test_a_host_counts_with_its_subdomains_and_a_page_with_what_lies_below(text: str, off: bool) -> None:
    assert unlisted(text, PAGES) is off
