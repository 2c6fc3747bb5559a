package io.headgate.bench.ingest;

import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A topic as Arrow chunks, polled and decoded on the calling thread. Not thread-safe. */
final class DecodedTopic implements AutoCloseable {

    private final Job job;
    private final BufferAllocator allocator;
    private final Schema schema = People.arrowSchema();
    private final JsonRecordDecoder decoder;
    private final RecordRef ref = new RecordRef();
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
    private Iterator<ConsumerRecord<ByteBuffer, ByteBuffer>> polled =
            List.<ConsumerRecord<ByteBuffer, ByteBuffer>>of().iterator();
    private long decoded;

    DecodedTopic(Job job, BufferAllocator allocator) {
        this.job = job;
        this.allocator = allocator;
        this.decoder = new JsonRecordDecoder(
                People.type(), job.upserts() ? WriteMode.UPSERT : WriteMode.APPEND, DataSize.ofMebibytes(1));
        this.consumer = Consumers.open(job);
    }

    boolean hasNext() {
        return decoded < job.records();
    }

    /** The next rows, at most that many; the caller closes them. */
    RowChunk next(int mostRows) {
        try (RowChunkBuilder builder = new RowChunkBuilder(schema, allocator, mostRows)) {
            while (hasNext() && !builder.isFull()) {
                if (polled.hasNext()) {
                    decode(polled.next(), builder);
                } else {
                    polled = consumer.poll(Duration.ofSeconds(1)).iterator();
                }
            }
            return builder.finish();
        }
    }

    private void decode(ConsumerRecord<ByteBuffer, ByteBuffer> record, RowChunkBuilder builder) {
        ref.position(record.topic(), record.partition(), record.offset(), record.timestamp());
        ByteBuffer key = record.key();
        ByteBuffer value = record.value();
        ref.key(key.array(), key.arrayOffset() + key.position(), key.remaining());
        ref.value(value.array(), value.arrayOffset() + value.position(), value.remaining());
        decoder.decode(builder, ref).ifPresent(rejection -> {
            throw new IllegalStateException("a record of the bench does not decode: " + rejection);
        });
        decoded++;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
