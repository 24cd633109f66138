"""What a PDF says to its readers, and what it holds beside."""
