package io.headgate.ingest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrowValuesTest {

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void everythingIsGivenBack() {
        allocator.close();
    }

    @Test
    void signedNumbersTextAndTruthValuesAreThemselves() {
        assertThat(json(new IntVector("v", allocator), v -> v.setSafe(0, -5))).isEqualTo("-5");
        assertThat(json(new BigIntVector("v", allocator), v -> v.setSafe(0, Long.MIN_VALUE)))
                .isEqualTo("-9223372036854775808");
        assertThat(json(new Float4Vector("v", allocator), v -> v.setSafe(0, 0.1f)))
                .isEqualTo("0.1");
        assertThat(json(new Float8Vector("v", allocator), v -> v.setSafe(0, 0.1)))
                .isEqualTo("0.1");
        assertThat(json(new BitVector("v", allocator), v -> v.setSafe(0, 1))).isEqualTo("true");
        assertThat(json(new VarCharVector("v", allocator), v -> v.setSafe(0, "é\"".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("\"é\\\"\"");
    }

    @Test
    void unsignedNumbersAreNotNegative() {
        assertThat(json(new UInt4Vector("v", allocator), v -> v.setSafe(0, -1))).isEqualTo("4294967295");
        assertThat(json(new UInt8Vector("v", allocator), v -> v.setSafe(0, -1)))
                .isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE).toString());
    }

    @Test
    void datesAndTimesAreIso8601() {
        assertThat(json(new DateDayVector("v", allocator), v -> v.setSafe(0, -1)))
                .isEqualTo("\"1969-12-31\"");
        assertThat(json(new TimeStampMicroTZVector("v", allocator, "UTC"), v -> v.setSafe(0, 1_500_000L)))
                .isEqualTo("\"1970-01-01T00:00:01.500Z\"");
        assertThat(json(new TimeStampMicroTZVector("v", allocator, "UTC"), v -> v.setSafe(0, -1L)))
                .isEqualTo("\"1969-12-31T23:59:59.999999Z\"");
        assertThat(json(new TimeStampMilliTZVector("v", allocator, "UTC"), v -> v.setSafe(0, 1_700_000_000_000L)))
                .isEqualTo("\"2023-11-14T22:13:20Z\"");
    }

    @Test
    void bytesAreBase64() {
        assertThat(json(new VarBinaryVector("v", allocator), v -> v.setSafe(0, new byte[] {-1, 0, 1})))
                .isEqualTo("\"/wAB\"");
    }

    @Test
    void vectorsAndListsAreArrays() {
        FixedSizeListVector vector = FixedSizeListVector.empty("v", 3, allocator);
        vector.addOrGetVector(FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)));
        assertThat(json(vector, v -> {
                    Float4Vector data = (Float4Vector) v.getDataVector();
                    for (int i = 0; i < 3; i++) {
                        data.setSafe(i, i + 0.5f);
                    }
                    v.setNotNull(0);
                }))
                .isEqualTo("[0.5,1.5,2.5]");
        assertThat(json(ListVector.empty("v", allocator), v -> {
                    UnionListWriter writer = v.getWriter();
                    writer.setPosition(0);
                    writer.startList();
                    writer.bigInt().writeBigInt(7);
                    writer.bigInt().writeBigInt(8);
                    writer.endList();
                }))
                .isEqualTo("[7,8]");
    }

    @Test
    void nullIsNull() {
        assertThat(json(new IntVector("v", allocator), v -> v.setNull(0))).isEqualTo("null");
    }

    @Test
    void nonNumbersStayReadableJson() {
        assertThat(json(new Float8Vector("v", allocator), v -> v.setSafe(0, Double.NaN)))
                .isEqualTo("\"NaN\"");
    }

    private static <V extends FieldVector> String json(V vector, Consumer<V> fill) {
        try (vector) {
            vector.allocateNew();
            fill.accept(vector);
            vector.setValueCount(1);
            return Json.line(ArrowValues.read(vector, 0));
        }
    }
}
