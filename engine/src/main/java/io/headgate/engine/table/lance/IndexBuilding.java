package io.headgate.engine.table.lance;

import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.lance.Segments.Segment;
import io.headgate.engine.table.lance.StagedSegment.SegmentFile;
import io.headgate.recovery.intent.IndexBuild;
import java.util.List;
import java.util.Optional;
import org.lance.Dataset;
import org.lance.index.Index;
import org.lance.index.IndexOptions;
import org.lance.index.IndexParams;
import org.lance.index.IndexType;
import org.lance.index.scalar.BTreeIndexParams;

/** Builds segments of indexes that no version names. */
final class IndexBuilding {

    private final TableContext table;
    private final Dataset pinned;

    IndexBuilding(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
    }

    IndexBuild build(IndexRequest request) throws Exception {
        Fragments fragments = new Fragments(pinned);
        fragments.require(request.fragments());
        requireReplaceable(request, new Segments(pinned, fragments));
        Index built = built(request, fragments.rowsIn(request.fragments()));
        String id = built.uuid().toString();
        List<SegmentFile> files = table.stagedFiles().ofSegment(id);
        table.forcer().indexed(List.of(id));
        StagedSegment segment = new StagedSegment(Segments.covering(built, request.fragments()), files);
        return new IndexBuild(request.index().name(), IndexCodec.encode(segment), request.replaces());
    }

    private void requireReplaceable(IndexRequest request, Segments segments) {
        for (String id : request.replaces()) {
            Segment replaced = segments.all().stream()
                    .filter(segment -> segment.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> refused(request, "there is no segment " + id));
            if (!replaced.name().equals(request.index().name())) {
                throw refused(request, "segment " + id + " is one of index " + replaced.name());
            }
            if (!request.fragments().containsAll(replaced.covered())) {
                throw refused(request, "segment " + id + " covers more: " + replaced.covered());
            }
        }
    }

    private IllegalRequest refused(IndexRequest request, String reason) {
        return new IllegalRequest("index " + request.index().name() + " of table " + table.path()
                + " cannot have a segment over fragments " + request.fragments() + ": " + reason);
    }

    private Index built(IndexRequest request, long rows) throws Exception {
        String column = request.index().column();
        if (pinned.getSchema().getFields().stream()
                .noneMatch(field -> field.getName().equals(column))) {
            throw refused(request, "there is no column '" + column + "'");
        }
        return switch (request.index().kind()) {
            case BTREE -> {
                IndexParams parameters = IndexParams.builder()
                        .setScalarIndexParams(BTreeIndexParams.builder().build())
                        .build();
                yield finished(create(request, IndexType.BTREE, parameters), IndexType.BTREE);
            }
            case TEXT -> {
                Index index = create(request, IndexType.INVERTED, TextIndex.parameters());
                if (table.stagedFiles().ofSegment(index.uuid().toString()).isEmpty()) {
                    TextIndex.writeEmptyPart(table, index.uuid().toString());
                }
                yield finished(index, IndexType.INVERTED);
            }
            case VECTOR -> create(request, IndexType.IVF_FLAT, new VectorIndex(pinned, column).parameters(rows));
        };
    }

    private Index create(IndexRequest request, IndexType type, IndexParams parameters) {
        DeclaredIndex index = request.index();
        // Whoever names fragments gets a segment and no commit; replace only means that the name may be taken.
        return pinned.createIndex(IndexOptions.builder(List.of(index.column()), type, parameters)
                .replace(true)
                .withIndexName(index.name())
                .withFragmentIds(request.fragments())
                .build());
    }

    /** Until then such a segment has parts only, as if others were still to come, and nothing can be found in it. */
    private Index finished(Index index, IndexType type) {
        pinned.mergeIndexMetadata(index.uuid().toString(), type, Optional.empty());
        return index;
    }
}
