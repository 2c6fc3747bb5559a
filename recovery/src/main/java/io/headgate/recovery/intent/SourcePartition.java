package io.headgate.recovery.intent;

/**
 * One partition of one topic, with the identities that tell a re-created topic or another cluster from the recorded one.
 *
 * @param cluster id of the Kafka cluster
 * @param topic name of the topic
 * @param topicId id that Kafka gave the topic when it was created
 * @param partition partition number, from 0
 */
public record SourcePartition(String cluster, String topic, String topicId, int partition)
        implements Comparable<SourcePartition> {

    /** Whether the other one has the same topic name and number: what a user would call the same partition. */
    public boolean sameName(SourcePartition other) {
        return topic.equals(other.topic) && partition == other.partition;
    }

    @Override
    public int compareTo(SourcePartition other) {
        int byTopic = topic.compareTo(other.topic);
        if (byTopic != 0) {
            return byTopic;
        }
        int byPartition = Integer.compare(partition, other.partition);
        if (byPartition != 0) {
            return byPartition;
        }
        int byCluster = cluster.compareTo(other.cluster);
        return byCluster != 0 ? byCluster : topicId.compareTo(other.topicId);
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
