package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.schema.ScalarType;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.table.TablePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds Lance to what the schema language offers: a BTREE on every scalar type, which finds what is there and what is null. */
class ScalarIndexGuardTest {

    private static final TablePath TABLE = new TablePath("nodes/indexed-1.lance");

    @ParameterizedTest
    @EnumSource
    void everyScalarCanHaveABtree(ScalarType type, @TempDir Path root) throws IOException {
        Schema schema = new Schema(List.of(Field.nullable("p", type.arrowType())));
        try (LanceFixture fixture = new LanceFixture(root)) {
            try (PinnedTable empty = fixture.store.createIfAbsent(TABLE, schema, LanceFixture.stamp());
                    ArrowReader rows = new SingleBatch(oneZeroNull(schema, fixture), fixture.allocator)) {
                LanceFixture.committed(empty, empty.stageAppend(empty.stageRows(rows)))
                        .close();
            }

            Btree.create(fixture.allocator, root.resolve(TABLE.value()).toString(), "p");

            try (PinnedTable indexed = fixture.store.open(TABLE, 3)) {
                assertThat(count(indexed, "p = " + zero(type))).isEqualTo(1);
                assertThat(count(indexed, "p > " + zero(type))).isEqualTo(1);
                assertThat(count(indexed, "p IS NULL")).isEqualTo(1);
            }
        }
    }

    /** Three rows: the smallest value above that of no bits, that one, and null. */
    private static VectorSchemaRoot oneZeroNull(Schema schema, LanceFixture fixture) {
        VectorSchemaRoot batch = VectorSchemaRoot.create(schema, fixture.allocator);
        FieldVector values = batch.getVector("p");
        values.setInitialCapacity(3);
        values.allocateNew();
        if (values instanceof VarCharVector texts) {
            texts.setSafe(0, new byte[] {'a'});
            texts.setSafe(1, new byte[0]);
        } else if (values instanceof BaseFixedWidthVector numbers) {
            numbers.zeroVector();
            numbers.setIndexDefined(0);
            numbers.setIndexDefined(1);
            numbers.getDataBuffer().setByte(0, 1);
        }
        batch.setRowCount(3);
        return batch;
    }

    private static String zero(ScalarType type) {
        return switch (type) {
            case STRING -> "''";
            case BOOL -> "false";
            case DATE -> "date '1970-01-01'";
            case DATE_TIME -> "timestamp '1970-01-01 00:00:00'";
            default -> "0";
        };
    }

    private static int count(PinnedTable table, String condition) throws IOException {
        int rows = 0;
        try (ArrowReader reader =
                table.scan(new ScanRequest(List.of("p"), Optional.of(condition), OptionalLong.empty()))) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return rows;
    }
}
