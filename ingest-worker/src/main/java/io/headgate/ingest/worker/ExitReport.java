package io.headgate.ingest.worker;

import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.SourceMismatch;
import java.util.List;
import java.util.Optional;

/**
 * How a worker ended.
 *
 * @param failure what ended it, if it did not end as it should
 * @param stoppedSources why sources were stopped while the others went on
 * @param commits how many graph versions it published
 * @param polled records in those versions
 */
public record ExitReport(
        Optional<RuntimeException> failure, List<SourceMismatch> stoppedSources, long commits, long polled) {
    private static final int UNEXPECTED = 1;

    public ExitReport {
        stoppedSources = List.copyOf(stoppedSources);
    }

    /** 0 when everything is done, else the code of the failure, or of the first source that was stopped. */
    public int exitCode() {
        if (failure.isPresent()) {
            return failure.get() instanceof HeadgateException known
                    ? known.kind().exitCode()
                    : UNEXPECTED;
        }
        return stoppedSources.isEmpty() ? 0 : stoppedSources.get(0).kind().exitCode();
    }
}
