package io.headgate.bench.scaling;

/** A way to measure cases, one after the other. */
interface CaseRun {

    /** Leaves nothing behind. */
    ScalingResult measure(ScalingCase measured) throws InterruptedException;
}
