package io.headgate.ingest.decode;

/** A cursor with everything that reads values at it; one for each decoder. */
final class JsonValues {

    /** How deep an ignored value may be nested. */
    private static final int DEEPEST = 64;

    final JsonCursor cursor = new JsonCursor();
    final JsonStrings strings = new JsonStrings(cursor);
    final JsonNumbers numbers = new JsonNumbers(cursor);

    /** Consumes the value at the cursor, validating it. */
    void skip() throws Refusal {
        skip(0);
    }

    private void skip(int depth) throws Refusal {
        switch (cursor.peek()) {
            case '"' -> {
                cursor.pos++;
                strings.skip();
            }
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
            case 't' -> cursor.literal("true");
            case 'f' -> cursor.literal("false");
            case 'n' -> cursor.literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbers.scan();
            default -> throw cursor.unexpected("a JSON value");
        }
    }

    private void skipObject(int depth) throws Refusal {
        requireShallow(depth);
        cursor.pos++;
        if (cursor.accept('}')) {
            return;
        }
        do {
            cursor.expect('"', "'{' or ','");
            strings.skip();
            cursor.expect(':', "a field name");
            skip(depth);
        } while (cursor.more('}'));
    }

    private void skipArray(int depth) throws Refusal {
        requireShallow(depth);
        cursor.pos++;
        if (cursor.accept(']')) {
            return;
        }
        do {
            skip(depth);
        } while (cursor.more(']'));
    }

    private void requireShallow(int depth) throws Refusal {
        if (depth > DEEPEST) {
            throw cursor.malformed("nested deeper than " + DEEPEST + " levels");
        }
    }

    /** Consumes the value at the cursor, which is not of the expected type. */
    Refusal wrongType(String expected) throws Refusal {
        cursor.peek();
        int from = cursor.pos;
        skip();
        return found(RejectionCode.WRONG_TYPE, from, expected);
    }

    /** The value that starts at {@code from} and ends at the cursor is not what was expected. */
    Refusal found(RejectionCode code, int from, String expected) {
        return new Refusal(code, "found " + cursor.snippet(from, cursor.pos) + ", expected " + expected);
    }
}
