package io.headgate.engine.simulation;

/**
 * The size of schedules. What happens in each one follows from its seed.
 *
 * @param partitions of the source
 * @param records in each partition
 * @param mostActors upper limit, at least 3
 * @param longestStorm the most steps in which things go wrong
 * @param longestCalm steps after which everything must be done when nothing goes wrong any more
 */
public record SimulationOptions(int partitions, int records, int mostActors, int longestStorm, int longestCalm) {

    public static final SimulationOptions DEFAULT = new SimulationOptions(2, 12, 5, 600, 20_000);
}
