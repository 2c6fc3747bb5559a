package io.headgate.engine.table.lance;

import java.util.Map;

/**
 * How text columns are compressed in the data files. Figures: 1M generated rows with three text columns, 169 MB in memory,
 * two passes in each of the formats 2.1 and 2.2 on a loaded machine; other data will differ.
 */
public enum TextCompression {
    /**
     * Lance chooses; the sizes are those of its symbol table for short strings (FSST). 34 % of the size in memory, 0.4 CPU
     * seconds to write, a scan of everything 0.1 s. The default: the smallest of the three and close to the cheapest.
     */
    AUTOMATIC(Map.of()),
    /** 61 % of the size, as cheap to write, a scan of everything 0.1 to 0.2 s. */
    LZ4(Map.of("compression", "lz4")),
    /** 44 % of the size, 1.0 CPU seconds to write, a scan of everything 1 to 3 s. */
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
