package io.headgate.engine.table.memory;

import io.headgate.engine.table.IndexRequest;
import io.headgate.engine.table.IndexSegment;
import io.headgate.engine.table.ScanRequest;
import io.headgate.recovery.intent.FragmentRewrite;
import io.headgate.recovery.intent.IndexBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Writes what maintenance needs on one version of a table: data files with the rows of others, and segments of indexes. */
final class MaintenanceStaging {

    private final MemoryTable table;
    private final TableVersion version;
    private final ArrowRows arrow;

    MaintenanceStaging(MemoryTable table, TableVersion version, ArrowRows arrow) {
        this.table = table;
        this.version = version;
        this.arrow = arrow;
    }

    FragmentRewrite rewrite(List<Integer> ids, long rowsPerFile) {
        List<Fragment> fragments = require(ids);
        requireCoveredAlike(ids);
        List<FragmentFile> files =
                parts(fragments, rowsPerFile).stream().map(this::write).toList();
        return new FragmentRewrite(
                fragments.stream().map(RewrittenFragments::text).toList(),
                files.stream().map(FragmentFile::name).toList(),
                files.stream().mapToLong(FragmentFile::rows).sum());
    }

    IndexBuild index(IndexRequest request) {
        require(request.fragments());
        requireReplaceable(request);
        String name = request.index().name();
        IndexSegment segment = table.addSegment(name, Set.copyOf(request.fragments()));
        return new IndexBuild(name, segment.id(), request.replaces());
    }

    /** The live rows of the fragments, divided among files; each part is the fragments with only its rows alive. */
    private static List<List<Fragment>> parts(List<Fragment> fragments, long rowsPerFile) {
        List<List<Fragment>> parts = new ArrayList<>();
        long room = 0;
        for (Fragment fragment : fragments) {
            BitSet left = fragment.live();
            while (!left.isEmpty()) {
                if (room == 0) {
                    parts.add(new ArrayList<>());
                    room = rowsPerFile;
                }
                BitSet taken = first(left, room);
                parts.get(parts.size() - 1).add(fragment.only(taken));
                left.andNot(taken);
                room -= taken.cardinality();
            }
        }
        return parts;
    }

    private static BitSet first(BitSet offsets, long most) {
        BitSet first = new BitSet();
        offsets.stream().limit(most).forEach(first::set);
        return first;
    }

    private FragmentFile write(List<Fragment> part) {
        List<Long> rows = new ArrayList<>();
        part.forEach(fragment -> fragment.live().stream().forEach(offset -> rows.add(fragment.row(offset))));
        try (ArrowReader reader = arrow.scan(table.schema(), part, ScanRequest.ALL)) {
            return table.addFile(arrow.take(reader), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Fragment> require(List<Integer> ids) {
        Map<Integer, Fragment> there =
                version.fragments().stream().collect(Collectors.toMap(Fragment::id, Function.identity()));
        if (ids.isEmpty() || !there.keySet().containsAll(ids) || new HashSet<>(ids).size() < ids.size()) {
            throw new IllegalArgumentException(
                    "version " + version.number() + " of table " + table.path() + " has the fragments " + there.keySet()
                            + ", of which maintenance needs some, each once, not " + ids);
        }
        return ids.stream().map(there::get).toList();
    }

    private void requireCoveredAlike(List<Integer> ids) {
        for (IndexSegment segment : version.segments()) {
            if (RewrittenFragments.splits(segment.fragments(), ids)) {
                throw new IllegalArgumentException("segment " + segment.id() + " of index " + segment.name()
                        + " covers only some of the fragments " + ids + " of table " + table.path()
                        + ", so they cannot be rewritten together");
            }
        }
    }

    private void requireReplaceable(IndexRequest request) {
        Set<String> there = version.layout().segmentsOf(request.index().name()).stream()
                .filter(segment -> request.fragments().containsAll(segment.fragments()))
                .map(IndexSegment::id)
                .collect(Collectors.toSet());
        if (!there.containsAll(request.replaces())) {
            throw new IllegalArgumentException(
                    "a segment of index " + request.index().name() + " over the fragments "
                            + request.fragments() + " of table " + table.path() + " can take the place of " + there
                            + ", not of "
                            + request.replaces());
        }
    }
}
