package io.headgate.ingest.demo;

import io.headgate.ingest.config.WorkerConfig;

/** A way of bringing everything that the topics hold into the graph. */
interface DemoIngest {

    /**
     * Returns when the graph has it all.
     *
     * @param total how many records there are
     * @throws DemoFailure when a worker gave up
     */
    void ingest(WorkerConfig config, long total, DemoProgress.Step progress);
}
