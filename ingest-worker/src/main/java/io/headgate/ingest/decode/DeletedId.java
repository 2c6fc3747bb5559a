package io.headgate.ingest.decode;

import io.headgate.engine.schema.KeyText;
import io.headgate.engine.schema.TypeDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The id that a record without value deletes, from the record's key: the id's text as it is, the same as a JSON string, or a
 * JSON object with {@code id}, or with the key properties (for an edge: {@code src} and {@code dst}).
 */
final class DeletedId {

    private final List<KeyPart> parts;
    private final FieldNames names;
    private final RowIdentity identity;

    /** Whether any text is an id: for edges, and for nodes whose key is one String. */
    private final boolean anyText;

    private final JsonValues key = new JsonValues();
    private final JsonValues part = new JsonValues();

    DeletedId(RowLayout layout) {
        this.parts = layout.key();
        this.anyText = layout.isEdge() || parts.size() == 1 && parts.get(0).isText();
        List<FieldSlot> fields =
                new ArrayList<>(parts.stream().map(KeyPart::slot).toList());
        if (fields.stream().noneMatch(slot -> slot.column() == RowLayout.ID)) {
            fields.add(new FieldSlot(TypeDeclaration.ID, new EndpointReader(), RowLayout.ID, true));
        }
        this.names = new FieldNames(fields);
        this.identity = RowIdentity.ofKey(RowLayout.ID, parts);
    }

    /** Writes the id, and nothing else that counts. */
    void read(RowChunkBuilder out, int row, RecordRef record) throws Refusal {
        if (record.keyLength() < 0) {
            throw new Refusal(RejectionCode.BAD_KEY, "the record has no key that could say what to delete");
        }
        key.cursor.reset(record.key(), record.keyOffset(), record.keyLength());
        switch (key.cursor.peek()) {
            case '{' -> object(out, row);
            case '"' -> {
                key.cursor.pos++;
                key.strings.view();
                key.cursor.expectEnd();
                text(key.strings.text, key.strings.from, key.strings.to, out, row);
            }
            default -> {
                int from = record.keyOffset();
                JsonEscapes.requireUtf8(key.cursor, from);
                text(record.key(), from, from + record.keyLength(), out, row);
            }
        }
        identity.complete(out, row, record);
        for (KeyPart keyPart : parts) {
            if (keyPart.slot().column() != RowLayout.ID) {
                out.takeBack(keyPart.slot().column());
            }
        }
    }

    private void object(RowChunkBuilder out, int row) throws Refusal {
        JsonCursor cursor = key.cursor;
        cursor.pos++;
        names.restart();
        if (!cursor.accept('}')) {
            do {
                cursor.expect('"', "'{' or ','");
                @Nullable FieldSlot slot = names.accept(key);
                cursor.expect(':', "a field name");
                if (slot == null) {
                    key.skip();
                } else {
                    slot.read(key, out, row);
                }
            } while (cursor.more('}'));
        }
        cursor.expectEnd();
        if (out.isGiven(RowLayout.ID) && !anyText) {
            TextColumn ids = (TextColumn) out.column(RowLayout.ID);
            byte[] id = new byte[ids.length(row)];
            ids.get(row, id, 0);
            text(id, 0, id.length, out, row);
        }
    }

    private void text(byte[] text, int from, int to, RowChunkBuilder out, int row) throws Refusal {
        if (anyText) {
            ((TextColumn) out.column(RowLayout.ID)).put(row, text, from, to - from);
            out.give(RowLayout.ID);
            return;
        }
        // The text may be another spelling of the key (007): what counts is the text of the values.
        out.takeBack(RowLayout.ID);
        String id = new String(text, from, to - from, StandardCharsets.UTF_8);
        List<String> values = KeyText.parse(id, parts.size())
                .orElseThrow(() -> new Refusal(
                        RejectionCode.BAD_KEY,
                        "found " + id + ", expected " + parts.size() + " parts with '|' between them"));
        for (int i = 0; i < parts.size(); i++) {
            readPart(parts.get(i), values.get(i).getBytes(StandardCharsets.UTF_8), out, row);
        }
    }

    private void readPart(KeyPart keyPart, byte[] text, RowChunkBuilder out, int row) throws Refusal {
        int column = keyPart.slot().column();
        if (keyPart.isText()) {
            ((TextColumn) out.column(column)).put(row, text, 0, text.length);
            out.give(column);
            return;
        }
        byte[] json = keyPart.isQuoted() ? quoted(text) : text;
        part.cursor.reset(json, 0, json.length);
        keyPart.slot().read(part, out, row);
        part.cursor.expectEnd();
    }

    private static byte[] quoted(byte[] text) {
        byte[] json = Arrays.copyOf(text, text.length + 2);
        System.arraycopy(text, 0, json, 1, text.length);
        json[0] = '"';
        json[json.length - 1] = '"';
        return json;
    }
}
