"""The revisions of the schema, each with the steps that lead to it."""
