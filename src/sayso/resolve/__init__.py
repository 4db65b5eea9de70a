"""Mentions to entities: who, where and when the words of a text refer to."""
