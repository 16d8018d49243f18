"""The doors in Discord: what people type, press and pick, handed to the desk and shown as cards."""
