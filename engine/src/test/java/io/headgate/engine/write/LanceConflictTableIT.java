package io.headgate.engine.write;

import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.object.Durability;
import io.headgate.engine.table.TableFixtures;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conflict table over real Lance tables on the local disk. Every pair at every point, and from one to the next the manner in
 * which writers commit changes; {@code -Dheadgate.conflicts=all} runs both manners everywhere.
 */
final class LanceConflictTableIT extends ConflictTableContract {

    @TempDir
    Path directory;

    static Stream<Interleaving> interleavings() {
        boolean all = "all".equals(System.getProperty("headgate.conflicts"));
        return ConflictRehearsal.interleavings()
                .filter(pair -> all || pair.manner().ordinal() == alternating(pair));
    }

    private static int alternating(Interleaving pair) {
        return (pair.second().ordinal() + pair.point().ordinal() + pair.occurrence()) % 2;
    }

    @Override
    GraphEnvironment open(TableFixtures fixtures) {
        return GraphEnvironment.local(directory, Durability.PROCESS_CRASH, fixtures.allocator());
    }
}
