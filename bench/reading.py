"""What reading a recap costs, against markdown-it-py alone on the same text, in the same run.

    python bench/reading.py [FOLDER …]        folders of recaps; ../shared/seeds and more if they are there

Prints, for each file, the median milliseconds of both and their ratio; the last lines sum up. Each
round reads another copy of the text (its words are numbered), so that nothing is answered from a cache.
Without files it writes recaps of its own.
"""

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from markdown_it import MarkdownIt

from bot.parsing import read_recap

ROUNDS = 7
SHARED = [Path(__file__).parent.parent.parent / "shared" / name for name in ("seeds", "more")]
WORDS = "moss server packet queue fan dust light rack fern log scheduler people care slow green old".split()  # noqa: SIM905
NAMES = ["Ada Lovelace", "Grace Hopper", "Alan Kay", "Barbara Liskov", "Linus Roth", "Marie Weber"]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    cli.add_argument("folders", nargs="*", type=Path)
    folders = cli.parse_args().folders or [folder for folder in SHARED if folder.is_dir()]
    texts = {
        path.name: path.read_text("utf-8", "replace")
        for folder in folders
        for path in sorted(folder.iterdir())
    }
    texts = texts or {f"written-{size}.md": written(size) for size in (5, 20, 80)}
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ratios, sums = [], [0.0, 0.0]
    for name, text in texts.items():
        plain = median(markdown.parse, text)
        read = median(lambda text, name=name: read_recap(text.encode("utf-8"), name), text)
        ratios.append(read / plain)
        sums = [sums[0] + plain, sums[1] + read]
        figures = f"{plain:7.2f} ms   {read:7.2f} ms   x{read / plain:5.1f}"
        print(f"{name[-32:]:32} {len(text):7} characters   {figures}")
    print(f"median of the ratios x{statistics.median(ratios):.1f}, of all together x{sums[1] / sums[0]:.1f}")


def median(read: Callable[[str], object], text: str) -> float:
    """Milliseconds of one reading, the median of several, each of a text of its own."""
    spent = []
    for number in range(ROUNDS):
        other = re.sub(r"\b([a-z]{6,})\b", rf"\1{'abcdefg'[number]}", text)
        start = time.perf_counter()
        read(other)
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def written(talks: int) -> str:
    """A recap of so many talks: headings, links, names, bullets and sentences."""
    some = random.Random(talks)

    def words(count: int) -> str:
        return " ".join(some.choices(WORDS, k=count))

    lines = ["# FooConf 2024", "", f"I went to Ghent. {words(30).capitalize()}.", ""]
    for number in range(talks):
        lines += [f"### [{words(5).title()}](https://fooconf.org/talks/{number}) - {some.choice(NAMES)}", ""]
        lines += [f"{words(14).capitalize()}. {words(18).capitalize()} `{words(1)}`.", ""]
        lines += [f"- **{words(2)}** {words(9)}" for _ in range(4)] + [""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
