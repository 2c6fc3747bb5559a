package io.headgate.engine.simulation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints the trace of one schedule. */
final class ReplayMain {

    private ReplayMain() {}

    /** @param arguments the seed */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Simulation.run(Long.parseLong(arguments[0]), SimulationOptions.DEFAULT)
                .trace()
                .forEach(out::println);
        out.flush();
    }
}
