package io.headgate.engine.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.util.Text;

/** Single values between Java and Arrow, as {@link TableFixtures} describes them. */
final class Cells {

    private Cells() {}

    static Object get(FieldVector vector, int index) {
        return plain(
                vector instanceof TimeStampVector stamps && !stamps.isNull(index)
                        ? (Object) stamps.get(index)
                        : vector.getObject(index));
    }

    private static Object plain(Object value) {
        if (value instanceof Text text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        return value;
    }

    static void set(FieldVector vector, int index, Object value) {
        if (value == null) {
            vector.setNull(index);
        } else if (vector instanceof VarCharVector texts) {
            texts.setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(index, (Boolean) value ? 1 : 0);
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(index, (Integer) value);
        } else if (vector instanceof UInt4Vector ints) {
            ints.setSafe(index, (Integer) value);
        } else if (vector instanceof BigIntVector longs) {
            longs.setSafe(index, (Long) value);
        } else if (vector instanceof UInt8Vector longs) {
            longs.setSafe(index, (Long) value);
        } else if (vector instanceof Float4Vector floats) {
            floats.setSafe(index, (Float) value);
        } else if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(index, (Double) value);
        } else if (vector instanceof DateDayVector days) {
            days.setSafe(index, (Integer) value);
        } else if (vector instanceof TimeStampVector stamps) {
            stamps.setSafe(index, (Long) value);
        } else if (vector instanceof ListVector lists) {
            setItems(lists.getDataVector(), lists.startNewValue(index), (List<?>) value);
            lists.endValue(index, ((List<?>) value).size());
        } else if (vector instanceof FixedSizeListVector lists) {
            setItems(lists.getDataVector(), lists.startNewValue(index), (List<?>) value);
        } else {
            throw new IllegalArgumentException("no fixture for " + vector.getField());
        }
    }

    private static void setItems(FieldVector items, int start, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            set(items, start + i, values.get(i));
        }
    }
}
