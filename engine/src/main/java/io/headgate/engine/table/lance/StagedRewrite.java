package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.intent.FragmentRewrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        return !withOtherDeletions(present).isEmpty();
    }

    /** The replaced fragments of which other rows are deleted than when they were read. */
    List<Integer> withOtherDeletions(Fragments present) {
        return replaced.stream()
                .filter(then ->
                        present.find(then.id()).filter(then::hasSameDeletions).isEmpty())
                .map(ReplacedFragment::id)
                .toList();
    }

    /** The ids that the replacements got in a version that has them. */
    Set<Integer> newIds(Fragments rewritten) {
        return newFragments(rewritten).stream().map(FragmentMetadata::getId).collect(Collectors.toSet());
    }

    /** What has become of the replacements in a version that has them, in the order of their rows. */
    List<FragmentMetadata> newFragments(Fragments rewritten) {
        Map<String, FragmentMetadata> byFile = new HashMap<>();
        rewritten.all().forEach(fragment -> files(fragment).forEach(file -> byFile.put(file, fragment)));
        return replacements.stream()
                .map(replacement -> files(replacement)
                        .map(byFile::get)
                        .filter(Objects::nonNull)
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }

    private static Stream<String> files(FragmentMetadata fragment) {
        return fragment.getFiles().stream().map(DataFile::getPath);
    }
}
