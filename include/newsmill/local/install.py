"""Install the locked packages into .venv; `make setup` runs this file with the system's Python 3.11.

Standard library only, and run by its path, since nothing else is there yet. The second time costs 30 ms: a stamp
in .venv holds the hash of the locks, of the Python version and of the checkout's path.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
STAMP = VENV / "newsmill-installed"
# Where Linux and macOS keep the certificates that this machine trusts, a company's own among them.
SYSTEM_CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
# uv has a file of its own since pip must install it, with its hash, before it can install the rest.
LOCKS = ("requirements-uv.txt", "requirements.txt", "requirements-dev.txt")


def wanted(root: Path = ROOT) -> str:
    """What the stamp must say: a hash over all that decides what .venv holds.

    >>> len(wanted())
    64
    """
    parts = [sys.version.encode(), str(root).encode(), *((root / name).read_bytes() for name in LOCKS)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def install() -> None:
    """Bring .venv to what the locks say, unless it is there already.

    Raises:
        subprocess.CalledProcessError: pip or uv failed; what they said is on the screen.
    """
    if _stamp() == wanted():
        return
    started = time.monotonic()
    (ROOT / "run").mkdir(exist_ok=True)
    with (ROOT / "run" / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second `make` waits here and then finds all done
        if _stamp() == wanted():
            return
        _say("Installing into .venv (once; some 280 packages, 1.4 GB) ...")
        if _stamp() is None or not _runs(VENV / "bin" / "python"):
            # A .venv that is not from here, or was moved, has scripts that point elsewhere.
            _run(sys.executable, "-m", "venv", "--clear", str(VENV))
        STAMP.unlink(missing_ok=True)
        python = str(VENV / "bin" / "python")
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
             "-r", LOCKS[0])  # fmt: skip
        _run(python, "-m", "uv", "pip", "sync", "--quiet", "--python", python, "--require-hashes",
             "--compile-bytecode", *LOCKS)  # fmt: skip
        STAMP.write_text(wanted(), encoding="utf-8")
    _say(f"Installed in {time.monotonic() - started:.0f} s. From here on no network is needed.")


def _stamp() -> str | None:
    return STAMP.read_text(encoding="utf-8") if STAMP.is_file() else None


def _runs(python: Path) -> bool:
    return python.exists() and subprocess.run([python, "-c", ""], check=False).returncode == 0


def _run(*command: str) -> None:
    environment = dict(os.environ)
    home = environment.get("HOME", "")
    if "UV_CACHE_DIR" not in environment and not (home and os.access(home, os.W_OK)):
        environment["UV_CACHE_DIR"] = str(ROOT / ".uv")  # no home to keep a cache in
    if any(Path(name).exists() for name in SYSTEM_CERTIFICATES):
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit(f"Newsmill needs Python 3.11; this is {sys.version.split()[0]}. Try: make PYTHON=/path/to/python3.11")
    try:
        install()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Could not install: `{' '.join(failed.cmd[:6])} ...` ended with {failed.returncode} (see above).")
