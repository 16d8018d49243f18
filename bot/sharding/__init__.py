"""Leave to connect: no IDENTIFY too early, too often, or beside another process's.

Discord allows one IDENTIFY in five seconds per bucket (`shard_id % max_concurrency`)
however many processes run, and about a thousand a day, after which it resets the token:
a crash loop must never get that far. discord.py waits five seconds within one process
and knows neither of the other processes nor of the process that crashed before.
"""
