"""Answer -> what a door shows: plain text, JSON, Discord payloads. Pure functions only."""
