package io.headgate.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.decode.JsonRecordDecoder;
import io.headgate.ingest.decode.RecordRef;
import io.headgate.ingest.decode.RowChunkBuilder;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

final class PeopleTest {

    private static final int COUNT = 1_000;

    @Test
    void recordsHaveAbout200Bytes() {
        double average = LongStream.range(0, COUNT)
                .mapToInt(number -> People.json(number, 1).length)
                .average()
                .orElseThrow();

        assertThat(average).isBetween(185.0, 215.0);
    }

    @Test
    void everyRecordDecodes() {
        JsonRecordDecoder decoder = new JsonRecordDecoder(People.type(), WriteMode.APPEND, DataSize.ofMebibytes(1));
        try (BufferAllocator allocator = new RootAllocator();
                RowChunkBuilder builder = new RowChunkBuilder(People.arrowSchema(), allocator, COUNT)) {
            for (int number = 0; number < COUNT; number++) {
                RecordRef record = new RecordRef().set("people", 0, number, 0, null, People.json(number, 1));
                assertThat(decoder.decode(builder, record)).isEmpty();
            }
            try (RowChunk chunk = builder.finish()) {
                assertThat(chunk.rows().getRowCount()).isEqualTo(COUNT);
            }
        }
        assertThat(decoder.unknownFields()).isZero();
    }

    @Test
    void sameNumberAndEditionGiveTheSameRecordAndOthersDoNot() {
        assertThat(People.json(7, 1)).isEqualTo(People.json(7, 1)).isNotEqualTo(People.json(7, 2));
    }
}
