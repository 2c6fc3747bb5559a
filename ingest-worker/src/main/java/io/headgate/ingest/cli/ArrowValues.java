package io.headgate.ingest.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.complex.BaseRepeatedValueVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * Values of Arrow vectors as plain ones that JSON has a form for: truth values, numbers (unsigned ones as what they are),
 * text, lists and maps. Dates and times become ISO 8601 text, bytes Base64.
 */
final class ArrowValues {

    private ArrowValues() {}

    static @Nullable Object read(FieldVector vector, int index) {
        if (vector.isNull(index)) {
            return null;
        }
        if (vector instanceof UInt8Vector unsigned) {
            return unsigned.getObjectNoOverflow(index);
        }
        if (vector instanceof UInt4Vector unsigned) {
            return unsigned.getObjectNoOverflow(index);
        }
        if (vector instanceof UInt2Vector unsigned) {
            return (int) unsigned.get(index);
        }
        if (vector instanceof UInt1Vector unsigned) {
            return Byte.toUnsignedInt(unsigned.get(index));
        }
        if (vector instanceof DateDayVector dates) {
            return LocalDate.ofEpochDay(dates.get(index)).toString();
        }
        if (vector instanceof TimeStampVector times) {
            return instant(times, index).toString();
        }
        if (vector instanceof FixedSizeListVector list) {
            return elements(list.getDataVector(), list.getElementStartIndex(index), list.getElementEndIndex(index));
        }
        if (vector instanceof BaseRepeatedValueVector list) {
            return elements(list.getDataVector(), list.getElementStartIndex(index), list.getElementEndIndex(index));
        }
        if (vector instanceof StructVector struct) {
            return members(struct, index);
        }
        Object value = vector.getObject(index);
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
    }

    private static Instant instant(TimeStampVector times, int index) {
        ArrowType.Timestamp type = (ArrowType.Timestamp) times.getField().getType();
        TimeUnit unit = switch (type.getUnit()) {
            case SECOND -> TimeUnit.SECONDS;
            case MILLISECOND -> TimeUnit.MILLISECONDS;
            case MICROSECOND -> TimeUnit.MICROSECONDS;
            case NANOSECOND -> TimeUnit.NANOSECONDS;
        };
        ChronoUnit chronoUnit = unit.toChronoUnit();
        return Instant.EPOCH.plus(times.get(index), chronoUnit);
    }

    private static List<@Nullable Object> elements(FieldVector data, int from, int to) {
        List<@Nullable Object> elements = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            elements.add(read(data, i));
        }
        return elements;
    }

    private static Map<String, @Nullable Object> members(StructVector struct, int index) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (FieldVector child : struct.getChildrenFromFields()) {
            members.put(child.getName(), read(child, index));
        }
        return members;
    }
}
