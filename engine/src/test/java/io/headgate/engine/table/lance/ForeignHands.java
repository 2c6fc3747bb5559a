package io.headgate.engine.table.lance;

import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.lance.Dataset;

/** What people and programs do to a table with Lance itself, past this project. */
public final class ForeignHands {

    private final BufferAllocator allocator;
    private final String uri;

    /** @param table directory of the dataset */
    public ForeignHands(BufferAllocator allocator, Path table) {
        this.allocator = allocator;
        this.uri = table.toString();
    }

    /** Rewrites small files into big ones and drops deleted rows; the content stays as it is. */
    public void compact() {
        try (Dataset head = head()) {
            head.compact();
        }
    }

    /** Puts a BTREE on the ids. */
    public void index() {
        Btree.create(allocator, uri, "id");
    }

    public void delete(String condition) {
        try (Dataset head = head()) {
            head.delete(condition);
        }
    }

    public void dropColumn(String name) {
        try (Dataset head = head()) {
            head.dropColumns(List.of(name));
        }
    }

    private Dataset head() {
        return Dataset.open().uri(uri).allocator(allocator).build();
    }
}
