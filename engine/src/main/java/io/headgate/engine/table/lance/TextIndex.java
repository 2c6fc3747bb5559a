package io.headgate.engine.table.lance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.file.LanceFileWriter;
import org.lance.index.IndexParams;
import org.lance.index.scalar.ScalarIndexParams;

/** What is particular about full text indexes. */
final class TextIndex {

    /** Lance's defaults. It needs every field, also those that have a default elsewhere. */
    private static final String OPTIONS =
            "{\"base_tokenizer\":\"simple\",\"language\":\"English\",\"with_position\":false,"
                    + "\"max_token_length\":40,\"lower_case\":true,\"stem\":true,\"remove_stop_words\":true,"
                    + "\"ascii_folding\":true,\"min_ngram_length\":3,\"max_ngram_length\":3,\"prefix_only\":false}";

    private static final String PART = "part_0_metadata.lance";
    private static final Schema PART_COLUMNS =
            new Schema(List.of(new Field("deleted_fragments", FieldType.notNullable(new ArrowType.Binary()), null)));
    /** An empty bitmap in the portable Roaring format. */
    private static final byte[] NONE = {0x3A, 0x30, 0, 0, 0, 0, 0, 0};

    private TextIndex() {}

    static IndexParams parameters() {
        return IndexParams.builder()
                .setScalarIndexParams(ScalarIndexParams.create("inverted", OPTIONS))
                .build();
    }

    /**
     * Writes what Lance leaves out when no row has a text: the description of a segment without any words. Without it Lance
     * can neither finish the segment nor search the table.
     *
     * @param segment its id
     */
    @SuppressWarnings("try") // the writer's close is declared to throw anything, but waits for nothing
    static void writeEmptyPart(TableContext table, String segment) throws Exception {
        String uri = table.uri() + "/" + StagedFiles.INDICES + "/" + segment + "/" + PART;
        try (LanceFileWriter file = LanceFileWriter.open(
                        uri, table.allocator(), null, table.storageOptions().values());
                VectorSchemaRoot row = VectorSchemaRoot.create(PART_COLUMNS, table.allocator())) {
            ((VarBinaryVector) row.getVector(0)).setSafe(0, NONE);
            row.setRowCount(1);
            describe(file);
            file.write(row);
        }
    }

    private static void describe(LanceFileWriter file) throws IOException {
        file.addSchemaMetadata(Map.of(
                "partitions", "[]",
                "params", OPTIONS,
                "token_set_format", "fst",
                "posting_tail_codec", "fixed32_v1"));
    }
}
