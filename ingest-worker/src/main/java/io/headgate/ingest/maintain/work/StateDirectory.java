package io.headgate.ingest.maintain.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of this process alone, for what Kafka Streams writes down: nothing that is missed when it is gone. */
record StateDirectory(Path path) implements AutoCloseable {

    static StateDirectory make() {
        try {
            return new StateDirectory(Files.createTempDirectory("headgate-planner"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made for the planner", e);
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
