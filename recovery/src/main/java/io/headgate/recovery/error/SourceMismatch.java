package io.headgate.recovery.error;

import org.jspecify.annotations.Nullable;

/** A source is not the one that the graph has recorded, or no longer has what the graph needs next. */
public final class SourceMismatch extends HeadgateException {

    private final String topic;
    private final int partition;

    public SourceMismatch(String topic, int partition, String message) {
        this(topic, partition, message, null);
    }

    public SourceMismatch(String topic, int partition, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.topic = topic;
        this.partition = partition;
    }

    /** The topic. */
    public String topic() {
        return topic;
    }

    /** The partition, or -1 when the whole topic is meant. */
    public int partition() {
        return partition;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.SOURCE;
    }
}
