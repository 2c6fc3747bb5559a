package io.headgate.engine.table.lance;

import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import java.util.List;
import org.lance.FragmentMetadata;

/**
 * Makes the files that Lance wrote survive a power cut; Lance itself never forces any. Every method returns only when that
 * is done.
 *
 * <p>All throw {@link CorruptState} when a file that must be there is not, and {@link StorageUnavailable} when forcing
 * failed.
 */
interface TableForcer {

    /** Called before a table is created, so that its directories have entries that can be forced once for all. */
    void prepareDirectories();

    /** The table itself: its directories, those above it and the files of its first version. */
    void created(CommittedFiles files);

    /** Data files of fragments that were just staged. */
    void staged(List<FragmentMetadata> fragments);

    /** Deletion files of fragments in which rows were just marked as deleted. */
    void deleted(List<FragmentMetadata> fragments);

    /** Files of segments of indexes, and the entries of their directories; a segment that has no files is left out. */
    void indexed(List<String> segments);

    /** The files that make a version exist. */
    void committed(CommittedFiles files);

    /**
     * The same for versions that others committed, in their order. A transaction file that is gone is no error: a version
     * holds a copy of its transaction.
     */
    void adopted(List<CommittedFiles> versions);

    /** For object stores, which answer a put when it is durable, and for stores that only have to survive a killed process. */
    TableForcer NONE = new TableForcer() {
        @Override
        public void prepareDirectories() {}

        @Override
        public void created(CommittedFiles files) {}

        @Override
        public void staged(List<FragmentMetadata> fragments) {}

        @Override
        public void deleted(List<FragmentMetadata> fragments) {}

        @Override
        public void indexed(List<String> segments) {}

        @Override
        public void committed(CommittedFiles files) {}

        @Override
        public void adopted(List<CommittedFiles> versions) {}
    };
}
