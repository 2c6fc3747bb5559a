package io.headgate.engine.table.lance;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.lance.Dataset;
import org.lance.FragmentMetadata;

/**
 * Where the rows are now that were deleted from fragments after they were read to be rewritten. Lance rewrites rows in the order in
 * which they were, and hands their ids on in that order; so the number of rows that were before one says where it is.
 */
final class DeletedSince {

    private final StagedRewrite rewrite;
    private final Dataset read;
    private final Dataset base;

    /**
     * @param read the version from which the rows were read
     * @param base the version that was rewritten
     */
    DeletedSince(StagedRewrite rewrite, Dataset read, Dataset base) {
        this.rewrite = rewrite;
        this.read = read;
        this.base = base;
    }

    /** @param rewritten the version after the base */
    void findIn(Fragments rewritten, RowLocations dead) throws Exception {
        Set<Integer> touched = new HashSet<>(rewrite.withOtherDeletions(new Fragments(base)));
        LiveRows then = LiveRows.in(read, touched);
        LiveRows now = LiveRows.in(base, touched);
        Fragments atFirst = new Fragments(read);
        Places places = new Places(rewrite.newFragments(rewritten));
        for (ReplacedFragment replaced : rewrite.replaced()) {
            int id = replaced.id();
            if (!touched.contains(id)) {
                places.skip(atFirst.rowsIn(List.of(id)));
                continue;
            }
            BitSet left = now.in(id);
            BitSet rows = then.in(id);
            for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                if (!left.get(row)) {
                    dead.add(places.address());
                }
                places.skip(1);
            }
        }
    }

    /** Goes from row to row over fragments from which nothing was deleted. */
    private static final class Places {

        private final Iterator<FragmentMetadata> fragments;
        private int fragment;
        private long offset;
        private long rows;

        Places(List<FragmentMetadata> fragments) {
            this.fragments = fragments.iterator();
        }

        void skip(long count) {
            offset += count;
        }

        long address() {
            while (offset >= rows) {
                offset -= rows;
                FragmentMetadata next = fragments.next();
                fragment = next.getId();
                rows = next.getPhysicalRows();
            }
            return RowLocations.address(fragment, (int) offset);
        }
    }
}
