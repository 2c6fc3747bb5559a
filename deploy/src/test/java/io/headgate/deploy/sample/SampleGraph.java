package io.headgate.deploy.sample;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.GraphLocation;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.object.Durability;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.recovery.error.NotAGraph;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * What became of the sample.
 *
 * @param polled records that the graph accounts for
 * @param people rows of that table
 * @param follows rows of that table
 * @param deadLetters records that could not be applied
 */
public record SampleGraph(long polled, long people, long follows, long deadLetters) {

    private static final SampleGraph NOTHING = new SampleGraph(0, 0, 0, 0);

    /** What that many records of each topic come to: every tenth of people is about one that was there before. */
    public static SampleGraph of(int recordsOfEachTopic) {
        return new SampleGraph(
                2L * recordsOfEachTopic,
                recordsOfEachTopic - recordsOfEachTopic / 10L + orphans(recordsOfEachTopic),
                recordsOfEachTopic,
                0);
    }

    /** Persons that only such a record is about: their own number is one that is skipped. */
    private static long orphans(int records) {
        long orphans = 0;
        for (int i = 9; i < records; i += 10) {
            orphans += i / 2 % 10 == 9 ? 1 : 0;
        }
        return orphans;
    }

    /** In a directory; nothing while there is no graph. */
    public static SampleGraph in(Path directory) {
        return at(new GraphLocation.LocalDirectory(directory), S3Settings.DEFAULT);
    }

    /** Wherever it is; nothing while there is no graph. */
    public static SampleGraph at(GraphLocation location, S3Settings settings) {
        try (BufferAllocator allocator = new RootAllocator();
                GraphEnvironment environment =
                        GraphEnvironment.at(location, settings, Durability.POWER_LOSS, allocator)) {
            GraphManifest newest = Graph.open(environment).history(1).get(0);
            return new SampleGraph(
                    newest.totals().polled(),
                    rows(newest, "Person"),
                    rows(newest, "Follows"),
                    rows(newest, GraphManifest.DEAD_LETTERS));
        } catch (NotAGraph none) {
            return NOTHING;
        }
    }

    private static long rows(GraphManifest manifest, String table) {
        Optional<TablePin> pin = manifest.tables().stream()
                .filter(candidate -> candidate.name().equals(table))
                .findFirst();
        return pin.orElseThrow(() -> new AssertionError("no table " + table)).rows();
    }
}
