"""Forms of records: parts, languages, long texts, and what becomes of what two editors type at once."""
