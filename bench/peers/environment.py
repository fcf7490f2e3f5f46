"""A virtual environment with the packages that the peers need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .options import ROOT

HERE = Path(__file__).resolve().parent
FOLDER = ROOT / "build/peers-venv"
PYTHON = FOLDER / "bin/python"


class InstallationError(Exception):
    """Something could not be installed; the message is the reason."""


def install(requirements: str) -> None:
    """Installs what the file of this name beside this one lists, unless it is there already.

    @throw InstallationError with the last line of the tool that failed.
    """
    wanted = (HERE / requirements).read_text()
    done = FOLDER / requirements  # holds what was installed
    if done.is_file() and done.read_text() == wanted:
        return
    if not PYTHON.exists():
        _run([sys.executable, "-m", "venv", str(FOLDER)])
    print(f"note: installing {' '.join(_packages(wanted))} into {FOLDER}", file=sys.stderr)
    _run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--requirement", str(HERE / requirements)]
    )
    done.write_text(wanted)


def _packages(requirements: str) -> list[str]:
    """The lines of a requirements file that are no comments."""
    return [line for line in requirements.splitlines() if line and not line.startswith("#")]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()
        raise InstallationError(lines[-1])
