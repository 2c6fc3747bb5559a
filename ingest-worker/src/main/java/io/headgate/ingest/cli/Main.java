package io.headgate.ingest.cli;

import io.headgate.ingest.config.WorkerConfig;
import io.headgate.ingest.demo.DemoOptions;
import io.headgate.ingest.demo.DemoRunner;
import io.headgate.ingest.maintain.work.MaintenanceRoles;
import io.headgate.ingest.maintain.work.MaintenanceRunner;
import io.headgate.ingest.worker.ExitReport;
import io.headgate.ingest.worker.ProgressListener;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** The process: standard streams, signals and the exit code around one command. */
public final class Main {

    /** Set by the launcher when stderr is a terminal: from Java 22 on, System.console() no longer tells. */
    private static final String INTERACTIVE_PROPERTY = "headgate.interactive";

    private Main() {}

    public static void main(String[] arguments) {
        run(arguments, Main::work, Main::demonstrate, Main::maintain);
    }

    /** Runs one command in this process and ends it with the command's exit code. */
    static void run(String[] arguments, WorkerVerb worker, DemoVerb demo, MaintenanceVerb maintenance) {
        PrintWriter out = writer(new FileOutputStream(FileDescriptor.out));
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        ProcessStop stop = new ProcessStop();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop), "headgate-stop"));
        int code = new CommandTree(new Terminal(out, err, System.getenv()), worker, demo, maintenance, stop)
                .run(arguments);
        out.flush();
        err.flush();
        stop.returned(code);
        System.exit(code);
    }

    private static void work(WorkerConfig config, boolean untilCaughtUp, StopSignal signal) {
        ExitReport report =
                WorkerRunner.run(config, untilCaughtUp, System.getenv(), ProgressListener.NONE, signal::onStop);
        report.failure().ifPresent(failure -> {
            throw failure;
        });
        report.stoppedSources().stream().findFirst().ifPresent(stopped -> {
            throw stopped;
        });
    }

    private static void maintain(WorkerConfig config, MaintenanceRoles roles, StopSignal signal) {
        MaintenanceRunner.run(config, roles, System.getenv(), signal::onStop)
                .failure()
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    private static boolean demonstrate(DemoOptions options, PrintWriter out, StopSignal signal) {
        DemoRunner demo = new DemoRunner(System.err, Boolean.getBoolean(INTERACTIVE_PROPERTY), new SplittableRandom());
        signal.onStop(demo::stop);
        return demo.run(options, out).exact();
    }

    /**
     * Runs when the JVM ends, for whatever reason. A process that a signal ends has that signal's exit code, unless it is
     * halted with another one: a worker that left in good order reports what it would have reported anyway.
     */
    private static void end(ProcessStop stop) {
        OptionalInt code = OptionalInt.empty();
        try {
            code = stop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        PrivateTemporaryDirectory.ofThisProcess().ifPresent(PrivateTemporaryDirectory::remove);
        code.ifPresent(Runtime.getRuntime()::halt);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
