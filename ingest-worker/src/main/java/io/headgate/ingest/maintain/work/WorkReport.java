package io.headgate.ingest.maintain.work;

import io.headgate.engine.maintain.TableReport;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was done because of one request.
 *
 * @param published the graph versions that it took
 * @param fragmentsBefore number of fragments that were replaced
 * @param fragmentsAfter number of fragments that took their place
 * @param rows number of rows that were written anew
 * @param segments number of segments of indexes that were built
 */
public record WorkReport(
        WorkOutcome outcome,
        List<GraphVersion> published,
        int fragmentsBefore,
        int fragmentsAfter,
        long rows,
        int segments,
        Duration took) {

    public WorkReport {
        published = List.copyOf(published);
    }

    /** Nothing yet. */
    static WorkReport none(WorkOutcome outcome) {
        return new WorkReport(outcome, List.of(), 0, 0, 0, 0, Duration.ZERO);
    }

    WorkReport plus(TableReport more) {
        return new WorkReport(
                outcome,
                Stream.concat(published.stream(), more.published().stream()).toList(),
                fragmentsBefore + more.fragmentsBefore(),
                fragmentsAfter + more.fragmentsAfter(),
                rows + more.rowsRewritten(),
                segments + more.segmentsBuilt(),
                took);
    }

    WorkReport ended(WorkOutcome newOutcome, Duration newTook) {
        return new WorkReport(newOutcome, published, fragmentsBefore, fragmentsAfter, rows, segments, newTook);
    }
}
