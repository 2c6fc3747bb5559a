package io.headgate.engine.table.lance;

import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.lance.Dataset;
import org.lance.index.DistanceType;
import org.lance.index.IndexParams;
import org.lance.index.vector.IvfBuildParams;
import org.lance.index.vector.VectorIndexParams;
import org.lance.index.vector.VectorTrainer;
import org.lance.ipc.LanceScanner;
import org.lance.ipc.ScanOptions;

/** What is particular about vector indexes: they are trained first, on vectors of the whole table. */
final class VectorIndex {

    private final Dataset pinned;
    private final String column;

    VectorIndex(Dataset pinned, String column) {
        this.pinned = pinned;
        this.column = column;
    }

    /** @param rows number of rows that the segment is to have */
    IndexParams parameters(long rows) throws Exception {
        int wanted = VectorPartitions.of(rows);
        int partitions = Math.min(wanted, vectors(wanted));
        // Lance trains nothing without vectors, but it builds around any centre that it is given.
        float[] centroids = partitions == 0 ? new float[dimensions()] : trained(partitions);
        IvfBuildParams ivf = new IvfBuildParams.Builder()
                .setNumPartitions(Math.max(1, partitions))
                .setCentroids(centroids)
                .build();
        return IndexParams.builder()
                .setVectorIndexParams(new VectorIndexParams.Builder(ivf)
                        .setDistanceType(DistanceType.L2)
                        .build())
                .build();
    }

    private float[] trained(int partitions) {
        IvfBuildParams ivf =
                new IvfBuildParams.Builder().setNumPartitions(partitions).build();
        return VectorTrainer.trainIvfCentroids(pinned, column, ivf, DistanceType.L2);
    }

    /** How many rows of the table have a vector, but no more than {@code most}. */
    @SuppressWarnings("try") // the scanner's close is declared to throw anything, but waits for nothing
    private int vectors(int most) throws Exception {
        ScanOptions options = new ScanOptions.Builder()
                .columns(List.of())
                .withRowId(true)
                .filter("`" + column + "` IS NOT NULL")
                .limit(most)
                .build();
        int found = 0;
        try (LanceScanner scanner = pinned.newScan(options);
                ArrowReader reader = scanner.scanBatches()) {
            while (reader.loadNextBatch()) {
                found += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return found;
    }

    private int dimensions() {
        Field field = pinned.getSchema().findField(column);
        return ((ArrowType.FixedSizeList) field.getType()).getListSize();
    }
}
