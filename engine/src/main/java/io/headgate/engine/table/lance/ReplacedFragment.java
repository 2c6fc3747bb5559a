package io.headgate.engine.table.lance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headgate.recovery.error.CorruptState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;

/**
 * A fragment that a rewrite replaces, as it was when its rows were read.
 *
 * @param version of the table from which they were read
 * @param files paths of its data files
 * @param deletions which rows were deleted by then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplacedFragment(
        int id, long version, List<String> files, @Nullable DeletionMark deletions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    ReplacedFragment {
        files = List.copyOf(files);
    }

    static ReplacedFragment of(long version, FragmentMetadata fragment) {
        return new ReplacedFragment(
                fragment.getId(),
                version,
                files(fragment),
                DeletionMark.of(fragment).orElse(null));
    }

    String encode() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fragment's values can always be written", e);
        }
    }

    /**
     * @throws CorruptState when the text is not one that {@link #encode} wrote
     */
    static ReplacedFragment decode(String text) {
        try {
            return Objects.requireNonNull(JSON.readValue(text, ReplacedFragment.class));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new CorruptState(
                    "rewritten fragment",
                    "A rewritten fragment cannot be read: " + text
                            + ". It was not written by this version of Headgate; discard the intent that names it.",
                    e);
        }
    }

    /** Whether it is this fragment, whatever was deleted from it since. */
    boolean is(FragmentMetadata now) {
        return files.equals(files(now));
    }

    boolean hasSameDeletions(FragmentMetadata now) {
        return DeletionMark.of(now).equals(Optional.ofNullable(deletions));
    }

    private static List<String> files(FragmentMetadata fragment) {
        return fragment.getFiles().stream().map(DataFile::getPath).toList();
    }
}
