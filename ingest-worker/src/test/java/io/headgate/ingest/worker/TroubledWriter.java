package io.headgate.ingest.worker;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteRequest;
import io.headgate.engine.write.WriteResult;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.intent.SourceClaim;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** A real writer that is watched, and that trouble may come upon. */
final class TroubledWriter implements GraphWriter {
    private final GraphWriter writer;
    private final Function<Integer, Outcome> trouble;
    private final Consumer<List<SourceClaim>> watch;
    private final AtomicInteger attempts = new AtomicInteger();

    enum Outcome {
        WRITE,
        WRITE_AND_LOSE_THE_ANSWER
    }

    /**
     * @param trouble is given the number of the attempt, from 1
     * @param watch is given the claims of each attempt
     */
    TroubledWriter(GraphWriter writer, Function<Integer, Outcome> trouble, Consumer<List<SourceClaim>> watch) {
        this.writer = writer;
        this.trouble = trouble;
        this.watch = watch;
    }

    @Override
    public GraphManifest current() {
        return writer.current();
    }

    @Override
    public GraphSchema schema() {
        return writer.schema();
    }

    @Override
    public GraphManifest refresh() {
        return writer.refresh();
    }

    @Override
    public WriteResult write(WriteRequest request) {
        watch.accept(request.claims());
        Outcome outcome = trouble.apply(attempts.incrementAndGet());
        WriteResult result = writer.write(request);
        if (outcome == Outcome.WRITE_AND_LOSE_THE_ANSWER) {
            throw new StorageUnavailable("put", "the answer was lost");
        }
        return result;
    }

    @Override
    public void close() {
        writer.close();
    }
}
