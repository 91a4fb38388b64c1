"""How extraction grows: with processes, with the number of articles in one process, with the length of one text.

    python -m benchmarks.extraction_scale [--only processes|memory|length] [--texts 400] [--articles 10000]

Two processes, each with an Extractor of its own and half the texts, beside one with all of them: by the clock after
loading, so nothing else should be running on the machine, and by CPU seconds, which a busy machine disturbs less (what
is lost there is lost to shared caches and memory). Memory is the peak of one process after 500 articles and after all.
Length is one text of up to 300,000 words. Each measurement runs in processes of its own. Floor of two processes: 1.85
times one; limit of memory: 700 MB.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import psutil

from benchmarks.news_texts import long_text, news_texts
from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

PROCESSES_FLOOR = 1.85
MEMORY_LIMIT_MB = 700
FEW = 500
LENGTHS = (1_000, 10_000, 100_000, 300_000)
BUSY = 0.1  # share of the machine in use by others from which a figure by the clock says little
_SPAWN = multiprocessing.get_context("spawn")


def main() -> None:
    """Run the parts asked for."""
    parts = {"processes": processes, "memory": memory, "length": length}
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", choices=parts)
    options.add_argument("--texts", type=int, default=400)
    options.add_argument("--articles", type=int, default=10_000)
    asked = options.parse_args()
    for name, part in parts.items():
        if asked.only in (None, name):
            part(asked)


def articles(number: int) -> Iterator[Article]:
    return (Article.from_text(text, day) for day, text in news_texts(number))


def processes(asked: argparse.Namespace) -> None:
    """One process with all texts, two with half each, one again; the better of the single ones counts."""
    busy = psutil.cpu_percent(2) / 100
    one, two, again = (read_side_by_side(asked.texts, workers) for workers in (1, 2, 1))
    one = min(one, again)
    by_clock = one[0] / two[0]
    print(f"one process of {asked.texts} texts: {one[0]:.1f} s; two of half: {two[0]:.1f} s")
    print(f"two processes: {by_clock:.2f} times one by the clock, {2 * one[1] / two[1]:.2f} by CPU seconds", end="")
    print(f" (floor {PROCESSES_FLOOR})" + (f"; {busy:.0%} of the machine was busy before" if busy > BUSY else ""))


def read_side_by_side(texts: int, workers: int) -> tuple[float, float]:
    """(seconds by the clock until the last has read its share, CPU seconds of all)."""
    barrier, results = _SPAWN.Barrier(workers), _SPAWN.Queue()
    started = [_SPAWN.Process(target=_read_share, args=(texts, n, workers, barrier, results)) for n in range(workers)]
    for process in started:
        process.start()
    found = [results.get() for _ in started]
    for process in started:
        process.join()
    return max(end for _, end, _ in found) - min(start for start, _, _ in found), sum(cpu for _, _, cpu in found)


def _read_share(texts: int, number: int, workers: int, barrier: Barrier, results: Any) -> None:
    own = list(islice(articles(texts), number, None, workers))
    extractor = Extractor.load()
    for _ in extractor.extract(own[:8]):
        pass
    barrier.wait()
    start, cpu = time.monotonic(), time.process_time()  # monotonic is one clock for all processes
    for _ in extractor.extract(own):
        pass
    results.put((start, time.monotonic(), time.process_time() - cpu))


def memory(asked: argparse.Namespace) -> None:
    """Peak after 500 articles and after all."""
    few, many, seconds = _in_own_process(_peaks, asked.articles)
    print(f"peak of memory after {FEW} articles {few:.0f} MB, after {asked.articles:,} {many:.0f} MB: ", end="")
    print(f"{many / few:.2f} times (limit {MEMORY_LIMIT_MB} MB); {seconds:,.0f} CPU-s")


def _peaks(number: int) -> tuple[float, float, float]:
    few, start = 0.0, time.process_time()
    for done, _ in enumerate(Extractor.load().extract(articles(number)), 1):
        if done == FEW:
            few = peak_mb()
    return few, peak_mb(), time.process_time() - start


def length(_asked: argparse.Namespace) -> None:
    """Seconds per 1,000 words of one text."""
    print("words of one text, CPU-s per 1,000 words, peak MB")
    for words in LENGTHS:
        seconds, peak = _in_own_process(_read_long, words)
        print(f"{words:>9,} {1000 * seconds / words:8.3f} {peak:8.0f}")


def _read_long(words: int) -> tuple[float, float]:
    extractor = Extractor.load()
    for _ in extractor.extract(articles(8)):
        pass
    article = Article.from_text(long_text(words), None)
    start = time.process_time()
    for _ in extractor.extract([article]):
        pass
    return time.process_time() - start, peak_mb()


def peak_mb() -> float:
    """Largest resident memory of this process so far; getrusage would count what the parent had before the fork."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def _in_own_process(measure: Any, argument: int) -> Any:
    with _SPAWN.Pool(1) as pool:
        return pool.apply(measure, (argument,))


if __name__ == "__main__":
    main()
