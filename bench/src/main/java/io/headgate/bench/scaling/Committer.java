package io.headgate.bench.scaling;

import io.headgate.bench.ingest.People;
import io.headgate.bench.scaling.ChunkBank.BankChunk;
import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.WriteMode;
import io.headgate.engine.write.WriteRequest;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.OutcomeUnknown;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * One worker without Kafka: writes one batch after the other, each of rows that are there already, until it is told to stop.
 * Gives the number of batches that did not become visible by its own write, after which it asks the graph where to go on.
 */
final class Committer implements Callable<Long> {

    private final GraphEnvironment environment;
    private final WriteMode mode;
    private final int worker;
    private final int workers;
    private final ChunkBank bank;
    private final BooleanSupplier stopped;
    private int position;

    /** @param environment of this worker alone; closed at its end */
    Committer(
            GraphEnvironment environment,
            WriteMode mode,
            int worker,
            int workers,
            ChunkBank bank,
            BooleanSupplier stopped) {
        this.environment = environment;
        this.mode = mode;
        this.worker = worker;
        this.workers = workers;
        this.bank = bank;
        this.stopped = stopped;
    }

    @Override
    public Long call() {
        try (environment;
                GraphWriter writer = Graph.open(environment).writer("worker-" + worker)) {
            Source source = new Source(
                    table(writer.current()), mode, writer.current(), ChunkBank.partitionsOf(worker, workers));
            List<BankChunk> own = bank.ofWorker(worker, workers);
            long givenUp = 0;
            boolean lost = false;
            while (!stopped.getAsBoolean()) {
                try {
                    if (lost) {
                        source.seek(writer.refresh());
                    }
                    WriteRequest batch = source.batch(next(own));
                    writer.write(batch);
                    source.written(batch);
                    lost = false;
                } catch (Conflict | OutcomeUnknown e) {
                    lost = true;
                    givenUp++;
                }
            }
            return givenUp;
        }
    }

    static TableId table(GraphManifest manifest) {
        return manifest.table(TableKind.NODE, People.TYPE).orElseThrow().id();
    }

    /** One of each of its partitions. */
    private List<BankChunk> next(List<BankChunk> own) {
        List<BankChunk> batch = new ArrayList<>();
        for (int i = 0; i < own.size() / ScalingPlan.ROUNDS; i++) {
            batch.add(own.get(position++ % own.size()));
        }
        return batch;
    }
}
