package io.headgate.ingest.cli;

import io.headgate.engine.maintain.TableReport;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.id.GraphVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code optimize --json} prints for each table. The names of the components, in snake_case, are part of the interface.
 *
 * @param published numbers of the graph versions that it took
 * @param fragmentsBefore number of fragments that were replaced
 * @param fragmentsAfter number of fragments that took their place
 * @param rowsRewritten rows that were written anew
 * @param segmentsBuilt segments of indexes that were built
 * @param overtaken rewrites and segments that came too late, because writers had changed what they replace
 * @param finished whether nothing was left to do
 * @param failure why it was given up; null when it was not
 */
record OptimizeReport(
        String name,
        String kind,
        List<Long> published,
        int fragmentsBefore,
        int fragmentsAfter,
        long rowsRewritten,
        int segmentsBuilt,
        int overtaken,
        boolean finished,
        @Nullable String failure) {

    static OptimizeReport of(TablePin pin, TableReport report) {
        return new OptimizeReport(
                pin.name(),
                Json.word(pin.kind()),
                report.published().stream().map(GraphVersion::number).toList(),
                report.fragmentsBefore(),
                report.fragmentsAfter(),
                report.rowsRewritten(),
                report.segmentsBuilt(),
                report.overtaken(),
                report.finished(),
                null);
    }

    static OptimizeReport failed(TablePin pin, RuntimeException failure) {
        return new OptimizeReport(
                pin.name(), Json.word(pin.kind()), List.of(), 0, 0, 0, 0, 0, false, failure.getMessage());
    }

    /** In one word. */
    String outcome() {
        if (failure != null) {
            return "failed";
        }
        if (!finished) {
            return "unfinished";
        }
        return published.isEmpty() ? "nothing to do" : "done";
    }
}
