package io.headgate.engine.table;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A set of row ids (UTF-8 text), made to be asked about millions of ids that lie in Arrow buffers without making an object
 * of any. Backed by a {@link KeyIndex}; not to be changed any more once it is handed out. Safe for concurrent reads.
 */
public final class KeySet {

    private final KeyIndex index;

    public KeySet(KeyIndex index) {
        this.index = index;
    }

    public static KeySet of(Collection<String> keys) {
        KeyIndex index = new KeyIndex(keys.size());
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            index.findOrAdd(bytes, 0, bytes.length);
        }
        return new KeySet(index);
    }

    /**
     * The keys of all sets, if no key is in two of them.
     *
     * @return empty when one is
     */
    public static Optional<KeySet> unionOfDisjoint(List<KeySet> sets) {
        int size = sets.stream().mapToInt(KeySet::size).reduce(0, Math::addExact);
        KeyIndex union = new KeyIndex(size);
        sets.forEach(set -> union.addAll(set.index));
        return union.size() == size ? Optional.of(new KeySet(union)) : Optional.empty();
    }

    KeyIndex index() {
        return index;
    }

    public int size() {
        return index.size();
    }

    public boolean isEmpty() {
        return index.size() == 0;
    }

    /** Whether the text in {@code data[start, start + length)} is in the set. */
    public boolean contains(ArrowBuf data, long start, int length) {
        return index.find(data, start, length) >= 0;
    }

    /** Gives every key once, in the order in which they were added. */
    public void forEach(Consumer<String> consumer) {
        for (int ordinal = 0; ordinal < index.size(); ordinal++) {
            consumer.accept(index.text(ordinal));
        }
    }
}
