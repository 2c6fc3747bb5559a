package io.headgate.engine.table.lance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.Transaction;
import org.lance.index.Index;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.scalar.BTreeIndexParams;
import org.lance.operation.CreateIndex;

/** Puts a BTREE on a column at the HEAD, in one transaction as the maintenance will do it. */
final class Btree {

    private Btree() {}

    static void create(BufferAllocator allocator, String uri, String column) {
        try (Dataset head = Dataset.open().uri(uri).allocator(allocator).build()) {
            String uuid = UUID.randomUUID().toString();
            IndexParams params = IndexParams.builder()
                    .setScalarIndexParams(BTreeIndexParams.builder().build())
                    .build();
            Index index = head.createIndex(IndexOptions.builder(List.of(column), IndexType.BTREE, params)
                    .withIndexName(column + "_idx")
                    .withIndexUUID(uuid)
                    .withFragmentIds(
                            head.getFragments().stream().map(Fragment::getId).toList())
                    .build());
            head.mergeIndexMetadata(uuid, IndexType.BTREE, Optional.empty());
            try (Transaction transaction = new Transaction.Builder()
                            .uuid(UUID.randomUUID().toString())
                            .readVersion(head.version())
                            .operation(CreateIndex.builder()
                                    .withNewIndices(List.of(index))
                                    .build())
                            .transactionProperties(Map.of())
                            .build();
                    Dataset indexed = new CommitBuilder(head)
                            .maxRetries(1)
                            .skipAutoCleanup(true)
                            .execute(transaction)) {
                indexed.version();
            }
        }
    }
}
