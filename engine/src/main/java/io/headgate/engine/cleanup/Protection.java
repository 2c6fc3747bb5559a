package io.headgate.engine.cleanup;

import io.headgate.recovery.id.GraphVersion;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What needs older graph versions than the newest.
 *
 * @param holds all that lie there, also expired ones
 * @param bases the versions that unfinished writes were staged on: whether they are published is looked up in those after it
 */
record Protection(List<Hold> holds, List<GraphVersion> bases) {

    static final Protection NONE = new Protection(List.of(), List.of());

    Protection {
        holds = List.copyOf(holds);
        bases = List.copyOf(bases);
    }

    /** The oldest version to keep, when nothing but this is older than the one given. */
    GraphVersion lower(GraphVersion oldest, Instant now) {
        Stream<GraphVersion> held =
                holds.stream().filter(hold -> !hold.isExpired(now)).map(Hold::version);
        return Stream.concat(held, bases.stream())
                .filter(needed -> needed.compareTo(oldest) < 0)
                .min(GraphVersion::compareTo)
                .orElse(oldest);
    }

    List<Hold> expired(Instant now) {
        return holds.stream().filter(hold -> hold.isExpired(now)).toList();
    }
}
