package io.headgate.ingest.decode;

import io.headgate.engine.schema.KeyTextWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The id of a node, or of an edge: a string is the id's text as it is, an integer is its decimal text, and an array of
 * strings and integers holds the parts of a composite key.
 */
final class EndpointReader extends ValueReader {

    private static final int MOST_PARTS = 16;

    /** For each number of parts, from one, the writer of such keys. */
    private final List<KeyTextWriter> writers = new ArrayList<>();

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        TextColumn texts = (TextColumn) column;
        if (first == '"') {
            in.cursor.pos++;
            texts.end(index, in.strings.copyTo(texts, texts.start(index)));
            return;
        }
        KeyTextWriter key = first == '[' ? composite(in) : single(in, first);
        texts.put(index, key.bytes(), 0, key.length());
    }

    private KeyTextWriter single(JsonValues in, int first) throws Refusal {
        KeyTextWriter key = writer(1);
        part(in, first, key);
        return key;
    }

    private KeyTextWriter composite(JsonValues in) throws Refusal {
        KeyTextWriter key = writer(countParts(in));
        in.cursor.pos++;
        do {
            part(in, in.cursor.peek(), key);
        } while (in.cursor.more(']'));
        return key;
    }

    /** The text of a part depends on how many there are, so they are counted first. */
    private int countParts(JsonValues in) throws Refusal {
        int from = in.cursor.pos++;
        int count = 0;
        if (!in.cursor.accept(']')) {
            do {
                in.skip();
                count++;
            } while (in.cursor.more(']'));
        }
        if (count == 0 || count > MOST_PARTS) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected() + " of 1 to " + MOST_PARTS + " parts");
        }
        in.cursor.pos = from;
        return count;
    }

    private void part(JsonValues in, int first, KeyTextWriter key) throws Refusal {
        if (first == '"') {
            in.cursor.pos++;
            in.strings.view();
            key.text(in.strings.text, in.strings.from, in.strings.to - in.strings.from);
            return;
        }
        if (!JsonNumbers.isStart(first)) {
            throw in.wrongType(expected());
        }
        int from = in.cursor.pos;
        JsonNumbers number = in.numbers;
        number.scan();
        if (!number.isIntegral()) {
            throw in.found(RejectionCode.WRONG_TYPE, from, expected());
        }
        if (number.fitsSigned()) {
            key.signed(number.asLong());
        } else if (number.fitsUnsigned()) {
            key.unsigned(number.asLong());
        } else {
            throw in.found(RejectionCode.OUT_OF_RANGE, from, expected());
        }
    }

    private KeyTextWriter writer(int parts) {
        while (writers.size() < parts) {
            writers.add(new KeyTextWriter(writers.size() + 1));
        }
        return writers.get(parts - 1).start();
    }

    @Override
    String expected() {
        return "an id (a string, an integer, or an array of them for a composite key)";
    }
}
