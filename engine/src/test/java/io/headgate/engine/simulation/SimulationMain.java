package io.headgate.engine.simulation;

import io.headgate.engine.simulation.Campaign.Summary;

/** The simulation for callers that share nothing with it but the JDK, such as one that loads it with a defective class. */
public final class SimulationMain {

    private SimulationMain() {}

    /** Runs schedules one after the other; returns the text of the first that breaks a promise, or an empty text. */
    public static String violationOf(long firstSeed, int schedules) {
        return new Campaign(SimulationOptions.DEFAULT, 1)
                .run(firstSeed, schedules)
                .broken()
                .map(SimulationReport::text)
                .orElse("");
    }

    /** @param arguments the first seed, and how many schedules */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        Summary summary = Campaign.ofAllProcessors().run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        double seconds = (System.nanoTime() - start) / 1e9;
        summary.broken().ifPresent(report -> System.out.println(report.text()));
        System.out.printf(
                "%d schedules in %.1f s, %.0f in a second: %s%n",
                summary.schedules(), seconds, summary.schedules() / seconds, summary.statistics());
        System.exit(summary.broken().isPresent() ? 1 : 0);
    }
}
