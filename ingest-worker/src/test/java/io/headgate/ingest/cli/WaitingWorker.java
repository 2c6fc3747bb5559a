package io.headgate.ingest.cli;

import java.util.concurrent.CountDownLatch;

/** A process whose worker does nothing until it is told to stop, for {@link MainSignalTest}. */
final class WaitingWorker {

    private WaitingWorker() {}

    public static void main(String[] arguments) {
        Main.run(
                arguments,
                (config, untilCaughtUp, stop) -> {
                    CountDownLatch told = new CountDownLatch(1);
                    stop.onStop(told::countDown);
                    System.out.println("working");
                    try {
                        told.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    System.out.println("left in good order");
                },
                (options, out, stop) -> true,
                (config, roles, stop) -> {});
    }
}
