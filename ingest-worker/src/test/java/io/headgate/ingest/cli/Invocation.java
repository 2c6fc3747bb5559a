package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** One run of the command line in this JVM. */
record Invocation(int exitCode, String out, String err) {

    static Invocation of(String... arguments) {
        return of(
                (config, untilCaughtUp, stop) -> {
                    throw new AssertionError("no worker was asked for");
                },
                (options, out, stop) -> {
                    throw new AssertionError("no demo was asked for");
                },
                arguments);
    }

    static Invocation of(WorkerVerb worker, DemoVerb demo, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), Map.of());
        int code = new CommandTree(terminal, worker, demo, new ProcessStop()).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Invocation(code, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
