package io.headgate.engine.content;

import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Stands for all rows of one version of a table, in whatever order and files they lie: the number of rows, and the sum,
 * modulo 2^128, of the first 128 bits of each row's SHA-256. A sum, unlike an exclusive or, also counts how often a row is
 * there. Tables of the same columns with the same fingerprint hold the same rows.
 *
 * @param high upper 64 bits of the sum
 * @param low lower 64 bits of the sum
 */
public record ContentFingerprint(long rows, long high, long low) {

    /**
     * Reads the whole version, batch by batch, and keeps nothing of it.
     *
     * @throws StorageUnavailable when it cannot be read
     */
    public static ContentFingerprint of(PinnedTable table) {
        Sum sum = new Sum();
        try (ArrowReader reader = table.scan(ScanRequest.ALL)) {
            while (reader.loadNextBatch()) {
                sum.add(reader.getVectorSchemaRoot());
            }
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "read " + table.path(),
                    "version " + table.version() + " of table " + table.path() + " cannot be read: " + e.getMessage(),
                    e);
        }
        return new ContentFingerprint(sum.rows, sum.high, sum.low);
    }

    /** The sum while it grows. */
    private static final class Sum {

        private final RowEncoder encoder = new RowEncoder();
        private final MessageDigest digest = sha256();
        private final ByteBuffer hash =
                ByteBuffer.allocate(digest.getDigestLength()).order(ByteOrder.BIG_ENDIAN);
        private long rows;
        private long high;
        private long low;

        void add(VectorSchemaRoot batch) {
            for (int row = 0; row < batch.getRowCount(); row++) {
                digest.update(encoder.encode(batch.getFieldVectors(), row));
                addHash();
            }
            rows += batch.getRowCount();
        }

        private void addHash() {
            try {
                digest.digest(hash.array(), 0, hash.capacity());
            } catch (DigestException e) {
                throw new IllegalStateException("a buffer for a SHA-256 does not fit one", e);
            }
            long lowOfRow = hash.getLong(Long.BYTES);
            low += lowOfRow;
            high += hash.getLong(0) + (Long.compareUnsigned(low, lowOfRow) < 0 ? 1 : 0);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
