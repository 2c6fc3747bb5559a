package io.headgate.engine.table.lance;

import io.headgate.engine.table.FragmentLayout;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.fragment.DataFile;

/** The fragments of one version, by their ids. */
final class Fragments {

    private final TreeMap<Integer, FragmentMetadata> byId = new TreeMap<>();

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

    /** In ascending order of their ids. */
    Collection<FragmentMetadata> all() {
        return byId.values();
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
        return byId.values().stream().map(Fragments::layout).toList();
    }

    private static FragmentLayout layout(FragmentMetadata fragment) {
        long bytes = fragment.getFiles().stream()
                .map(DataFile::getFileSizeBytes)
                .mapToLong(size -> size == null ? 0 : size)
                .sum();
        return new FragmentLayout(fragment.getId(), fragment.getNumRows(), fragment.getNumDeletions(), bytes);
    }
}
