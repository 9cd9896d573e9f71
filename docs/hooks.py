"""What the site has beside the written pages: the commands, from the parser itself, and the notebooks as pages.

MkDocs calls `on_files` when it builds. Pages that `mkdocs.yml` names nowhere are put at the end, so that none is lost.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from pipelines.cli import parser

_ACTIONS_SHOWN_ELSEWHERE = (argparse._HelpAction, argparse._SubParsersAction)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and every page without a place to the navigation.

    Args:
        files: what MkDocs found in `docs`.
        config: that of the site; its navigation is extended.
    """
    generated = {"commands.md": commands_page()}
    for notebook in sorted(Path(config.docs_dir).glob("notebooks/*.ipynb")):
        generated[f"notebooks/{notebook.stem}.md"] = notebook_page(notebook)
    for path, text in generated.items():
        files.append(File.generated(config, path, content=text))
    named = set(_named(config.nav))
    left = sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in named)
    decisions = [path for path in left if path.startswith("decisions/")]
    more = [path for path in left if path not in decisions]
    config.nav = [*(config.nav or []), *([{"More": more}] if more else []), {"Decisions": decisions}]
    return files


def _named(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif nav:
        for part in nav.values() if isinstance(nav, Mapping) else nav:
            yield from _named(part)


def commands_page() -> str:
    """Return the page of the commands, as the parser of the command line describes itself."""
    (commands,) = (it for it in parser()._actions if isinstance(it, argparse._SubParsersAction))
    lines = ["# Commands", "", "Each command has `--help`. They end with status 0, or with 1 where something is wrong."]
    for name, command in commands.choices.items():
        lines += ["", f"## crt {name}", "", f"{_sentence(command.description)}", ""]
        lines += ["| argument | meaning |", "| --- | --- |"]
        lines += [_argument(it) for it in command._actions if not isinstance(it, _ACTIONS_SHOWN_ELSEWHERE)]
    return "\n".join(lines) + "\n"


def _argument(action: argparse.Action) -> str:
    word = f"{'|'.join(map(str, action.choices))}" if action.choices else action.metavar or action.dest.upper()
    takes_value = action.nargs != 0
    spelled = [f"{option} {word}" if takes_value else option for option in action.option_strings] or [str(word)]
    needed = action.required and action.option_strings
    meaning = f"{action.help or ''}{'; required' if needed else ''}"
    # The site's tables take a bar in code for no border, and show an escape in it as it stands.
    return f"| `{', '.join(spelled)}` | {_cell(meaning)} |"


def _sentence(text: str | None) -> str:
    plain = (text or "").strip()
    return f"{plain[:1].upper()}{plain[1:]}."


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def notebook_page(path: Path) -> str:
    """Return a notebook as a page: its texts, and its code as blocks.

    Args:
        path: the notebook.
    """
    cells = json.loads(path.read_text("utf-8"))["cells"]
    parts = [
        "".join(cell["source"]) if cell["cell_type"] == "markdown" else f"```python\n{''.join(cell['source'])}\n```"
        for cell in cells
    ]
    return "\n\n".join(parts) + "\n"
