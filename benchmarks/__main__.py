"""Run every benchmark in this folder, each in a process of its own: python -m benchmarks."""

import subprocess
import sys
from pathlib import Path

# What the benchmarks are made of, or from, and what measures nothing by itself.
PARTS = {"__main__", "corpus_parts", "draw_parse", "make_corpus", "names", "news_texts"}


def main() -> int:
    """Exit status: 1 where one of them failed."""
    failed = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in PARTS:
            print(f"== {path.stem}", flush=True)
            if subprocess.run([sys.executable, "-m", f"benchmarks.{path.stem}"], check=False).returncode:
                failed.append(path.stem)
    print("failed: " + ", ".join(failed) if failed else "all ran")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
