package io.headgate.ingest.decode;

import org.jspecify.annotations.Nullable;

/**
 * Where one record's bytes are. One instance is moved from record to record, so that a record costs no allocation; it
 * never owns the arrays. Not thread-safe.
 */
public final class RecordRef {

    private static final byte[] NONE = new byte[0];

    private String topic = "";
    private int partition;
    private long offset;
    private long timestamp;
    private byte[] key = NONE;
    private int keyOffset;
    private int keyLength = -1;
    private byte[] value = NONE;
    private int valueOffset;
    private int valueLength = -1;

    /** Moves to a record whose key and value are whole arrays; null stands for a record without one. */
    public RecordRef set(
            String topic, int partition, long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        position(topic, partition, offset, timestamp);
        key(key == null ? NONE : key, 0, key == null ? -1 : key.length);
        return value(value == null ? NONE : value, 0, value == null ? -1 : value.length);
    }

    /** Moves to a record; its key and value stay as they were. */
    public RecordRef position(String topic, int partition, long offset, long timestamp) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
        return this;
    }

    /** @param length bytes, or -1 for a record without key */
    public RecordRef key(byte[] bytes, int offset, int length) {
        this.key = bytes;
        this.keyOffset = offset;
        this.keyLength = length;
        return this;
    }

    /** @param length bytes, or -1 for a record without value */
    public RecordRef value(byte[] bytes, int offset, int length) {
        this.value = bytes;
        this.valueOffset = offset;
        this.valueLength = length;
        return this;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** Milliseconds since 1970-01-01T00:00:00Z, as Kafka gives it. */
    public long timestamp() {
        return timestamp;
    }

    public byte[] key() {
        return key;
    }

    public int keyOffset() {
        return keyOffset;
    }

    /** In bytes; -1 when the record has no key. */
    public int keyLength() {
        return keyLength;
    }

    public byte[] value() {
        return value;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** In bytes; -1 when the record has no value. */
    public int valueLength() {
        return valueLength;
    }
}
