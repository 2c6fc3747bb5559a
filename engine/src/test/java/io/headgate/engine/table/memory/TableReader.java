package io.headgate.engine.table.memory;

import io.headgate.engine.table.FragmentLayout;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TransactionStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/** Looks into the tables from underneath, fast: each data file is decoded once. */
public final class TableReader {

    private final MemoryTables tables;
    private final BufferAllocator allocator;
    private final Map<String, List<String>> values = new HashMap<>();

    public TableReader(MemoryTables tables, BufferAllocator allocator) {
        this.tables = tables;
        this.allocator = allocator;
    }

    public long head(TablePath path) {
        return tables.find(path).head().number();
    }

    /** Whether a version is there with all its files. */
    public boolean isWhole(TablePath path, long version) {
        MemoryTable table = tables.find(path);
        Set<String> files = table.files().stream().map(FragmentFile::name).collect(Collectors.toSet());
        return table.find(version)
                .filter(there -> there.fragments().stream()
                        .allMatch(fragment -> files.contains(fragment.file().name())))
                .isPresent();
    }

    public TransactionStamp stamp(TablePath path, long version) {
        return version(path, version).transaction().stamp();
    }

    /** Gives every row: its id, and its other texts joined by {@code >}. */
    public void rows(TablePath path, long version, BiConsumer<String, String> consumer) {
        for (Fragment fragment : version(path, version).fragments()) {
            List<String> ids = fragment.file().ids();
            List<String> texts = values.computeIfAbsent(fragment.file().name(), name -> decode(fragment.file()));
            fragment.live(row -> true).stream().forEach(row -> consumer.accept(ids.get(row), texts.get(row)));
        }
    }

    /** Identities of the rows of one version, which they keep when they are written once more. */
    public Set<Long> identities(TablePath path, long version) {
        Set<Long> rows = new HashSet<>();
        version(path, version).fragments().forEach(fragment -> addTo(rows, fragment));
        return rows;
    }

    /** Identities of the rows of one version that an index does not know. */
    public Set<Long> unindexed(TablePath path, long version, String index) {
        TableVersion then = version(path, version);
        Set<Integer> uncovered = then.layout().uncoveredBy(index).stream()
                .map(FragmentLayout::id)
                .collect(Collectors.toSet());
        Set<Long> rows = new HashSet<>();
        then.fragments().stream()
                .filter(fragment -> uncovered.contains(fragment.id()))
                .forEach(fragment -> addTo(rows, fragment));
        return rows;
    }

    private static void addTo(Set<Long> rows, Fragment fragment) {
        fragment.live().stream().forEach(offset -> rows.add(fragment.row(offset)));
    }

    private TableVersion version(TablePath path, long version) {
        return tables.find(path)
                .find(version)
                .orElseThrow(() -> new IllegalArgumentException("table " + path + " has no version " + version));
    }

    private List<String> decode(FragmentFile file) {
        List<String> decoded = new ArrayList<>(file.rows());
        try (ArrowReader reader = new ArrowStreamReader(new ByteArrayInputStream(file.content()), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    decoded.add(texts(root, row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return decoded;
    }

    private static String texts(VectorSchemaRoot root, int row) {
        StringBuilder texts = new StringBuilder();
        for (FieldVector vector : root.getFieldVectors()) {
            if (vector instanceof VarCharVector text && !vector.getName().equals("id")) {
                texts.append(texts.isEmpty() ? "" : ">").append(text.getObject(row));
            }
        }
        return texts.toString();
    }
}
