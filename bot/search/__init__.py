"""From typed words to an answer: pure functions over the libraries of one reply."""
