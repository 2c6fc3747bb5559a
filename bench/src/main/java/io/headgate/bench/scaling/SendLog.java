package io.headgate.bench.scaling;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * When each record was due to be sent, by partition and offset. Written by one thread, read by another.
 *
 * <p>A record counts from when it was due, not from when the producer got round to it: a producer that is held up would hide
 * just the records that wait the longest.
 */
final class SendLog {

    private final List<AtomicLongArray> due;

    SendLog(int partitions, int mostOfEach) {
        this.due = IntStream.range(0, partitions)
                .mapToObj(partition -> new AtomicLongArray(mostOfEach))
                .toList();
    }

    void due(int partition, long offset, long nanos) {
        due.get(partition).set(Math.toIntExact(offset), nanos);
    }

    long due(int partition, long offset) {
        return due.get(partition).get(Math.toIntExact(offset));
    }
}
