package io.headgate.engine.table.lance;

/**
 * How a {@link LanceTableStore} reads and writes.
 *
 * @param metadataCacheBytes bound of the cache of manifests and file footers that all tables of one store share
 * @param indexCacheBytes bound of the cache of index pages that all tables of one store share
 * @param format the version of the data file format for new tables; an existing table keeps its own
 * @param compression how text columns of new tables are compressed
 * @param lookup how rows of given keys are found
 * @param inlineRowIdBytes a rewritten fragment's row ids are in a file of their own when they take more; else in every version of the table
 */
public record LanceSettings(
        long metadataCacheBytes,
        long indexCacheBytes,
        DataFormat format,
        TextCompression compression,
        LookupWay lookup,
        int inlineRowIdBytes) {

    private static final long MEBIBYTE = 1024L * 1024L;

    public static final LanceSettings DEFAULT = new LanceSettings(
            64 * MEBIBYTE, 256 * MEBIBYTE, DataFormat.V2_1, TextCompression.AUTOMATIC, LookupWay.BY_COST, 1 << 10);

    public LanceSettings {
        if (metadataCacheBytes < 1 || indexCacheBytes < 1) {
            throw new IllegalArgumentException(
                    "cache bounds are positive, not " + metadataCacheBytes + " and " + indexCacheBytes);
        }
        if (inlineRowIdBytes < 0) {
            throw new IllegalArgumentException("there are no " + inlineRowIdBytes + " bytes of row ids");
        }
    }

    public LanceSettings withFormat(DataFormat newFormat) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, newFormat, compression, lookup, inlineRowIdBytes);
    }

    public LanceSettings withCompression(TextCompression newCompression) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, format, newCompression, lookup, inlineRowIdBytes);
    }

    public LanceSettings withLookup(LookupWay newLookup) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, format, compression, newLookup, inlineRowIdBytes);
    }

    public LanceSettings withInlineRowIdBytes(int bytes) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, format, compression, lookup, bytes);
    }
}
