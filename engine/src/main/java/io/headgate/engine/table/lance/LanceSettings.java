package io.headgate.engine.table.lance;

/**
 * How a {@link LanceTableStore} reads and writes.
 *
 * @param metadataCacheBytes bound of the cache of manifests and file footers that all tables of one store share
 * @param indexCacheBytes bound of the cache of index pages that all tables of one store share
 * @param format the version of the data file format for new tables; an existing table keeps its own
 * @param compression how text columns of new tables are compressed
 * @param lookup how rows of given keys are found
 */
public record LanceSettings(
        long metadataCacheBytes,
        long indexCacheBytes,
        DataFormat format,
        TextCompression compression,
        LookupWay lookup) {

    private static final long MEBIBYTE = 1024L * 1024L;

    public static final LanceSettings DEFAULT = new LanceSettings(
            64 * MEBIBYTE, 256 * MEBIBYTE, DataFormat.V2_1, TextCompression.AUTOMATIC, LookupWay.BY_COST);

    public LanceSettings {
        if (metadataCacheBytes < 1 || indexCacheBytes < 1) {
            throw new IllegalArgumentException(
                    "cache bounds are positive, not " + metadataCacheBytes + " and " + indexCacheBytes);
        }
    }

    public LanceSettings withFormat(DataFormat newFormat) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, newFormat, compression, lookup);
    }

    public LanceSettings withCompression(TextCompression newCompression) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, format, newCompression, lookup);
    }

    public LanceSettings withLookup(LookupWay newLookup) {
        return new LanceSettings(metadataCacheBytes, indexCacheBytes, format, compression, newLookup);
    }
}
