"""The steps of collecting, in their order: receive, judge, decide, query, report."""
