package io.headgate.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.WriteMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class JsonRecordDecoderProperties {

    private static final int RECORDS = 8;

    @Property(tries = 300)
    void recordsBecomeWhatJacksonReads(@ForAll Random random) {
        RandomRecords records = new RandomRecords(random);
        TypeDeclaration.NodeType type = records.type();
        List<Map<String, @Nullable Object>> expected = new ArrayList<>();

        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] record = records.record(type);
                expected.add(JsonOracle.row(type, record).orElseThrow());

                assertThat(decoding.value(record)).as(text(record)).isEmpty();
            }

            assertThat(decoding.values()).isEqualTo(expected);
        }
    }

    @Property(tries = 600)
    void damagedRecordsAreRejectedExactlyWhenTheyShouldBeAndLeaveTheOthersAlone(@ForAll Random random) {
        RandomRecords records = new RandomRecords(random);
        TypeDeclaration.NodeType type = records.type();
        List<Map<String, @Nullable Object>> expected = new ArrayList<>();

        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] whole = records.record(type);
                byte[] record = random.nextBoolean() ? whole : records.damage(whole);
                Optional<Map<String, @Nullable Object>> row = JsonOracle.row(type, record);
                row.ifPresent(expected::add);

                Optional<Rejection> rejection = random.nextBoolean()
                        ? decoding.value(record)
                        : decoding.value(records.record(type), record, records.record(type));

                assertThat(rejection.isEmpty())
                        .as("%s %s", text(record), rejection)
                        .isEqualTo(row.isPresent());
                assertThat(rejection.map(Rejection::code))
                        .as("%s %s", text(record), rejection)
                        .isNotEqualTo(JsonOracle.isJson(record) ? Optional.of(RejectionCode.MALFORMED_JSON) : null);
            }

            assertThat(decoding.values()).isEqualTo(expected);
        }
    }

    @Property(tries = 50)
    void recordThatIsCutOffIsRejectedWhateverFollowsInItsArray(@ForAll Random random) {
        RandomRecords records = new RandomRecords(random);
        TypeDeclaration.NodeType type = records.type();
        byte[] record = records.record(type);

        try (Decoding decoding = new Decoding(type, WriteMode.UPSERT)) {
            decoding.value(record);
            for (int cut = 0; cut < record.length; cut++) {
                byte[] start = Arrays.copyOf(record, cut);
                byte[] rest = Arrays.copyOfRange(record, cut, record.length);

                assertThat(decoding.value(new byte[0], start, rest))
                        .as("%s cut before byte %d", text(record), cut)
                        .map(Rejection::code)
                        .contains(RejectionCode.MALFORMED_JSON);
            }
            assertThat(decoding.chunk().rows()).isEqualTo(1);
        }
    }

    private static String text(byte[] record) {
        return new String(record, StandardCharsets.UTF_8);
    }
}
