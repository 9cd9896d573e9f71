"""Lets atheris look for inputs that reach code which none before has reached, for one target, in a process of its own.

Only this process imports atheris; it needs the environment that `make fuzz` makes. What it did is one line of JSON.
"""

import argparse
import json
import sys
from pathlib import Path

import atheris

# The code under test has to be imported here, where atheris can count its branches.
with atheris.instrument_imports(
    include=["pipelines.reading", "pipelines.extraction", "pypdf"], enable_loader_override=False
):
    from fuzzing.targets import TARGETS

from fuzzing.cases import FRAGMENTS, HEADINGS, JOINTS, OPENINGS, SEEDS, pdf_file, sentences
from fuzzing.counting import SECONDS_A_CASE, Counter

LONGEST_CASE = {"text": 1500, "page": 1500, "pdf": 3000, "codebook": 8000, "sources": 500}
"""In bytes."""
MEMORY = 2048
"""In MiB: a case that takes more is a fault."""


def first_cases(target: str) -> list[bytes]:
    """Return a few good inputs to begin with."""
    chapters = [
        (opening + " ".join(sentences()[number : number + 4])).encode()
        for number, opening in zip(range(0, 400, 25), OPENINGS * 4, strict=False)
    ]
    if target == "page":
        return [b"<html><body><h1>Kiribati</h1><ul><li>" + it + b"</li></ul></body></html>" for it in chapters]
    if target == "pdf":
        return [
            pdf_file([b"(" + it.replace(b"(", b"").replace(b")", b"") + b") Tj T*"], mapped=True) for it in chapters
        ]
    if target == "codebook":
        return [
            name.encode() + b"\n" + (SEEDS / "codebook" / name).read_bytes()
            for name in ("headings.yaml", "furniture.yaml")
        ]
    if target == "sources":
        return [
            (SEEDS / "reports" / "SOURCES.csv").read_bytes(),
            (SEEDS / "reference" / "countries.csv").read_bytes()[:400],
        ]
    return chapters


def words(target: str) -> list[bytes]:
    """Return what to put into cases besides single bytes."""
    if target in ("text", "page", "pdf"):
        return [it.encode() for it in (*HEADINGS, *FRAGMENTS, *JOINTS) if it.strip()]
    return [b"sections:", b"- ", b"&a", b"*a", b'"', b"\n  ", b"reports/2015/kiribati.txt,"]


def dictionary(target: str) -> str:
    """Return the words in the form that libFuzzer reads."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word[:60]) + '"\n' for word in words(target))


def main() -> None:
    """Fuzz one target for a number of cases and write what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("cases", type=int)
    parser.add_argument("report", type=Path, help="where to write the counts")
    parser.add_argument("faults", type=Path, help="the folder for inputs that break a rule")
    parser.add_argument("scratch", type=Path, help="an empty folder for the first cases and the dictionary")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counter = Counter(options.target, options.faults)
    corpus, known_words = options.scratch / "corpus", options.scratch / "dictionary"
    corpus.mkdir()
    for number, content in enumerate(first_cases(options.target)):
        (corpus / f"{number:03}").write_bytes(content)
    known_words.write_text(dictionary(options.target), "ascii")

    def try_one(content: bytes) -> None:
        if counter.cases < options.cases:
            counter.try_one(content)
        if counter.cases == options.cases:
            options.report.write_text(json.dumps(counter.result()), "utf-8")

    atheris.Setup(
        [
            sys.argv[0],
            f"-runs={options.cases + 1}",
            f"-seed={options.seed}",
            f"-max_len={LONGEST_CASE[options.target]}",
            f"-timeout={SECONDS_A_CASE}",
            f"-rss_limit_mb={MEMORY}",
            f"-dict={known_words}",
            f"-artifact_prefix={options.faults}/",
            "-verbosity=0",
            str(corpus),
        ],
        try_one,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
