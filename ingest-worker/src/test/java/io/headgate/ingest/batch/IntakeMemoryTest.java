package io.headgate.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.write.RowChunk;
import io.headgate.engine.write.TableRows;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.CommitConfig;
import io.headgate.ingest.config.DataSize;
import io.headgate.ingest.config.RecordFormat;
import io.headgate.ingest.config.SourceConfig;
import io.headgate.ingest.config.StartPosition;
import io.headgate.ingest.config.TargetType;
import io.headgate.ingest.source.PartitionSlice;
import io.headgate.ingest.source.Placement;
import io.headgate.recovery.id.CommitId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.SourceClaim;
import io.headgate.recovery.intent.SourcePartition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeMemoryTest {
    private static final int RECORDS = 3_000;
    private static final SourcePartition PARTITION = new SourcePartition("c", "people", "id", 0);
    private static final GraphSchema SCHEMA = SchemaParser.parse("""
            node Person {
              id: String @key
              a: Bool?  b: I64?  c: Bool?  d: F64?  e: Bool?  f: String?
            }
            """);

    /** Whatever the limit, and wherever in a row it strikes: every record is in exactly one batch, and in order. */
    @ParameterizedTest
    @ValueSource(longs = {40_000, 64_000, 70_000, 100_000, 131_072, 150_000, 200_000, 262_144, 300_000, 1_000_000})
    void batchesOfLittleMemoryHoldEveryRecordOnce(long limit) {
        List<String> ids = new ArrayList<>();
        List<String> deadKeys = new ArrayList<>();
        long next = 0;
        try (BufferAllocator root = new RootAllocator();
                BufferAllocator rows = root.newChildAllocator("rows", 0, limit);
                Intake intake = intake(rows)) {
            intake.place(List.of(new Placement(PARTITION, 0, true, 0)));
            intake.offer(List.of(new PartitionSlice(PARTITION, records())));

            FillResult result = FillResult.NO_MEMORY;
            while (result != FillResult.DRAINED) {
                result = intake.fill();
                assertThat(intake.isEmpty()).isFalse();
                assertThat(rows.getAllocatedMemory()).isLessThanOrEqualTo(limit);
                try (ClosedBatch batch = intake.take()) {
                    SourceClaim claim = batch.request().claims().get(0);
                    assertThat(claim.from()).isEqualTo(next);
                    next = claim.to();
                    assertThat(batch.request().polled()).isEqualTo(claim.to() - claim.from());
                    batch.request().tables().forEach(table -> collect(table, ids, deadKeys));
                }
            }
        }
        assertThat(next).isEqualTo(RECORDS);
        assertThat(ids).isEqualTo(expected(false));
        assertThat(deadKeys).isEqualTo(expected(true));
    }

    private static void collect(TableRows table, List<String> ids, List<String> deadKeys) {
        boolean dead = table.table().value().equals(GraphManifest.DEAD_LETTERS);
        for (RowChunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows().getRowCount(); row++) {
                if (dead) {
                    deadKeys.add(
                            new String((byte[]) chunk.rows().getVector("key").getObject(row), StandardCharsets.UTF_8));
                } else {
                    ids.add(((VarCharVector) chunk.rows().getVector("id"))
                            .getObject(row)
                            .toString());
                }
            }
        }
    }

    private static List<String> expected(boolean dead) {
        return IntStream.range(0, RECORDS)
                .filter(i -> isBad(i) == dead)
                .mapToObj(i -> "p" + i)
                .toList();
    }

    private static boolean isBad(int number) {
        return number % 10 == 0;
    }

    private static List<ConsumerRecord<ByteBuffer, ByteBuffer>> records() {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> {
                    String value = isBad(i)
                            ? "not json"
                            : "{\"id\":\"p" + i + "\",\"a\":true,\"b\":" + i + ",\"f\":\"" + "x".repeat(i % 90) + "\"}";
                    return new ConsumerRecord<>("people", 0, i, bytes("p" + i), bytes(value));
                })
                .toList();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Intake intake(BufferAllocator rows) {
        SourceConfig source = new SourceConfig(
                "people",
                new TargetType(TableKind.NODE, "Person"),
                RecordFormat.JSON,
                WriteMode.UPSERT,
                new StartPosition.Earliest());
        Routes routes =
                Routes.plan(List.of(source), topic -> Optional.of(source), SCHEMA, manifest(), DataSize.ofMebibytes(1));
        return new Intake(
                routes, rows, new CommitConfig(Duration.ofHours(1), 1_000_000, DataSize.ofMebibytes(64)), 1 << 10);
    }

    private static GraphManifest manifest() {
        return new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                GraphVersion.FIRST,
                Optional.empty(),
                GraphVersion.FIRST,
                GraphManifest.MAIN_BRANCH,
                new CommitId("commit"),
                "init",
                "test",
                Optional.empty(),
                Instant.EPOCH,
                SCHEMA.sha256(),
                List.of(
                        pin("person", TableKind.NODE, "Person"),
                        pin(GraphManifest.DEAD_LETTERS, TableKind.SYSTEM, GraphManifest.DEAD_LETTERS)),
                List.of(),
                List.of(),
                Account.EMPTY,
                Account.EMPTY);
    }

    private static TablePin pin(String id, TableKind kind, String name) {
        return new TablePin(
                new TableId(id),
                1,
                kind,
                name,
                new TablePath("nodes/" + id + ".lance"),
                "main",
                1,
                new TransactionId("t"),
                0);
    }
}
