package io.headgate.bench.chaos;

import io.headgate.bench.launch.ParentWatch;
import io.headgate.engine.fault.LanceLibrary;
import io.headgate.ingest.cli.Main;

/** The child process of a {@link WorkerSlot}: the command {@code headgate}, with Lance's native library loaded beforehand. */
final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) {
        ParentWatch.start();
        String library = System.getProperty(LanceLibrary.PROPERTY);
        if (library != null) {
            System.load(library);
        }
        Main.main(arguments);
    }
}
