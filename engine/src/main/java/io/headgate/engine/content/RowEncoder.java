package io.headgate.engine.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Writes a row as bytes such that two rows of one schema have the same bytes if and only if they hold the same values,
 * whatever their buffers look like: every value is preceded by whether it is there, and every length by itself. The buffer is
 * used again for the next row. Not thread-safe.
 */
final class RowEncoder {

    private static final int FIRST_ROOM = 256;

    private byte[] bytes = new byte[FIRST_ROOM];
    private ByteBuffer buffer = wrap(bytes);

    /** The row's bytes, until the next row is encoded. */
    ByteBuffer encode(List<FieldVector> columns, int row) {
        buffer.clear();
        columns.forEach(column -> value(column, row));
        return buffer.flip();
    }

    private void value(FieldVector vector, int index) {
        room(1);
        if (vector.isNull(index)) {
            buffer.put((byte) 0);
            return;
        }
        buffer.put((byte) 1);
        if (vector instanceof BitVector bits) {
            room(1);
            buffer.put((byte) bits.get(index));
        } else if (vector instanceof BaseFixedWidthVector fixed) {
            int width = fixed.getTypeWidth();
            copy(fixed.getDataBuffer(), (long) index * width, width);
        } else if (vector instanceof VariableWidthFieldVector texts) {
            byte[] text = texts.get(index);
            room(Integer.BYTES + text.length);
            buffer.putInt(text.length).put(text);
        } else if (vector instanceof ListVector list) {
            items(list.getDataVector(), list.getElementStartIndex(index), list.getElementEndIndex(index));
        } else if (vector instanceof FixedSizeListVector list) {
            items(list.getDataVector(), index * list.getListSize(), (index + 1) * list.getListSize());
        } else if (vector instanceof StructVector struct) {
            struct.getChildrenFromFields().forEach(child -> value(child, index));
        } else {
            throw new IllegalArgumentException("values of " + vector.getField() + " cannot be compared");
        }
    }

    private void items(FieldVector items, int from, int to) {
        room(Integer.BYTES);
        buffer.putInt(to - from);
        for (int item = from; item < to; item++) {
            value(items, item);
        }
    }

    private void copy(ArrowBuf data, long start, int length) {
        room(length);
        data.getBytes(start, bytes, buffer.position(), length);
        buffer.position(buffer.position() + length);
    }

    private void room(int needed) {
        if (buffer.remaining() < needed) {
            int position = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(position, needed), 2 * bytes.length));
            buffer = wrap(bytes).position(position);
        }
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
