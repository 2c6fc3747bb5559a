package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of one partition in offset order, with a mark at the first one that is not yet taken. For use by one thread. */
public final class PartitionSlice {
    private final SourcePartition partition;
    private final List<ConsumerRecord<ByteBuffer, ByteBuffer>> records;
    private int taken;

    public PartitionSlice(SourcePartition partition, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        this.partition = partition;
        this.records = records;
    }

    public SourcePartition partition() {
        return partition;
    }

    public boolean isEmpty() {
        return taken == records.size();
    }

    /** The first record that is not yet taken. */
    public ConsumerRecord<ByteBuffer, ByteBuffer> peek() {
        return records.get(taken);
    }

    /** The last record, taken or not. */
    public ConsumerRecord<ByteBuffer, ByteBuffer> last() {
        return records.get(records.size() - 1);
    }

    public void take() {
        taken++;
    }

    /** The offset after the last record that was taken, or 0 when none was. */
    public long nextOffset() {
        return taken == 0 ? 0 : records.get(taken - 1).offset() + 1;
    }
}
