package io.headgate.ingest.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The child process of {@link KafkaProcess}. It writes one byte to its standard output when the broker answers, and lives as
 * long as its standard input is open, so it never outlives its parent.
 */
final class BrokerMain {

    static final int READY = '+';

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        PrintStream parent = System.out;
        System.setOut(System.err);
        BrokerLogging.onlyWarnings();
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]));
        parent.write(READY);
        parent.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
        kafka.close();
        System.exit(0);
    }
}
