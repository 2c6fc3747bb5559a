package io.headgate.bench.chaos;

import io.headgate.bench.launch.ParentWatch;
import kafka.Kafka;

/** The child process of a {@link ClusterNode}. */
final class NodeMain {

    private NodeMain() {}

    /** @param arguments the file of its properties */
    public static void main(String[] arguments) {
        ParentWatch.start();
        Kafka.main(arguments);
    }
}
