"""The command `crt`: add, build, evaluate, explain, diff, verify, releases, fetch, prune, export, site, ui.

Dagster is imported by `build` alone, since its import takes seconds and the other commands need none of it.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipelines.publishing.extras import how_to_install
from pipelines.publishing.store_address import AddressError, cache_of, local_or_url

if TYPE_CHECKING:
    from pipelines.build import Build

SEEDS = Path("seeds")
OUTPUTS = Path("outputs")
UI_PORT = 3000
UNGUARDED = "this store cannot keep two publishers apart; let only one publish at a time"


Command = Callable[[argparse.Namespace], int]
"""Does what was asked for and returns the exit status."""
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 argparse has no public name for it


class UserError(Exception):
    """Something that the person at the keyboard can put right; shown as one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `crt`; those of the process unless given.

    Returns:
        The exit status: 0; 1 where a report was refused, a check failed or something asked for is not there.
    """
    options = parser().parse_args(arguments)
    command: Command = options.command
    try:
        require_folder(options)
        return command(options)
    except UserError as error:
        print(f"crt: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of a pipe, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("crt: interrupted", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="crt", description="Country Reports on Terrorism as data.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for add in (_add_making, _add_asking, _add_keeping, _add_showing):
        add(commands)
    return top


def _command(commands: Commands, name: str, run: Command, tells: str) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=tells, description=tells)
    one.set_defaults(command=run)
    return one


def _with_outputs(commands: Commands, name: str, run: Command, tells: str) -> argparse.ArgumentParser:
    one = _command(commands, name, run, tells)
    place = "a folder, or a store such as s3://bucket/prefix" if run in STORE_COMMANDS else "a folder"
    told = f"releases: {place} (default: {OUTPUTS})"
    if run is fetch:
        told = "releases: the store to copy from, such as s3://bucket/prefix; needed"
    one.add_argument("--outputs", type=outputs_place, default=OUTPUTS, metavar="DIR", help=told)
    return one


def _add_making(commands: Commands) -> None:
    """The commands that make data."""
    one = _command(
        commands, "add", add_document, "put a document into the reports, after showing what is recognised in it"
    )
    one.add_argument("source", metavar="FILE|URL", help="a .txt, .html or .pdf file, or an https address")
    one.add_argument("--country", required=True, metavar="SLUG", help="the chapter's country, such as burkina-faso")
    one.add_argument("--year", required=True, type=int, help="the year that the chapter reports on")
    one.add_argument("--seeds", type=Path, default=SEEDS, metavar="DIR", help=f"default: {SEEDS}")
    one.add_argument("--url", help="where FILE was obtained, for SOURCES.csv")
    one.add_argument("--licence", help="the document's licence, for SOURCES.csv; known for the Department's own site")
    one.add_argument("--yes", action="store_true", help="write it; without this, only show what is recognised")

    one = _with_outputs(commands, "build", build, "build the datasets from every report and publish one release")
    one.add_argument(
        "--seeds", type=Path, default=SEEDS, metavar="DIR", help="folder of the reports and codebooks (default: seeds)"
    )

    one.add_argument("--json", action="store_true", help="print one JSON object on stdout, and nothing else there")


def _add_asking(commands: Commands) -> None:
    """The commands that look at what is there."""
    one = _with_outputs(commands, "evaluate", evaluate, "score a release against gold files")
    one.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder of *.gold.json files")
    one.add_argument("--release", type=Path, metavar="DIR", help="release folder or id (default: the latest)")

    one = _with_outputs(
        commands, "explain", explain, "print a row, its sentences with the spans marked, and the rule behind each value"
    )
    one.add_argument("row_id", metavar="ROW_ID", help="incident_id, institution_id or compliance_id")
    one.add_argument("--release", type=Path, metavar="DIR", help="release folder or id (default: the latest)")

    one = _with_outputs(commands, "diff", diff, "print rows added, removed and changed between two releases")
    a_release = "release folder or id, or a folder of outputs, which means its latest release"
    one.add_argument("old", type=Path, metavar="OLD", help=a_release)
    one.add_argument("new", type=Path, metavar="NEW", help=a_release)
    forms = ("table", "markdown", "summary", "json")
    one.add_argument("--format", choices=forms, default=forms[0], help=f"default: {forms[0]}")

    one = _with_outputs(
        commands, "verify", verify, "re-hash every file of a release and re-check every span and schema"
    )
    one.add_argument(
        "release", type=Path, nargs="?", metavar="RELEASE", help="release folder or id (default: the latest)"
    )
    one.add_argument("--all", action="store_true", help="every release, and the pointer to the latest")


def _add_keeping(commands: Commands) -> None:
    """The commands on the releases as a whole."""
    _with_outputs(commands, "releases", releases, "list the releases, newest first")

    one = _with_outputs(commands, "fetch", fetch, "copy a release from a store into a folder, and check it")
    one.add_argument("release", nargs="?", metavar="RELEASE", help="release id (default: the latest)")
    one.add_argument("--to", type=Path, default=OUTPUTS, metavar="DIR", help=f"gets releases/ID (default: {OUTPUTS})")

    one = _with_outputs(commands, "prune", prune, "remove all but the newest releases; a dry run unless --yes is given")
    one.add_argument("--keep", type=int, required=True, metavar="N", help="how many releases stay, the latest counted")
    one.add_argument("--yes", action="store_true", help="do it")


def _add_showing(commands: Commands) -> None:
    """The commands that give a release another form, and the UI."""
    one = _with_outputs(commands, "export", export, "write a release in another form, beside the releases")
    one.add_argument(
        "--format", required=True, metavar="FORMAT", help="csv, jsonl, sqlite, duckdb, geojson or croissant"
    )
    one.add_argument("--release", type=Path, metavar="DIR", help="release folder or id (default: the latest)")
    one.add_argument(
        "--to",
        type=Path,
        metavar="PATH",
        help="folder or file to write; files of the same names are replaced (default: in OUTPUTS/exports)",
    )

    one = _with_outputs(commands, "site", site, "write the evidence browser of a release: pages that need no server")
    one.add_argument("--release", type=Path, metavar="DIR", help="release folder or id (default: the latest)")
    one.add_argument(
        "--compare", type=Path, metavar="DIR", help="release folder or id to compare with (default: the one before)"
    )

    one = _command(commands, "ui", ui, "start Dagster's web UI on the project")
    one.add_argument("--port", type=int, default=UI_PORT, help=f"port on 127.0.0.1 (default: {UI_PORT})")
    one.add_argument("--seeds", type=Path, metavar="DIR", help="what runs read unless told otherwise")
    one.add_argument("--outputs", type=Path, metavar="DIR", help="what runs write unless told otherwise")


def add_document(options: argparse.Namespace) -> int:
    """Add a document to the reports, or show what is recognised in it."""
    from pipelines.adding.command import run

    return run(options)


def build(options: argparse.Namespace) -> int:
    """Build and publish; tell what was published on stdout and each refused report on stderr."""
    try:
        built = _built(options)
    except UserError as error:
        if options.json:
            print(json.dumps({"release": None, "error": str(error)}, ensure_ascii=False))
        raise
    for message in built.refused:
        print(f"crt: refused: {message}", file=sys.stderr)
    if built.waiting:
        print(f"crt: corrections that wait until a refused report can be read again: {built.waiting}", file=sys.stderr)
    nothing = None if built.release else _nothing_published(options.seeds, built)
    if options.json:
        print(json.dumps(build_object(built) | ({"error": nothing} if nothing else {}), ensure_ascii=False))
    if built.release is None:
        raise UserError(str(nothing))
    if not options.json:
        print(
            build_summary(
                built.counts, built.datasets, built.release, built.is_new, built.store, run_is_kept=built.run_is_kept
            )
        )
    if not built.store_is_guarded:
        print(f"crt: {UNGUARDED}", file=sys.stderr)
    return 1 if built.refused else 0


def _nothing_published(seeds: Path, built: "Build") -> str:
    if built.refused:
        return "nothing was published, since no report could be used"
    return f"nothing was published, since {seeds / 'reports'} has no report; put one there with: crt add"


def _built(options: argparse.Namespace) -> "Build":
    if not (options.seeds / "reports").is_dir():
        raise UserError(
            f"{options.seeds / 'reports'} is not a folder; run in the project's folder, or name it with --seeds"
        )
    from pipelines.build import BuildError, build_all

    at_store = isinstance(options.outputs, str)
    outputs = cache_of(options.outputs, OUTPUTS) if at_store else options.outputs
    try:
        return build_all(options.seeds, outputs, options.outputs if at_store else "")
    except BuildError as error:
        raise UserError(str(error)) from error


def build_object(built: "Build") -> dict[str, object]:
    """Return what a build gave, for machines.

    Args:
        built: the build.

    Returns:
        Values that JSON knows. `seconds` is by stage; a failed file that is no report has no report id.
    """
    known = set(built.failed.values())
    failed: list[dict[str, str | None]] = [{"report_id": one, "message": told} for one, told in built.failed.items()]
    failed += [{"report_id": None, "message": told} for told in built.refused if told not in known]
    paths: dict[str, str] = {}
    if built.release is not None:
        folder = built.release.resolve()
        changes = folder.parents[1] / "changes" / f"{folder.name}.parquet"
        paths = {"release": str(folder), "changes": str(changes), "latest": str(folder.parents[1] / "latest.json")}
    return {
        "release": built.release.name if built.release else None,
        "is_new": built.is_new,
        "paths": paths | ({"store": built.store} if built.store else {}),
        "rows": built.counts,
        "warnings": [*built.warnings, *([] if built.store_is_guarded else [UNGUARDED])],
        "failed": failed,
        "corrections_waiting": built.waiting,
        "seconds": dict(built.seconds),
        "run_id": built.run_id or None,
    }


def build_summary(
    counts: dict[str, int],
    datasets: Sequence[str],
    release: Path,
    is_new: bool,
    store: str = "",
    *,
    run_is_kept: bool = False,
) -> str:
    """Return what was published: rows by table, the release, where it is, and how to look at the run.

    Args:
        counts: rows by table, in the order to show.
        datasets: the tables that are no supporting ones.
        release: the release's folder.
        is_new: whether it was published now.
        store: address of the store that it is in, or empty.
        run_is_kept: whether Dagster still has the run when the command has ended.
    """
    width = max(map(len, counts))
    lines = [f"{'dataset':<{width}}  {'rows':>7}"]
    lines += [f"{table:<{width}}  {counts[table]:>7,}" for table in datasets]
    lines += ["", f"{'supporting table':<{width}}  {'rows':>7}"]
    lines += [f"{table:<{width}}  {count:>7,}" for table, count in counts.items() if table not in datasets]
    told = "Published" if is_new else "Nothing new: these rows are already published as"
    lines += ["", f"{told} release {release.name}", f"  in {store or release}"]
    if run_is_kept:
        # `make` has a DAGSTER_HOME of its own, which its `ui` uses too; any other is that of this environment.
        opens = "make ui" if "MAKELEVEL" in os.environ else "crt ui"
        lines.append(f"  look at the runs in Dagster with: {opens}")
    return "\n".join(lines)


def evaluate(options: argparse.Namespace) -> int:
    """Score a release."""
    release = release_folder(options.release, options.outputs)
    if not options.gold.exists():
        raise UserError(f"{options.gold} does not exist; name a folder of *.gold.json files with --gold")
    from pipelines.publishing.evaluate import EvaluationError
    from pipelines.publishing.evaluate import evaluate as scored

    try:
        print(scored(release, options.gold))
    except EvaluationError as error:
        raise UserError(str(error)) from error
    return 0


def explain(options: argparse.Namespace) -> int:
    """Print where a row comes from."""
    from pipelines.publishing.explain import explain as explained

    release = release_folder(options.release, options.outputs)
    with _readable(release):
        try:
            print(explained(release, options.row_id), end="")
        except LookupError as error:
            raise UserError(_said(error)) from error
    return 0


def diff(options: argparse.Namespace) -> int:
    """Print what changed between two releases."""
    from pipelines.publishing.commands import diff_text

    old, new = release_folder(options.old, options.outputs), release_folder(options.new, options.outputs)
    with _readable(old, new):
        print(diff_text(old, new, options.format), end="")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Check one release or all; each problem is named."""
    from pipelines.publishing.commands import verify_all_text, verify_text

    if options.all and options.release is not None:
        raise UserError(f"--all checks every release; leave out --all, or {options.release}")
    if isinstance(options.outputs, str):
        text, well = _in_store(options)
    elif options.all:
        _require_there(options.outputs)
        text, well = verify_all_text(options.outputs)
    else:
        text, well = verify_text(release_folder(options.release, options.outputs))
    print(text, end="", file=sys.stdout if well else sys.stderr)
    return 0 if well else 1


def releases(options: argparse.Namespace) -> int:
    """List the releases."""
    if isinstance(options.outputs, str):
        text, _ = _in_store(options)
    else:
        from pipelines.publishing.commands import releases_text

        _require_there(options.outputs)
        text = releases_text(options.outputs)
    print(text, end="")
    return 0


def fetch(options: argparse.Namespace) -> int:
    """Copy a release from a store into a folder, and check it."""
    if not isinstance(options.outputs, str):
        raise UserError("name the store to fetch from, such as --outputs s3://bucket/prefix")
    text, well = _in_store(options)
    print(text, end="", file=sys.stdout if well else sys.stderr)
    return 0 if well else 1


def _in_store(options: argparse.Namespace) -> tuple[str, bool]:
    """What a command that only reads says of a store, and whether all is well."""
    from pipelines.publishing.release import PublicationError
    from pipelines.publishing.store import Store
    from pipelines.publishing.store_fetch import fetch_text, releases_text, verify_all_text, verify_text

    try:
        store = Store(options.outputs)
        if options.command is releases:
            return releases_text(store), True
        named = str(options.release) if options.release else None
        if options.command is fetch:
            return fetch_text(store, named, options.to)
        return verify_all_text(store) if options.all else verify_text(store, named)
    except PublicationError as error:
        raise UserError(str(error)) from error


def prune(options: argparse.Namespace) -> int:
    """Remove all but the newest releases, or show which these would be."""
    from pipelines.publishing.commands import prune_text
    from pipelines.publishing.release import PublicationError

    _require_there(options.outputs)
    try:
        print(prune_text(options.outputs, options.keep, confirmed=options.yes), end="")
    except (ValueError, PublicationError) as error:
        raise UserError(str(error)) from error
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a release in another form."""
    from pipelines.publishing.export import ExportError, default_target
    from pipelines.publishing.export import export as exported

    release = release_folder(options.release, options.outputs)
    try:
        target = options.to or default_target(release, options.outputs, options.format)
        files = exported(release, options.format, target)
    except ExportError as error:
        raise UserError(str(error)) from error
    print(f"{release.name}: {len(files)} {'file' if len(files) == 1 else 'files'} in {target}")
    return 0


def site(options: argparse.Namespace) -> int:
    """Write the evidence browser of a release, and say where it opens."""
    release = release_folder(options.release, options.outputs).resolve()
    from pipelines.site.command import SiteError, site_text

    try:
        earlier = release_folder(options.compare, options.outputs).resolve() if options.compare else None
        print(site_text(release, options.outputs, earlier), end="")
    except SiteError as error:
        raise UserError(str(error)) from error
    except ImportError as error:
        needs = f"the evidence browser needs more libraries; install them with: {how_to_install('site')}"
        raise UserError(f"{needs} ({error.name} is missing)") from error
    return 0


def ui(options: argparse.Namespace) -> int:
    """Serve Dagster's UI until interrupted."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    if "DAGSTER_HOME" not in os.environ:
        home = Path(".dagster").resolve()
        home.mkdir(exist_ok=True)
        os.environ["DAGSTER_HOME"] = str(home)
    for variable, folder in (("CRT_SEEDS", options.seeds), ("CRT_OUTPUTS", options.outputs)):
        if folder:
            os.environ[variable] = str(folder.resolve())
    print(f"Dagster's UI: http://127.0.0.1:{options.port}  (stop it with Ctrl-C)", flush=True)
    words = ["-m", "pipelines.definitions", "--host", "127.0.0.1", "--port", str(options.port)]
    os.execv(sys.executable, [sys.executable, "-m", "dagster", "dev", *words])  # noqa: S606 the same interpreter, fixed words


STORE_COMMANDS = frozenset({build, verify, releases, fetch})
"""The commands that work on a store as well as on a folder."""


def outputs_place(text: str) -> Path | str:
    """Return the folder or the address of a store that a word on the command line names.

    Raises:
        argparse.ArgumentTypeError: it is empty, or an address that cannot be that of a store.
    """
    try:
        return local_or_url(text)
    except AddressError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def require_folder(options: argparse.Namespace) -> None:
    """Let no command on that needs a folder and was given the address of a store.

    Raises:
        UserError: it was; the message says how to get a folder.
    """
    outputs = getattr(options, "outputs", OUTPUTS)
    if not isinstance(outputs, str) or options.command in STORE_COMMANDS:
        return
    if options.command is prune:
        raise UserError(
            f"prune works in a folder alone; remove old releases below {outputs} with the store's own tools"
        )
    raise UserError(
        f"this command needs a local folder, and {outputs} is a store; copy a release with: "
        f"crt fetch [RELEASE] --outputs {outputs} --to DIR, then give --outputs DIR"
    )


def _require_there(outputs: Path) -> None:
    if not outputs.is_dir():
        raise UserError(f"{outputs} is not a folder; name that of the releases with --outputs, or build: crt build")


def release_folder(named: Path | None, outputs: Path) -> Path:
    """Return the folder of a release.

    Args:
        named: its folder or its id, or a folder of outputs for its latest one; the latest of `outputs` where None.
        outputs: the folder that has `releases/` and `latest.json`.

    Raises:
        UserError: there is no such release.
    """
    if named is None or (named / "latest.json").is_file():
        from pipelines.publishing.release import latest

        found = latest(named or outputs)
        if found is None:
            raise UserError(f"{named or outputs} has no release yet; build one with: crt build")
        return found
    for folder in (named, outputs / "releases" / named.name):
        if folder.is_dir() and _looks_like_release(folder):
            return folder
    raise UserError(f"{named} is not a release; the releases are the folders in {outputs / 'releases'}")


def _looks_like_release(folder: Path) -> bool:
    """True also for one that is damaged: it is found by its name, or by any file of its kind."""
    from pipelines.publishing.identity import RELEASE_ID

    return bool(RELEASE_ID.fullmatch(folder.resolve().name)) or any(folder.glob("*.parquet"))


@contextmanager
def _readable(*releases: Path) -> Iterator[None]:
    """Turn a release that cannot be read into one line."""
    import pyarrow as pa

    from pipelines.publishing.descriptor import DamagedReleaseError

    try:
        yield
    except DamagedReleaseError as error:
        raise UserError(str(error)) from error
    except (OSError, pa.ArrowException) as error:
        names = " or ".join(str(release) for release in releases)
        raise UserError(f"{names} cannot be read; see what is wrong with: crt verify {releases[-1]}") from error


def _said(error: BaseException) -> str:
    """The message of an error; that of a KeyError stands in quotes of its own otherwise."""
    return str(error.args[0]) if error.args else str(error)


if __name__ == "__main__":
    sys.exit(main())
