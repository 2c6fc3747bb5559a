package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.intent.SourcePartition;

/**
 * A deliberate change of where the graph goes on in one partition. Absolute, so that doing it again changes nothing, and so
 * that it means the same on whichever graph version it lands.
 */
public sealed interface OffsetChange {

    String topic();

    int partition();

    /** The first offset that the graph is said not to contain. */
    long offset();

    /**
     * What it makes of what is recorded: the same when there is nothing to change, else in the next epoch. Pure.
     *
     * @throws BadConfiguration when it goes the other way
     */
    SourceOffset appliedTo(SourceOffset recorded);

    /** What the graph version has recorded for its partition. */
    default SourceOffset recordedIn(GraphManifest manifest) {
        return manifest.source(topic(), partition())
                .orElseThrow(() -> new BadConfiguration(
                        "partition",
                        "graph version " + manifest.version() + " has recorded no offset of " + topic() + "-"
                                + partition() + "; see headgate offsets for the partitions that it has, and the key"
                                + " 'start' of the source for where a new one begins"));
    }

    /** Records from that offset on are read once more. */
    record Rewind(String topic, int partition, long offset) implements OffsetChange {

        public Rewind {
            requireOffset(offset);
        }

        @Override
        public SourceOffset appliedTo(SourceOffset recorded) {
            if (offset > recorded.nextOffset()) {
                throw new BadConfiguration(
                        "offset",
                        "the graph goes on at offset " + recorded.nextOffset() + " of " + recorded.partition()
                                + ", so going to " + offset
                                + " is no rewind; to leave records out, use: headgate offsets"
                                + " skip");
            }
            return moved(recorded, offset);
        }
    }

    /** Records before that offset, as far as the graph does not contain them, are never read. */
    record Skip(String topic, int partition, long offset) implements OffsetChange {

        public Skip {
            requireOffset(offset);
        }

        @Override
        public SourceOffset appliedTo(SourceOffset recorded) {
            if (offset < recorded.nextOffset()) {
                throw new BadConfiguration(
                        "offset",
                        "the graph goes on at offset " + recorded.nextOffset() + " of " + recorded.partition()
                                + " already, so there is nothing before " + offset
                                + " to leave out; to read records once"
                                + " more, use: headgate offsets rewind");
            }
            return moved(recorded, offset);
        }
    }

    /** The partition of that name is another one from now on: of a topic that was created again, or of another cluster. */
    record Rebase(SourcePartition to, long offset) implements OffsetChange {

        public Rebase {
            requireOffset(offset);
        }

        @Override
        public String topic() {
            return to.topic();
        }

        @Override
        public int partition() {
            return to.partition();
        }

        @Override
        public SourceOffset appliedTo(SourceOffset recorded) {
            if (!recorded.partition().equals(to)) {
                return new SourceOffset(to, offset, recorded.epoch() + 1);
            }
            if (recorded.nextOffset() == offset) {
                return recorded;
            }
            throw new BadConfiguration(
                    "partition",
                    to + " of topic id " + to.topicId() + " in cluster " + to.cluster()
                            + " is what the graph has recorded, at offset " + recorded.nextOffset()
                            + "; to go on elsewhere in it, use: headgate offsets rewind, or skip");
        }
    }

    private static SourceOffset moved(SourceOffset recorded, long offset) {
        return offset == recorded.nextOffset()
                ? recorded
                : new SourceOffset(recorded.partition(), offset, recorded.epoch() + 1);
    }

    private static void requireOffset(long offset) {
        if (offset < 0) {
            throw new BadConfiguration("offset", "offsets begin at 0, so " + offset + " is none");
        }
    }
}
