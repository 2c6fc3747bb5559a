package io.headgate.engine.table.lance;

import io.headgate.engine.table.FragmentLayout;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;

/** The fragments of one version, by their ids. */
final class Fragments {

    /** In the order in which the table has them. */
    private final Map<Integer, FragmentMetadata> byId = new LinkedHashMap<>();

    Fragments(Dataset version) {
        for (Fragment fragment : version.getFragments()) {
            byId.put(fragment.getId(), fragment.metadata());
        }
    }

    Optional<FragmentMetadata> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * @throws IllegalRequest when one is not there or is named twice
     */
    List<FragmentMetadata> require(List<Integer> ids) {
        if (Set.copyOf(ids).size() < ids.size()) {
            throw new IllegalRequest("a fragment is named twice: " + ids);
        }
        return ids.stream()
                .map(id -> find(id).orElseThrow(
                                () -> new IllegalRequest("there is no fragment " + id + ", only " + byId.keySet())))
                .toList();
    }

    Collection<FragmentMetadata> all() {
        return byId.values();
    }

    /** Some of them, in the order in which the table has them. */
    List<FragmentMetadata> some(Set<Integer> ids) {
        return all().stream().filter(fragment -> ids.contains(fragment.getId())).toList();
    }

    Set<Integer> ids() {
        return byId.keySet();
    }

    long rowsIn(Collection<Integer> ids) {
        return ids.stream()
                .flatMap(id -> find(id).stream())
                .mapToLong(FragmentMetadata::getNumRows)
                .sum();
    }

    List<FragmentLayout> layout() {
        return all().stream()
                .map(Fragments::layout)
                .sorted(Comparator.comparingInt(FragmentLayout::id))
                .toList();
    }

    private static FragmentLayout layout(FragmentMetadata fragment) {
        long bytes = fragment.getFiles().stream()
                .map(DataFile::getFileSizeBytes)
                .mapToLong(size -> size == null ? 0 : size)
                .sum();
        return new FragmentLayout(fragment.getId(), fragment.getNumRows(), fragment.getNumDeletions(), bytes);
    }
}
