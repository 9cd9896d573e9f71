"""How to install the libraries of an extra where one is missing, said once for all that need one.

The interpreter is named, since what the shell calls pip often belongs to another environment.
"""

import sys


def how_to_install(extra: str) -> str:
    """Return the command that installs an extra of this package for the Python that runs now.

    Args:
        extra: its name in pyproject.toml, such as `duckdb`.
    """
    return f'{sys.executable} -m pip install "crt-datasets[{extra}]"'
