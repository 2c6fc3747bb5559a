package io.headgate.bench.chaos;

import java.time.Duration;

/**
 * One thing that is made to go wrong.
 *
 * @param at since the faults began
 * @param target number of the worker or the broker, from 0 on; 0 where all workers are meant
 * @param lasts until it is put right
 */
record PlannedFault(Duration at, FaultKind kind, int target, Duration lasts) {}
