package io.headgate.engine.table.lance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.engine.table.lance.StagedSegment.SegmentFile;
import io.headgate.recovery.error.CorruptState;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lance.index.Index;
import org.lance.index.IndexType;

/**
 * The text form of a staged segment of an index, as it stands in intents: another process must be able to commit it, so every
 * field that Lance knows is kept. Unknown fields are refused: they would be lost silently.
 */
final class IndexCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private IndexCodec() {}

    static String encode(StagedSegment segment) {
        try {
            return JSON.writeValueAsString(SegmentText.of(segment));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a segment's values can always be written", e);
        }
    }

    /**
     * @throws CorruptState when the text is not one that {@link #encode} wrote
     */
    static StagedSegment decode(String text) {
        try {
            return JSON.readValue(text, SegmentText.class).toSegment();
        } catch (JsonProcessingException | RuntimeException e) {
            throw new CorruptState(
                    "staged index",
                    "A staged segment of an index cannot be read: " + text
                            + ". It was not written by this version of Headgate; discard the intent that names it.",
                    e);
        }
    }

    /** @param details in Base64 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SegmentText(
            String id,
            String name,
            List<Integer> fields,
            long version,
            @Nullable List<Integer> fragments,
            @Nullable String details,
            int format,
            @Nullable String createdAt,
            @Nullable Integer base,
            @Nullable IndexType type,
            List<SegmentFile> files) {

        static SegmentText of(StagedSegment segment) {
            Index index = segment.index();
            return new SegmentText(
                    segment.id(),
                    index.name(),
                    index.fields(),
                    index.datasetVersion(),
                    index.fragments().orElse(null),
                    index.indexDetails()
                            .map(Base64.getEncoder()::encodeToString)
                            .orElse(null),
                    index.indexVersion(),
                    index.createdAt().map(Instant::toString).orElse(null),
                    index.baseId().orElse(null),
                    index.indexType(),
                    segment.files());
        }

        StagedSegment toSegment() {
            Index.Builder index = Index.builder()
                    .uuid(UUID.fromString(id))
                    .name(name)
                    .fields(fields)
                    .datasetVersion(version)
                    .indexVersion(format);
            if (fragments != null) {
                index.fragments(fragments);
            }
            if (details != null) {
                index.indexDetails(Base64.getDecoder().decode(details));
            }
            if (createdAt != null) {
                index.createdAt(Instant.parse(createdAt));
            }
            if (base != null) {
                index.baseId(base);
            }
            if (type != null) {
                index.indexType(type);
            }
            return new StagedSegment(index.build(), files);
        }
    }
}
