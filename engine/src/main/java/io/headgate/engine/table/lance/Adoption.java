package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.index.Index;

/**
 * Takes over a version that somebody else committed. Whoever did may have died before forcing its version files, or may not
 * force at all: every file that the version has beyond those of the open one is forced, and data before what names it.
 */
final class Adoption {

    private final TableContext table;
    private final Dataset pinned;

    Adoption(TableContext table, Dataset pinned) {
        this.table = table;
        this.pinned = pinned;
    }

    LanceTable of(long version) throws Exception {
        table.tornVersions().removeAfter(pinned.version());
        List<CommittedFiles> between = new ArrayList<>();
        for (long next = pinned.version() + 1; next < version; next++) {
            try (Dataset open = checkout(next)) {
                between.add(files(open));
            }
        }
        Dataset adopted = checkout(version);
        try {
            between.add(files(adopted));
            forceRowsOf(adopted);
            forceIndexesOf(adopted);
            table.forcer().adopted(between);
            return new LanceTable(table, adopted);
        } catch (Exception e) {
            adopted.close();
            throw e;
        }
    }

    private Dataset checkout(long version) throws Exception {
        return History.checkout(pinned, version).orElseThrow(() -> missing(version, "it is not there"));
    }

    private CommittedFiles files(Dataset open) {
        return History.madeBy(open)
                .orElseThrow(() -> missing(open.version(), "nothing shows who made it"))
                .files(open.version());
    }

    private void forceRowsOf(Dataset adopted) {
        Set<Object> known = new HashSet<>();
        for (Fragment fragment : pinned.getFragments()) {
            fragment.metadata().getFiles().forEach(file -> known.add(file.getPath()));
            DeletionMark.of(fragment.metadata()).ifPresent(known::add);
        }
        List<FragmentMetadata> fragments =
                adopted.getFragments().stream().map(Fragment::metadata).toList();
        table.forcer()
                .staged(fragments.stream()
                        .filter(fragment ->
                                fragment.getFiles().stream().anyMatch(file -> !known.contains(file.getPath())))
                        .toList());
        table.forcer()
                .deleted(fragments.stream()
                        .filter(fragment -> DeletionMark.of(fragment)
                                .filter(file -> !known.contains(file))
                                .isPresent())
                        .toList());
    }

    private void forceIndexesOf(Dataset adopted) {
        Set<UUID> known = pinned.getIndexes().stream().map(Index::uuid).collect(Collectors.toSet());
        table.forcer()
                .indexed(adopted.getIndexes().stream()
                        .map(Index::uuid)
                        .filter(segment -> !known.contains(segment))
                        .map(UUID::toString)
                        .toList());
    }

    private CorruptState missing(long version, String reason) {
        return new CorruptState(
                table.path().value(),
                "Version " + version + " of table " + table.path() + " cannot be taken over: " + reason
                        + ". Nothing was changed; retry, and if it goes on, restore the table's files from a copy.");
    }
}
