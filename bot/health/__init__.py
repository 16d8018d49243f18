"""Is the running bot well, and how busy is it?

`pulse` holds what is known, `heartbeat` writes it where `recapbot health` reads it,
`watchdog` ends a process whose gateway is dead, `metrics` counts, `server` tells others.
"""
