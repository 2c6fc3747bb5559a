package io.headgate.ingest.decode;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field whose name is at the cursor. Records of one topic mostly have their fields in one order, so the field that
 * came next the last time is tried first.
 */
final class FieldNames {

    private final List<FieldSlot> slots;
    private final ByteNames names;

    /** Stands before the first field of a record. */
    private final FieldSlot before;

    private FieldSlot previous;

    FieldNames(List<FieldSlot> slots) {
        this.slots = List.copyOf(slots);
        this.names = new ByteNames(slots.stream().map(FieldSlot::name).toList());
        this.before = new FieldSlot("", slots.get(0).reader(), -1, true);
        this.previous = before;
        for (FieldSlot slot : slots) {
            previous.next(slot);
            previous = slot;
        }
    }

    /** Starts a record. */
    void restart() {
        previous = before;
    }

    /** Consumes the name at the cursor, which is behind its opening quote; null if no field has it. */
    @Nullable
    FieldSlot accept(JsonValues in) throws Refusal {
        FieldSlot expected = previous.next();
        if (expected.acceptName(in.cursor)) {
            previous = expected;
            return expected;
        }
        JsonStrings name = in.strings;
        name.view();
        int found = names.find(name.text, name.from, name.to);
        if (found < 0) {
            return null;
        }
        FieldSlot slot = slots.get(found);
        previous.next(slot);
        previous = slot;
        return slot;
    }

    Optional<FieldSlot> ofColumn(int column) {
        return slots.stream().filter(slot -> slot.column() == column).findFirst();
    }
}
