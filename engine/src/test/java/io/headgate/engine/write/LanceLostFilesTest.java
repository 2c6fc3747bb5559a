package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Lost files over real Lance tables on the local disk, where Lance itself takes them for forgotten. */
final class LanceLostFilesTest extends LostFilesContract {

    @TempDir
    Path directory;

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }

    @Override
    void age(TablePin table) throws IOException {
        for (Path file : data(table)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        }
    }

    @Override
    void forget(TablePin table) {
        // Lance has done it
    }

    @Override
    void loseWithoutCleanup(TablePin table) throws IOException {
        Path newest = data(table).stream()
                .max(Comparator.comparing(file -> file.toFile().lastModified()))
                .orElseThrow();
        Files.delete(newest);
    }

    private List<Path> data(TablePin table) throws IOException {
        try (Stream<Path> files =
                Files.list(directory.resolve(table.path().value()).resolve("data"))) {
            return files.toList();
        }
    }
}
