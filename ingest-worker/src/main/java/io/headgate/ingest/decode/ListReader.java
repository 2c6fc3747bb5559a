package io.headgate.ingest.decode;

/** A list: an array of scalars, none of them null. */
final class ListReader extends ValueReader {

    private final ValueReader element;

    ListReader(ValueReader element) {
        this.element = element;
    }

    @Override
    void read(JsonValues in, int first, Column column, int index) throws Refusal {
        if (first != '[') {
            throw in.wrongType(expected());
        }
        in.cursor.pos++;
        ListColumn lists = (ListColumn) column;
        Column elements = lists.elements();
        int next = lists.start(index);
        if (!in.cursor.accept(']')) {
            do {
                elements.reserve(next);
                element.read(in, in.cursor.peek(), elements, next);
                next++;
            } while (in.cursor.more(']'));
        }
        lists.end(index, next);
    }

    @Override
    String expected() {
        return "an array of " + element.expected();
    }
}
