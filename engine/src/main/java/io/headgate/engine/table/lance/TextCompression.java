package io.headgate.engine.table.lance;

import java.util.Map;

/**
 * How text columns are compressed in the data files. Sizes and costs are those of 1M rows with three text columns, 169 MB
 * in memory.
 */
public enum TextCompression {
    /**
     * Lance chooses: a symbol table for short strings (FSST) in most cases. 34 % of the size in memory, 0.4 CPU seconds to
     * write. The default, because nothing else was smaller or cheaper.
     */
    AUTOMATIC(Map.of()),
    /** 61 % of the size, as cheap to write. */
    LZ4(Map.of("compression", "lz4")),
    /** 44 % of the size, 1.0 CPU seconds to write, and a scan takes ten times as long. For columns that FSST cannot shrink. */
    ZSTD(Map.of("compression", "zstd", "compression-level", "1"));

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
