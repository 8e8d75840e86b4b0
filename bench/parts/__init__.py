"""What the benchmarks share: servers that are started and stopped, load, clocks, and verdicts."""
