package io.headgate.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.Transaction;
import org.lance.WriteParams;
import org.lance.merge.MergeInsertParams;
import org.lance.operation.Append;

/** A Lance table the way people write one without Headgate: no graph, no offsets, nothing forced to disk. */
final class LanceTables {

    private static final String NAME = "person.lance";

    private LanceTables() {}

    static Dataset create(Path directory, BufferAllocator allocator) {
        return Dataset.write()
                .allocator(allocator)
                .uri(uri(directory))
                .schema(People.arrowSchema())
                .mode(WriteParams.WriteMode.CREATE)
                .execute();
    }

    static Dataset open(Path directory, BufferAllocator allocator) {
        return Dataset.open().allocator(allocator).uri(uri(directory)).build();
    }

    /** The table with the rows added; the one that was given is closed. */
    static Dataset append(Dataset table, VectorSchemaRoot rows, BufferAllocator allocator) {
        List<FragmentMetadata> fragments = Fragment.write()
                .datasetUri(table.uri())
                .allocator(allocator)
                .data(rows)
                .mode(WriteParams.WriteMode.APPEND)
                .dataStorageVersion(table.getLanceFileFormatVersion())
                .execute();
        try (table;
                Transaction transaction = new Transaction.Builder()
                        .readVersion(table.version())
                        .operation(new Append.Builder().fragments(fragments).build())
                        .build()) {
            return new CommitBuilder(table).execute(transaction);
        }
    }

    /** The table with the rows in place of those with the same id; the one that was given is closed. */
    static Dataset merge(Dataset table, VectorSchemaRoot rows, BufferAllocator allocator) throws IOException {
        MergeInsertParams byId = new MergeInsertParams(List.of("id"))
                .withMatchedUpdateAll()
                .withNotMatched(MergeInsertParams.WhenNotMatched.InsertAll);
        try (table;
                SingleRoot reader = new SingleRoot(rows, allocator);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, reader, stream);
            return table.mergeInsert(byId, stream).dataset();
        }
    }

    private static String uri(Path directory) {
        return directory.resolve(NAME).toString();
    }
}
