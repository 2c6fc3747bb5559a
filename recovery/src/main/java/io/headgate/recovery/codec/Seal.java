package io.headgate.recovery.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksum at the end of a JSON object: its last field is the CRC-32C of every byte before that field. A turned bit can
 * leave an object that reads well and says something else; this tells.
 */
public enum Seal {
    /** The checksum is there and right. */
    WHOLE,
    /** The checksum is there and wrong. */
    BROKEN,
    /** There is none at the end. */
    MISSING;

    public static final String FIELD = "crc32c";

    private static final byte[] OPENING = (",\"" + FIELD + "\":\"").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final int LENGTH = OPENING.length + DIGITS + CLOSING.length;

    /**
     * The same object with its checksum.
     *
     * @param json an object with at least one field and none of that name, without anything after its closing brace
     */
    public static byte[] on(byte[] json) {
        if (json.length < 2 || json[json.length - 1] != '}') {
            throw new IllegalArgumentException("not a JSON object");
        }
        int length = json.length - 1;
        byte[] sealed = Arrays.copyOf(json, length + LENGTH);
        System.arraycopy(OPENING, 0, sealed, length, OPENING.length);
        System.arraycopy(checksum(json, length), 0, sealed, length + OPENING.length, DIGITS);
        System.arraycopy(CLOSING, 0, sealed, length + OPENING.length + DIGITS, CLOSING.length);
        return sealed;
    }

    /** The same object with a checksum that is right, for one that was changed on purpose. */
    public static byte[] renewed(byte[] sealed) {
        if (of(sealed) == MISSING) {
            throw new IllegalArgumentException("there is no checksum at the end");
        }
        byte[] json = Arrays.copyOf(sealed, sealed.length - LENGTH + 1);
        json[json.length - 1] = '}';
        return on(json);
    }

    static Seal of(byte[] content) {
        int length = content.length - LENGTH;
        int digits = length + OPENING.length;
        if (length < 1
                || !Arrays.equals(content, length, digits, OPENING, 0, OPENING.length)
                || !Arrays.equals(content, digits + DIGITS, content.length, CLOSING, 0, CLOSING.length)) {
            return MISSING;
        }
        byte[] expected = checksum(content, length);
        return Arrays.equals(content, digits, digits + DIGITS, expected, 0, DIGITS) ? WHOLE : BROKEN;
    }

    private static byte[] checksum(byte[] content, int length) {
        CRC32C crc = new CRC32C();
        crc.update(content, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
