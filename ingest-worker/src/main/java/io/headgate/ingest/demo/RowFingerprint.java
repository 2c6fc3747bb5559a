package io.headgate.ingest.demo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 64 bits of a SHA-256 over values in a form that says where each one ends and what it is: equal for two rows
 * exactly when their values are, for all practical purposes. Not thread-safe.
 *
 * <p>One call for each value, then {@link #finish}, which starts the next one.
 */
final class RowFingerprint {

    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int INTEGER = 2;
    private static final int DOUBLE = 3;
    private static final int FLOAT = 4;
    private static final int LIST = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final MessageDigest digest;
    private final byte[] hash;

    RowFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        hash = new byte[digest.getDigestLength()];
    }

    RowFingerprint nothing() {
        return write(NOTHING, () -> {});
    }

    RowFingerprint text(String value) {
        return text(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Also for values that are bytes and no text. */
    RowFingerprint text(byte[] utf8) {
        return write(TEXT, () -> {
            out.writeInt(utf8.length);
            out.write(utf8);
        });
    }

    /** A whole number; a time or date as such. */
    RowFingerprint integer(long value) {
        return write(INTEGER, () -> out.writeLong(value));
    }

    RowFingerprint bool(boolean value) {
        return integer(value ? 1 : 0);
    }

    RowFingerprint real(double value) {
        return write(DOUBLE, () -> out.writeLong(Double.doubleToLongBits(value)));
    }

    RowFingerprint real(float value) {
        return write(FLOAT, () -> out.writeInt(Float.floatToIntBits(value)));
    }

    /** Begins a list; its elements follow. */
    RowFingerprint list(int elements) {
        return write(LIST, () -> out.writeInt(elements));
    }

    /** The fingerprint; never 0. */
    long finish() {
        try {
            digest.update(bytes.toByteArray());
            digest.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("the hash has room", impossible);
        }
        bytes.reset();
        long fingerprint = ByteBuffer.wrap(hash).getLong();
        return fingerprint == FingerprintMap.ABSENT ? 1 : fingerprint;
    }

    /** Forgets what was written since the last fingerprint. */
    void discard() {
        bytes.reset();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private RowFingerprint write(int tag, Writing value) {
        try {
            out.writeByte(tag);
            value.run();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
    }
}
