"""From MESSAGE_CREATE to the reply's request, beside a bot that answers a constant, in the same run.

    python -m bench.latency [--recaps FOLDER] [--data FOLDER] [--rounds 300] [--crowd 200]

Both bots run as processes of their own on local Discords. Alone: one question at a time,
turn about. Crowd: so many people ask at the same moment, in different channels: things that
nobody asked before, then the same things again.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bench.scenes import HEADER, ROOT, Stage, line, percentile, questions, stage

CHANNELS = 10
TURNS = 3
Times = dict[str, list[float]]


async def alone(stages: list[Stage], asked: list[str]) -> Times:
    times: Times = {playing.name: [] for playing in stages}
    for turn, text in enumerate(asked):
        for playing in stages:
            channel = playing.discord.guild("guild-0").channel()
            person = playing.discord.user(f"person-{turn % 50}")  # one alone would be told to slow down
            number = await playing.ask(person, channel, f"!talk {text}")
            times[playing.name] += await playing.answers([number])
    return times


async def crowd(playing: Stage, asked: list[str]) -> list[float]:
    """Everybody asks something of `asked` at once."""
    ids = []
    for number, text in enumerate(asked):
        guild = playing.discord.guild(f"guild-{number // CHANNELS}")
        channel = guild.channel(f"channel-{number % CHANNELS}")
        ids.append(await playing.ask(playing.discord.user(f"person-{number}"), channel, f"!talk {text}"))
    answered = await playing.answers(ids)
    if len(answered) < len(ids):
        print(f"{playing.name}: {len(ids) - len(answered)} of {len(ids)} unanswered")
    return answered


async def crowds(stages: list[Stage], turns: list[list[str]]) -> tuple[Times, dict[str, float]]:
    """A crowd for each of `turns`, bot by bot; also the seconds of processor time of each bot's replies."""
    times: Times = {playing.name: [] for playing in stages}
    used = dict.fromkeys(times, 0.0)
    for asked in turns:
        for playing in stages:
            before = playing.processor()
            times[playing.name] += await crowd(playing, asked)
            await asyncio.sleep(1)
            used[playing.name] += (playing.processor() - before) / len(turns) / len(asked)
    return times, used


async def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--recaps", type=Path, default=ROOT / "recaps")
    arguments.add_argument("--data", type=Path, help="kept between runs, so that recaps are loaded once")
    arguments.add_argument("--rounds", type=int, default=300)
    arguments.add_argument("--crowd", type=int, default=200)
    chosen = arguments.parse_args()
    guilds = chosen.crowd // CHANNELS + 1
    asked = questions(chosen.recaps, chosen.rounds)
    new = questions(chosen.recaps, (TURNS + 1) * chosen.crowd, seed=1, new=True)
    first, *turns = (new[n * chosen.crowd : (n + 1) * chosen.crowd] for n in range(TURNS + 1))
    async with (
        stage("constant", chosen.recaps, guilds) as constant,
        stage("recapbot", chosen.recaps, guilds, chosen.data) as recapbot,
    ):
        stages = [constant, recapbot]
        times = await alone(stages, asked)
        for playing in stages:
            await crowd(playing, first)  # opens the connections
        of_new, used_for_new = await crowds(stages, turns)
        again, used = await crowds(stages, [turns[-1]] * TURNS)
        print(HEADER)
        for title, measured in (
            ("alone", times),
            (f"{chosen.crowd} at once", of_new),
            ("the same again", again),
        ):
            for name, values in measured.items():
                print(line(f"{title}: {name}", values))
            for share in (0.5, 0.95, 0.99):
                ratio = percentile(measured["recapbot"], share) / percentile(measured["constant"], share)
                print(f"  ratio at p{share * 100:.0f}: {ratio:.2f}")
        for title, seconds in (("at once", used_for_new), ("again", used)):
            ours, base = seconds["recapbot"] * 1000, seconds["constant"] * 1000
            print(
                f"processor time per reply, {title}, ms: "
                f"constant {base:.2f}, recapbot {ours:.2f}, ratio {ours / base:.2f}"
            )
        print(f"memory, MiB: constant {constant.resident() >> 20}, recapbot {recapbot.resident() >> 20}")
        print(f"start to ready, s: constant {constant.started_in:.2f}, recapbot {recapbot.started_in:.2f}")


if __name__ == "__main__":
    asyncio.run(main())
