package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;

/**
 * A rewrite whose texts are read.
 *
 * @param text what it was read from
 * @param replaced as they were when their rows were read
 * @param replacements with id 0, so that Lance numbers them when they are committed
 */
record StagedRewrite(FragmentRewrite text, List<FragmentMetadata> replaced, List<FragmentMetadata> replacements) {

    /**
     * @throws CorruptState when a text is not one of ours
     */
    static StagedRewrite of(FragmentRewrite text) {
        return new StagedRewrite(
                text,
                text.replaced().stream().map(FragmentCodec::decode).toList(),
                text.replacements().stream().map(FragmentCodec::decode).toList());
    }

    Set<Integer> replacedIds() {
        return replaced.stream().map(FragmentMetadata::getId).collect(Collectors.toSet());
    }

    /** Whether all replaced fragments are there with the same data files, whatever was deleted from them since. */
    boolean fits(Fragments present) {
        return replaced.stream()
                .allMatch(then -> present.find(then.getId())
                        .filter(now -> files(now).equals(files(then)))
                        .isPresent());
    }

    /** Whether rows of the replaced fragments were deleted after they had been read. */
    boolean missesDeletions(Fragments present) {
        return replaced.stream()
                .anyMatch(then ->
                        !DeletionMark.of(then).equals(present.find(then.getId()).flatMap(DeletionMark::of)));
    }

    /** The ids that the replacements got in a version that has them. */
    Set<Integer> newIds(Fragments rewritten) {
        Set<String> ours = replacements.stream()
                .flatMap(fragment -> files(fragment).stream())
                .collect(Collectors.toSet());
        return rewritten.all().stream()
                .filter(fragment -> files(fragment).stream().anyMatch(ours::contains))
                .map(FragmentMetadata::getId)
                .collect(Collectors.toSet());
    }

    private static List<String> files(FragmentMetadata fragment) {
        return fragment.getFiles().stream().map(DataFile::getPath).toList();
    }
}
