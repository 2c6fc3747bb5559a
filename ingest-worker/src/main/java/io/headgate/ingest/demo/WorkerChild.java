package io.headgate.ingest.demo;

import io.headgate.ingest.config.ConfigLoader;
import io.headgate.ingest.worker.WorkerRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The child process of {@link WorkerProcess}: a worker that dies when its standard input ends, so never after its parent. */
final class WorkerChild {

    static final String UNTIL_CAUGHT_UP = "--until-caught-up";

    private WorkerChild() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(WorkerChild::dieWithParent, "headgate-parent-watch");
        watch.setDaemon(true);
        watch.start();
        boolean untilCaughtUp = arguments.length > 1 && arguments[1].equals(UNTIL_CAUGHT_UP);
        int code = WorkerRunner.run(
                        ConfigLoader.load(Path.of(arguments[0]), System.getenv()), untilCaughtUp, System.getenv())
                .exitCode();
        System.exit(code);
    }

    private static void dieWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
