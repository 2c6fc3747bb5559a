package io.headgate.ingest.demo;

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
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.BaseListVector;

/** Writes the values of Arrow vectors into a fingerprint, in the form of {@link JsonCell}. */
final class ArrowCell {

    private final RowFingerprint row;

    ArrowCell(RowFingerprint row) {
        this.row = row;
    }

    void write(FieldVector vector, int index) {
        if (vector.isNull(index)) {
            row.nothing();
        } else if (vector instanceof VarCharVector texts) {
            row.text(texts.get(index));
        } else if (vector instanceof VarBinaryVector bytes) {
            row.text(bytes.get(index));
        } else if (vector instanceof BitVector bits) {
            row.bool(bits.get(index) != 0);
        } else if (vector instanceof IntVector numbers) {
            row.integer(numbers.get(index));
        } else if (vector instanceof BigIntVector numbers) {
            row.integer(numbers.get(index));
        } else if (vector instanceof UInt4Vector numbers) {
            row.integer(Integer.toUnsignedLong(numbers.get(index)));
        } else if (vector instanceof UInt8Vector numbers) {
            row.integer(numbers.get(index));
        } else if (vector instanceof Float4Vector numbers) {
            row.real(numbers.get(index));
        } else if (vector instanceof Float8Vector numbers) {
            row.real(numbers.get(index));
        } else if (vector instanceof DateDayVector dates) {
            row.integer(dates.get(index));
        } else if (vector instanceof TimeStampVector times) {
            row.integer(times.get(index));
        } else if (vector instanceof BaseListVector lists) {
            int start = lists.getElementStartIndex(index);
            int end = lists.getElementEndIndex(index);
            row.list(end - start);
            FieldVector elements = lists.getChildrenFromFields().get(0);
            for (int i = start; i < end; i++) {
                write(elements, i);
            }
        } else {
            throw new IllegalArgumentException("no property has the type " + vector.getField());
        }
    }
}
