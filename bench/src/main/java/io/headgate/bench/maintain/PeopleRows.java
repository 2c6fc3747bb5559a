package io.headgate.bench.maintain;

import io.headgate.bench.ingest.People;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Decodes changes as a worker would. Not thread-safe. */
final class PeopleRows {

    private static final String TOPIC = "people";
    private static final String PREFIX = People.id(0).substring(0, People.id(0).indexOf('0'));

    private final BufferAllocator allocator;
    private final JsonRecordDecoder decoder =
            new JsonRecordDecoder(People.type(), WriteMode.UPSERT, DataSize.ofMebibytes(1));
    private final RecordRef ref = new RecordRef();

    PeopleRows(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** The caller closes it. */
    RowChunk of(List<KeyChange> changes) {
        try (RowChunkBuilder builder = new RowChunkBuilder(People.arrowSchema(), allocator, changes.size())) {
            for (KeyChange change : changes) {
                byte[] key = People.id(change.key()).getBytes(StandardCharsets.ISO_8859_1);
                byte[] value = change.deleted() ? null : People.json(change.key(), change.edition());
                decoder.decode(builder, ref.set(TOPIC, 0, 0, 0, key, value)).ifPresent(rejection -> {
                    throw new IllegalStateException("a record of the bench does not decode: " + rejection);
                });
            }
            return builder.finish();
        }
    }

    /** The number of the person with an id; -1 when nobody has it. */
    static long numberOf(String id) {
        try {
            long number = id.startsWith(PREFIX) ? Long.parseLong(id.substring(PREFIX.length())) : -1;
            return People.id(number).equals(id) ? number : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
