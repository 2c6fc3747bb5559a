package io.headgate.ingest.decode;

import java.nio.charset.StandardCharsets;

/**
 * A position in the bytes of one JSON text, and the parts of the grammar between values. Strings and numbers have scanners
 * of their own, which move the same position; its fields are theirs to use.
 */
final class JsonCursor {

    /** What {@link #peek} gives behind the last byte. */
    static final int END = -1;

    private static final int SNIPPET = 40;

    byte[] bytes = new byte[0];
    int pos;
    int end;

    private int start;

    /** Moves to the beginning of a text. */
    void reset(byte[] text, int from, int length) {
        bytes = text;
        pos = from;
        start = from;
        end = from + length;
    }

    /** Skips white space; the next byte, or {@link #END}. */
    int peek() {
        byte[] b = bytes;
        int last = end;
        for (int p = pos; p < last; p++) {
            byte c = b[p];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                pos = p;
                return c & 0xFF;
            }
        }
        pos = last;
        return END;
    }

    /** Consumes this byte, with white space before it, if it is next. */
    boolean accept(char expected) {
        if (pos < end && bytes[pos] == expected || peek() == expected) {
            pos++;
            return true;
        }
        return false;
    }

    void expect(char expected, String after) throws Refusal {
        if (!accept(expected)) {
            throw unexpected("'" + expected + "' after " + after);
        }
    }

    /**
     * Whether a member or element follows: consumes the comma, or the closing bracket if there is none.
     *
     * @param close the bracket that ends the object or array
     */
    boolean more(char close) throws Refusal {
        if (accept(',')) {
            return true;
        }
        if (accept(close)) {
            return false;
        }
        throw unexpected("',' or '" + close + "'");
    }

    /** Consumes {@code true}, {@code false} or {@code null}. */
    void literal(String word) throws Refusal {
        int length = word.length();
        if (end - pos >= length) {
            int i = 0;
            while (i < length && bytes[pos + i] == word.charAt(i)) {
                i++;
            }
            if (i == length) {
                pos += length;
                return;
            }
        }
        throw unexpected("a JSON value");
    }

    void expectEnd() throws Refusal {
        if (peek() != END) {
            throw unexpected("the end of the record");
        }
    }

    Refusal unexpected(String expected) {
        String found = peek() == END ? "the record ends" : "found " + snippet(pos, end);
        return malformed(found + ", expected " + expected);
    }

    Refusal malformed(String detail) {
        return new Refusal(RejectionCode.MALFORMED_JSON, "byte " + (pos - start) + ": " + detail);
    }

    /** The text between two positions for a message: one line, shortened. */
    String snippet(int from, int to) {
        int length = Math.min(to - from, SNIPPET);
        String text = new String(bytes, from, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return length < to - from ? text + "…" : text;
    }
}
