package io.headgate.engine.simulation;

/** temp. */
public final class SimulationMain {
    private SimulationMain() {}

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        long start = System.nanoTime();
        Statistics all = Statistics.NONE;
        int bad = 0;
        try (Simulation simulation = new Simulation(SimulationOptions.DEFAULT)) {
            for (long seed = first; seed < first + count; seed++) {
                SimulationReport report = simulation.runQuietly(seed);
                all = all.plus(report.statistics());
                if (report.violation().isPresent()) {
                    bad++;
                    if (bad <= 5)
                        System.out.println(
                                bad == 1
                                        ? report.text()
                                        : "seed " + seed + " "
                                                + report.violation().get());
                }
            }
        }
        System.out.println(all + " bad=" + bad);
        System.out.println(count * 1e9 / (System.nanoTime() - start) + "/s");
    }
}
