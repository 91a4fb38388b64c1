import runpy
import subprocess
import sys

from include.newsmill.local import install
from include.newsmill.settings import PROJECT_ROOT


def copied_locks(folder):
    for name in install.LOCKS:
        (folder / name).write_bytes((PROJECT_ROOT / name).read_bytes())
    return folder


def test_the_stamp_changes_with_any_lock_and_with_the_place(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    here = install.wanted(copied_locks(tmp_path / "a"))
    assert here == install.wanted(tmp_path / "a")
    assert here != install.wanted(copied_locks(tmp_path / "b"))
    (tmp_path / "a" / install.LOCKS[1]).write_text("other")
    assert here != install.wanted(tmp_path / "a")


def test_it_runs_on_a_bare_python():
    path = PROJECT_ROOT / "include/newsmill/local/install.py"
    code = f"import runpy; runpy.run_path({str(path)!r})"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
    assert "install" in runpy.run_path(str(path))


def test_every_locked_package_has_a_hash():
    for name in install.LOCKS:
        lines = (PROJECT_ROOT / name).read_text().splitlines()
        for number, line in enumerate(lines):
            if line and not line.startswith((" ", "#")):
                assert lines[number + 1].strip().startswith("--hash=sha256:"), line
