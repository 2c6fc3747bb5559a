package io.headgate.ingest.demo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record to produce. All records with one key go to one partition, so their order lasts.
 *
 * @param value null deletes the key
 */
record DemoRecord(DemoTopic topic, byte[] key, byte @Nullable [] value) {

    static DemoRecord of(DemoTopic topic, String key, byte @Nullable [] value) {
        return new DemoRecord(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    int partition() {
        return Math.floorMod(Arrays.hashCode(key), topic.partitions());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DemoRecord that
                && topic.equals(that.topic)
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return topic.name() + "[" + new String(key, StandardCharsets.UTF_8) + "]="
                + (value == null ? "(none)" : new String(value, StandardCharsets.UTF_8));
    }
}
