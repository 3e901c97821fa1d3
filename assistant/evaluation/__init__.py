"""Measure how well the notes answer: question sets, measures, intervals, comparisons, reports."""
