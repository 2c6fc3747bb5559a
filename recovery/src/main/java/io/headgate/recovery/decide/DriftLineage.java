package io.headgate.recovery.decide;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Where the content of each version after a pin comes from, as far as the transactions show it: what stands on an
 * unpublished write of this graph holds that write too, and must not be published by another way than its intent. Pure.
 */
public final class DriftLineage {

    /** Where a version's content comes from. */
    public enum Origin {
        /** It is the pinned content. */
        PINNED,
        /** The pinned content and what other hands made of it, nothing else. */
        FOREIGN,
        /** It holds, or stands on, a write of this graph that is not published from here. */
        UNPUBLISHED,
        /** A version below it does not show who made it. */
        UNKNOWN
    }

    private final NavigableMap<Long, Origin> origins = new TreeMap<>();
    private final Optional<Long> firstUnshown;

    /** @param after every version from the one after the pin up to the HEAD, in order */
    public DriftLineage(long pinned, List<Movement> after) {
        this.firstUnshown = after.stream()
                .filter(movement -> movement.made().isEmpty())
                .map(Movement::version)
                .findFirst();
        origins.put(pinned, Origin.PINNED);
        after.forEach(movement -> origins.put(movement.version(), originOf(movement)));
    }

    /** The origin of the newest version's content. */
    public Origin ofHead() {
        return origins.lastEntry().getValue();
    }

    /** Whether every version after the pin shows who made it; one that does not cannot be taken over, nor any above it. */
    public boolean isShown() {
        return firstUnshown.isEmpty();
    }

    /** The newest version that can be taken over and holds what other hands made, and no unpublished write. */
    public OptionalLong newestForeign() {
        NavigableMap<Long, Origin> shown =
                firstUnshown.map(version -> origins.headMap(version, false)).orElse(origins);
        return shown.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue() == Origin.FOREIGN)
                .mapToLong(entry -> entry.getKey())
                .findFirst();
    }

    private Origin originOf(Movement movement) {
        Origin before = origins.lastEntry().getValue();
        if (movement.made().isEmpty()) {
            return before == Origin.UNPUBLISHED ? Origin.UNPUBLISHED : Origin.UNKNOWN;
        }
        Movement.Made made = movement.made().get();
        if (made.ours()) {
            return made.restores().isPresent()
                    ? origins.getOrDefault(made.restores().getAsLong(), Origin.UNKNOWN)
                    : Origin.UNPUBLISHED;
        }
        return before == Origin.PINNED ? Origin.FOREIGN : before;
    }
}
