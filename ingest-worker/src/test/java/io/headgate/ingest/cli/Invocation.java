package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** One run of the command line in this JVM. */
record Invocation(int exitCode, String out, String err) {

    private static final WorkerVerb NO_WORKER = (config, untilCaughtUp, stop) -> {
        throw new AssertionError("no worker was asked for");
    };
    private static final DemoVerb NO_DEMO = (options, out, stop) -> {
        throw new AssertionError("no demo was asked for");
    };

    private static final MaintenanceVerb NO_MAINTENANCE = (config, roles, stop) -> {
        throw new AssertionError("no maintenance was asked for");
    };

    static Invocation of(String... arguments) {
        return in(Map.of(), arguments);
    }

    /** With variables of the environment. */
    static Invocation in(Map<String, String> environment, String... arguments) {
        return of(environment, NO_WORKER, NO_DEMO, NO_MAINTENANCE, arguments);
    }

    static Invocation of(WorkerVerb worker, DemoVerb demo, String... arguments) {
        return of(Map.of(), worker, demo, NO_MAINTENANCE, arguments);
    }

    static Invocation of(MaintenanceVerb maintenance, String... arguments) {
        return of(Map.of(), NO_WORKER, NO_DEMO, maintenance, arguments);
    }

    private static Invocation of(
            Map<String, String> environment,
            WorkerVerb worker,
            DemoVerb demo,
            MaintenanceVerb maintenance,
            String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), environment);
        int code = new CommandTree(terminal, worker, demo, maintenance, new ProcessStop()).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Invocation(code, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
