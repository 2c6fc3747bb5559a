package io.headgate.engine.table.lance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.recovery.error.CorruptState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;
import org.lance.fragment.DeletionFile;
import org.lance.fragment.DeletionFileType;
import org.lance.fragment.RowIdMeta;
import org.lance.fragment.VersionMeta;

/**
 * The text form of a staged fragment, as it stands in intents: another process must be able to commit it, so every field
 * that Lance knows is kept. Unknown fields are refused: they would be lost silently.
 */
final class FragmentCodec {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FragmentCodec() {}

    static String encode(FragmentMetadata fragment) {
        try {
            return JSON.writeValueAsString(FragmentText.of(fragment));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fragment's values can always be written", e);
        }
    }

    /**
     * @throws CorruptState when the text is not one that {@link #encode} wrote
     */
    static FragmentMetadata decode(String text) {
        try {
            return JSON.readValue(text, FragmentText.class).toFragment();
        } catch (JsonProcessingException | RuntimeException e) {
            throw new CorruptState(
                    "staged fragment",
                    "A staged fragment cannot be read: " + text
                            + ". It was not written by this version of Headgate; discard the intent that names it.",
                    e);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record FragmentText(
            int id,
            long rows,
            List<FileText> files,
            @Nullable DeletionText deletions,
            @Nullable String rowIds,
            @Nullable String createdAt,
            @Nullable String updatedAt) {

        static FragmentText of(FragmentMetadata fragment) {
            return new FragmentText(
                    fragment.getId(),
                    fragment.getPhysicalRows(),
                    fragment.getFiles().stream().map(FileText::of).toList(),
                    fragment.getDeletionFile() == null ? null : DeletionText.of(fragment.getDeletionFile()),
                    fragment.getRowIdMeta() == null
                            ? null
                            : LongText.pack(fragment.getRowIdMeta().getMetadata()),
                    version(fragment.getCreatedAtVersionMeta()),
                    version(fragment.getLastUpdatedAtVersionMeta()));
        }

        FragmentMetadata toFragment() {
            return new FragmentMetadata(
                    id,
                    files.stream().map(FileText::toFile).toList(),
                    rows,
                    deletions == null ? null : deletions.toFile(),
                    rowIds == null ? null : new RowIdMeta(LongText.unpack(rowIds)),
                    createdAt == null ? null : new VersionMeta(LongText.unpack(createdAt)),
                    updatedAt == null ? null : new VersionMeta(LongText.unpack(updatedAt)));
        }

        private static @Nullable String version(@Nullable VersionMeta meta) {
            return meta == null ? null : LongText.pack(meta.getMetadata());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record FileText(
            String path,
            int[] fields,
            int[] columns,
            int major,
            int minor,
            @Nullable Long bytes,
            @Nullable Integer base) {

        static FileText of(DataFile file) {
            return new FileText(
                    file.getPath(),
                    file.getFields(),
                    file.getColumnIndices(),
                    file.getFileMajorVersion(),
                    file.getFileMinorVersion(),
                    file.getFileSizeBytes(),
                    orNull(file.getBaseId()));
        }

        DataFile toFile() {
            return new DataFile(path, fields, columns, major, minor, bytes, base);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record DeletionText(
            long id,
            long readVersion,
            @Nullable Long rows,
            DeletionFileType type,
            @Nullable Integer base) {

        static DeletionText of(DeletionFile file) {
            return new DeletionText(
                    file.getId(),
                    file.getReadVersion(),
                    file.getNumDeletedRows(),
                    file.getFileType(),
                    orNull(file.getBaseId()));
        }

        DeletionFile toFile() {
            return new DeletionFile(id, readVersion, rows, type, base);
        }
    }

    private static @Nullable Integer orNull(Optional<Integer> value) {
        return value.orElse(null);
    }
}
