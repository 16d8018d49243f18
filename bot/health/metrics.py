"""Figures for Prometheus: what is counted as it happens, and the pulse as it is when asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import __version__
from bot.health.pulse import Pulse

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5)


class Metrics:
    """One bot's counters, in a registry of their own."""

    def __init__(self, pulse: Pulse) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_PulseCollector(pulse))
        for standard in (ProcessCollector, PlatformCollector, GCCollector):
            standard(registry=self._registry)
        replies = Counter(
            "recapbot_replies_total",
            "Replies by door and outcome; the outcome none is a miss",
            ["door", "outcome"],
            registry=self._registry,
        )
        seconds = Histogram(
            "recapbot_reply_seconds",
            "From the question's arrival until Discord has taken the reply",
            ["door"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        # Which counter it is takes longer to find than to count, and there are few of them.
        self._replies, self._seconds = cache(replies.labels), cache(seconds.labels)
        self._files = Counter(
            "recapbot_files_total", "Recap files read, by outcome", ["outcome"], registry=self._registry
        )
        self._identifies = Counter(
            "recapbot_identifies_total", "New gateway sessions", ["shard"], registry=self._registry
        )

    def reply(self, door: str, outcome: str, seconds: float) -> None:
        """A reply left by `door` (prefix, slash, mention …); `outcome` is its kind, or what went wrong."""
        self._replies(door, outcome).inc()
        self._seconds(door).observe(seconds)

    def loaded(self, outcome: str, files: int = 1) -> None:
        """So many recap files were added, updated, unchanged, removed or failed."""
        self._files.labels(outcome).inc(files)

    def identified(self, shard: int) -> None:
        """A shard began a new session."""
        self._identifies.labels(str(shard)).inc()

    def page(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _PulseCollector(Collector):
    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse

    def collect(self) -> Iterator[Metric]:
        vitals, now = self._pulse.vitals, time.monotonic()
        info = GaugeMetricFamily("recapbot_info", "The version that runs", labels=["version"])
        info.add_metric([__version__], 1)
        yield info
        connected = GaugeMetricFamily("recapbot_gateway_connected", "1 while connected", labels=["shard"])
        age = GaugeMetricFamily(
            "recapbot_gateway_ack_age_seconds", "Since the last acknowledged heartbeat", labels=["shard"]
        )
        latency = GaugeMetricFamily(
            "recapbot_gateway_latency_seconds", "Of the last acknowledged heartbeat", labels=["shard"]
        )
        for number, shard in sorted(vitals.shards.items()):
            connected.add_metric([str(number)], float(shard.connected))
            age.add_metric([str(number)], now - shard.acknowledged)
            latency.add_metric([str(number)], shard.latency)
        yield from (connected, age, latency)
        yield GaugeMetricFamily(
            "recapbot_database_reachable", "1 while the database answers", float(vitals.database)
        )
        yield GaugeMetricFamily(
            "recapbot_message_content",
            "1 with the message-content intent",
            value=float(bool(vitals.message_content)),
        )
