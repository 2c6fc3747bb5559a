package io.headgate.engine.write;

import java.util.BitSet;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Copies the chosen rows of a root into a new one, run by run where the layout allows it. */
final class RowGather {

    private RowGather() {}

    /** A new root with the rows, in their order; the caller closes it. */
    static VectorSchemaRoot copy(VectorSchemaRoot from, BitSet rows, BufferAllocator allocator) {
        VectorSchemaRoot to = VectorSchemaRoot.create(from.getSchema(), allocator);
        try {
            int count = rows.cardinality();
            for (int column = 0; column < from.getFieldVectors().size(); column++) {
                copyColumn(from.getVector(column), to.getVector(column), rows, count);
            }
            to.setRowCount(count);
            return to;
        } catch (RuntimeException e) {
            to.close();
            throw e;
        }
    }

    private static void copyColumn(FieldVector from, FieldVector to, BitSet rows, int count) {
        to.setInitialCapacity(count);
        if (from instanceof VarCharVector text) {
            copyText(text, (VarCharVector) to, rows, count);
        } else if (from instanceof BaseFixedWidthVector fixed && !(from instanceof BitVector)) {
            copyFixed(fixed, (BaseFixedWidthVector) to, rows, count);
        } else {
            to.allocateNew();
            int target = 0;
            for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                to.copyFromSafe(row, target++, from);
            }
        }
        to.setValueCount(count);
    }

    private static void copyFixed(BaseFixedWidthVector from, BaseFixedWidthVector to, BitSet rows, int count) {
        to.allocateNew(count);
        int width = from.getTypeWidth();
        long target = 0;
        for (int start = rows.nextSetBit(0); start >= 0; ) {
            int end = rows.nextClearBit(start);
            to.getDataBuffer()
                    .setBytes(target * width, from.getDataBuffer(), (long) start * width, (long) (end - start) * width);
            copyValidity(from, to, start, end, (int) target);
            target += end - start;
            start = rows.nextSetBit(end);
        }
    }

    private static void copyText(VarCharVector from, VarCharVector to, BitSet rows, int count) {
        long bytes = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            bytes += from.getEndOffset(row) - from.getStartOffset(row);
        }
        to.allocateNew(bytes, count);
        ArrowBuf offsets = to.getOffsetBuffer();
        offsets.setInt(0, 0);
        int target = 0;
        int written = 0;
        for (int start = rows.nextSetBit(0); start >= 0; ) {
            int end = rows.nextClearBit(start);
            int firstByte = from.getStartOffset(start);
            int length = from.getEndOffset(end - 1) - firstByte;
            to.getDataBuffer().setBytes(written, from.getDataBuffer(), firstByte, length);
            copyValidity(from, to, start, end, target);
            for (int row = start; row < end; row++) {
                target++;
                offsets.setInt((long) target * Integer.BYTES, written + from.getEndOffset(row) - firstByte);
            }
            written += length;
            start = rows.nextSetBit(end);
        }
        to.setLastSet(count - 1);
    }

    private static void copyValidity(FieldVector from, FieldVector to, int start, int end, int target) {
        ArrowBuf validity = to.getValidityBuffer();
        for (int row = start; row < end; row++, target++) {
            if (!from.isNull(row)) {
                BitVectorHelper.setBit(validity, target);
            }
        }
    }
}
