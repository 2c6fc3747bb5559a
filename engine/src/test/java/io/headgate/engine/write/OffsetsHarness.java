package io.headgate.engine.write;

import static io.headgate.engine.write.Batches.partition;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.intent.SourceClaim;
import java.util.List;

/** A graph whose offsets are changed by an operator. */
abstract class OffsetsHarness extends WriteHarness {

    static final String REASON = "people-0 was decoded with a wrong mapping";

    final void write(int partition, String... people) {
        try (GraphWriter writer = writer()) {
            SourceOffset now =
                    writer.current().source("people", partition).orElse(new SourceOffset(partition(partition), 0));
            writer.write(batches.people(
                    writer.current(),
                    List.of(new SourceClaim(
                            now.partition(), now.nextOffset(), now.nextOffset() + people.length, now.epoch())),
                    people));
        }
    }

    final OffsetReport change(OffsetChange... changes) {
        return change(environment, changes);
    }

    static OffsetReport change(GraphEnvironment environment, OffsetChange... changes) {
        try (Offsets offsets = Graph.open(environment).offsets("operator")) {
            return offsets.run(List.of(changes), REASON);
        }
    }
}
