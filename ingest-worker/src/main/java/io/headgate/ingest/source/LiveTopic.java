package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A topic as it exists now.
 *
 * @param cluster id of the cluster it is in
 * @param id given by Kafka when the topic was created; another topic of the same name has another one
 * @param partitions how many it has
 */
public record LiveTopic(String cluster, String name, String id, int partitions) {
    public SourcePartition partition(int number) {
        return new SourcePartition(cluster, name, id, number);
    }

    /** Every partition that it has. */
    public List<SourcePartition> all() {
        return IntStream.range(0, partitions).mapToObj(this::partition).toList();
    }
}
