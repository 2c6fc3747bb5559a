package io.headgate.ingest.demo;

import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.TargetType;

/**
 * A topic of the demo and the type that it feeds.
 *
 * @param partitions at least one
 */
record DemoTopic(String name, TargetType into, WriteMode mode, int partitions) {}
