package io.headgate.engine.table.lance;

import java.util.Map;

/** How a text column is compressed in the data files. */
public enum TextCompression {
    /** What Lance does by itself. */
    NONE(Map.of()),
    LZ4(Map.of("compression", "lz4")),
    ZSTD(Map.of("compression", "zstd", "compression-level", "1")),
    FSST(Map.of("compression", "fsst"));

    /** Field metadata below this prefix is Lance's way to be told how to encode a column. */
    static final String PREFIX = "lance-encoding:";

    private final Map<String, String> options;

    TextCompression(Map<String, String> options) {
        this.options = options;
    }

    void addTo(Map<String, String> fieldMetadata) {
        options.forEach((name, value) -> fieldMetadata.put(PREFIX + name, value));
    }
}
