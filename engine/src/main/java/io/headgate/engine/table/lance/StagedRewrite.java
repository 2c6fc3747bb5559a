package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;

/**
 * A rewrite whose texts are read.
 *
 * @param text what it was read from
 * @param replacements with id 0, so that Lance numbers them when they are committed
 */
record StagedRewrite(FragmentRewrite text, List<ReplacedFragment> replaced, List<FragmentMetadata> replacements) {

    /**
     * @throws CorruptState when a text is not one of ours
     */
    static StagedRewrite of(FragmentRewrite text) {
        return new StagedRewrite(
                text,
                text.replaced().stream().map(ReplacedFragment::decode).toList(),
                text.replacements().stream().map(FragmentCodec::decode).toList());
    }

    Set<Integer> replacedIds() {
        return replaced.stream().map(ReplacedFragment::id).collect(Collectors.toSet());
    }

    /** The version from which the rows were read. */
    long version() {
        return replaced.get(0).version();
    }

    /** Whether all replaced fragments are there, whatever was deleted from them since. */
    boolean fits(Fragments present) {
        return replaced.stream()
                .allMatch(then -> present.find(then.id()).filter(then::is).isPresent());
    }

    /** Whether other rows of the replaced fragments are deleted than when they were read. */
    boolean hasOtherDeletions(Fragments present) {
        return !replaced.stream()
                .allMatch(then ->
                        present.find(then.id()).filter(then::hasSameDeletions).isPresent());
    }

    /** The ids that the replacements got in a version that has them. */
    Set<Integer> newIds(Fragments rewritten) {
        Set<String> ours = replacements.stream().flatMap(StagedRewrite::files).collect(Collectors.toSet());
        return rewritten.all().stream()
                .filter(fragment -> files(fragment).anyMatch(ours::contains))
                .map(FragmentMetadata::getId)
                .collect(Collectors.toSet());
    }

    private static Stream<String> files(FragmentMetadata fragment) {
        return fragment.getFiles().stream().map(DataFile::getPath);
    }
}
