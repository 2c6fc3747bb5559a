package io.headgate.engine.table.lance;

import java.util.Optional;
import org.lance.FragmentMetadata;

/** What tells one deletion file of a table from another; the same one may stand in many versions. */
record DeletionMark(int fragment, long readVersion, long id) {

    static Optional<DeletionMark> of(FragmentMetadata fragment) {
        return Optional.ofNullable(fragment.getDeletionFile())
                .map(file -> new DeletionMark(fragment.getId(), file.getReadVersion(), file.getId()));
    }
}
