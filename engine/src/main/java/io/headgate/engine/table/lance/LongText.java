package io.headgate.engine.table.lance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Text that may be long, as it stands in intents: what Lance says of the row ids of a rewritten fragment is hundreds of thousands of
 * numbers. Longer texts are deflated and in Base64; shorter ones, and all that was written before, are as they are.
 */
final class LongText {

    private static final String MARK = "deflate:";
    private static final int SHORT = 512;
    /** Far above what a fragment can have; a damaged text must not fill the heap. */
    private static final int MOST_BYTES = 1 << 28;

    private LongText() {}

    static String pack(String text) {
        if (text.length() <= SHORT && !text.startsWith(MARK)) {
            return text;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(packed)) {
            deflating.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written to", e);
        }
        return MARK + Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /**
     * @throws IllegalArgumentException when it is not what {@link #pack} gave
     */
    static String unpack(String packed) {
        if (!packed.startsWith(MARK)) {
            return packed;
        }
        byte[] deflated = Base64.getDecoder().decode(packed.substring(MARK.length()));
        try (InputStream inflating = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            byte[] text = inflating.readNBytes(MOST_BYTES);
            if (inflating.read() >= 0) {
                throw new IllegalArgumentException("a text has more than " + MOST_BYTES + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("a text cannot be inflated: " + e.getMessage(), e);
        }
    }
}
