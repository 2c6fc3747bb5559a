package io.headgate.engine.table.lance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.headgate.recovery.error.CorruptState;
import java.util.Map;
import java.util.Optional;
import org.lance.FragmentMetadata;
import org.lance.fragment.RowIdMeta;

/**
 * The row ids of a rewritten fragment in a file of their own. Lance puts them into every version of the table, where they are all that
 * grows with the rows: ids of rows that are left over cannot be said in a few words. It reads them from such a file as well, whose name is
 * one that lies directly in the table's directory.
 *
 * @param name in the table's directory; that of the fragment's data file with another ending
 * @param bytes its size
 */
record RowIdFile(String name, long bytes) {

    static final String SUFFIX = ".rowids";

    private static final String DATA_SUFFIX = ".lance";
    private static final String INLINE = "Inline";
    private static final String EXTERNAL = "External";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the row ids of a fragment are; empty when they are in the versions themselves. */
    static Optional<RowIdFile> of(FragmentMetadata fragment) {
        JsonNode external = parsed(fragment).path(EXTERNAL);
        return external.isObject()
                ? Optional.of(new RowIdFile(
                        external.path("path").asText(), external.path("size").asLong()))
                : Optional.empty();
    }

    /** The row ids of a fragment as Lance encodes them; empty when they are in a file already, or it has none. */
    static Optional<byte[]> inline(FragmentMetadata fragment) {
        if (!(parsed(fragment).path(INLINE) instanceof ArrayNode numbers)) {
            return Optional.empty();
        }
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers.get(i).asInt();
        }
        return Optional.of(bytes);
    }

    /** The name that goes with a data file. */
    static String nameFor(String dataFile) {
        return withoutSuffix(dataFile, DATA_SUFFIX) + SUFFIX;
    }

    /** The data file that goes with a name. */
    static String dataFileOf(String name) {
        return withoutSuffix(name, SUFFIX) + DATA_SUFFIX;
    }

    private static String withoutSuffix(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** What Lance is told instead of the ids. */
    RowIdMeta meta() {
        try {
            return new RowIdMeta(
                    JSON.writeValueAsString(Map.of(EXTERNAL, Map.of("path", name, "offset", 0, "size", bytes))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a name and two numbers can always be written", e);
        }
    }

    private static JsonNode parsed(FragmentMetadata fragment) {
        RowIdMeta meta = fragment.getRowIdMeta();
        try {
            return meta == null ? JSON.createObjectNode() : JSON.readTree(meta.getMetadata());
        } catch (JsonProcessingException e) {
            throw new CorruptState(
                    "row ids",
                    "What Lance says of the row ids of fragment " + fragment.getId() + " cannot be read: "
                            + e.getMessage() + ". Nothing was changed; this version of Lance does not fit.",
                    e);
        }
    }
}
