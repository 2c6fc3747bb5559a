package io.headgate.ingest.source;

import io.headgate.recovery.intent.SourcePartition;
import java.util.Set;

/**
 * How reading stands at one moment.
 *
 * @param member whether the worker is a member of its group, which has told it its partitions: there may be none for it
 * @param held whether nothing is fetched at present, because batch or memory is full
 * @param reading partitions that are read
 * @param waiting how many assigned partitions wait for a place to be read from
 * @param stopped how many sources were stopped
 */
public record ReadingState(boolean member, boolean held, Set<SourcePartition> reading, int waiting, int stopped) {
    public static final ReadingState NONE = new ReadingState(false, false, Set.of(), 0, 0);

    public ReadingState {
        reading = Set.copyOf(reading);
    }
}
