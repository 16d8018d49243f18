"""Text -> Recap: pure functions, and no text so messy that they raise."""
