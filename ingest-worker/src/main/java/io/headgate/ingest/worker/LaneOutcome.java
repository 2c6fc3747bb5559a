package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.write.WriteResult;
import io.headgate.ingest.batch.ClosedBatch;

/** What became of a batch. A closed choice: handle it with {@link #match}. The batch's rows are freed by then. */
sealed interface LaneOutcome {
    <R> R match(Cases<R> cases);

    /** One function for each outcome. */
    interface Cases<R> {
        R written(ClosedBatch batch, WriteResult result);

        R contained(ClosedBatch batch, GraphManifest manifest);

        R failed(RuntimeException failure);
    }

    record Written(ClosedBatch batch, WriteResult result) implements LaneOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.written(batch, result);
        }
    }

    /** The graph contains it already, exactly up to its end: somebody finished it. */
    record Contained(ClosedBatch batch, GraphManifest manifest) implements LaneOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contained(batch, manifest);
        }
    }

    record Failed(RuntimeException failure) implements LaneOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failed(failure);
        }
    }
}
