package io.headgate.ingest.cli;

import io.headgate.engine.Graph;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.write.OffsetChange;
import io.headgate.ingest.cli.OffsetChanger.Live;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets records be read once more. */
@Command(
        name = "rewind",
        header = "Read records of a partition once more, from an older offset on.",
        description = {
            "",
            "Makes a graph version of its own that changes the offsets and nothing else. Rows stay; workers, also running ones, go"
                    + " on from the older offset and write the records again. Upserts come to the same rows, as long as no other"
                    + " partition writes the same ids; until the workers are where they were, readers see older values come and"
                    + " go. Dead letters are recorded, and all records are counted, once more.",
            "",
            "Appended rows would be there twice: for a topic in append mode, or when no --config tells the mode, it is refused"
                    + " without --allow-duplicates. Without --confirm nothing is changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate offsets rewind people-0 -g ./social -c social.yaml --to-offset 1200",
            "  headgate offsets rewind people-0 people-1 -g ./social -c social.yaml --to-version 40 \\",
            "      --confirm --reason \"names were cut by a bug\"",
            "  headgate offsets rewind people-0 -g ./social -c social.yaml --to-time 2026-01-31T12:00:00Z"
        })
final class OffsetsRewindCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OffsetChangeOptions options = new OffsetChangeOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Mixin
    private DuplicatesOption duplicates = new DuplicatesOption();

    /** Where to: exactly one is given. */
    static final class Target {
        @Option(
                names = "--to-offset",
                required = true,
                paramLabel = "N",
                converter = OffsetChangeOptions.OffsetConverter.class,
                description = "The first offset to be read once more.")
        private @Nullable Long offset;

        @Option(
                names = "--to-version",
                required = true,
                paramLabel = "N",
                converter = Converters.LongAtLeastOne.class,
                description = "Where that graph version was.")
        private @Nullable Long version;

        @Option(
                names = "--to-time",
                required = true,
                paramLabel = "TIME",
                description = "The first record that is not older, ISO 8601 with a zone; needs --config.")
        private @Nullable Instant time;
    }

    OffsetsRewindCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new OffsetChanger(terminal, OffsetVerb.REWIND, options, duplicates.areAllowed())
                .run(spec.commandLine(), this::change);
    }

    private OffsetChange change(Graph graph, SourceOffset recorded, Optional<Live> kafka) {
        kafka.ifPresent(live -> live.partition().requireSame());
        SourcePartition partition = recorded.partition();
        return new OffsetChange.Rewind(partition.topic(), partition.partition(), offset(graph, recorded, kafka));
    }

    private long offset(Graph graph, SourceOffset recorded, Optional<Live> kafka) {
        if (target.offset != null) {
            return target.offset;
        }
        if (target.version != null) {
            return inVersion(graph, new GraphVersion(target.version), recorded);
        }
        Live live = Live.required(kafka, "which offset a time is", "--to-time");
        Instant time = Objects.requireNonNull(target.time);
        // What the graph does not contain yet is read anyway.
        return Math.min(
                live.catalog().offsetAt(recorded.partition(), time).orElse(recorded.nextOffset()),
                recorded.nextOffset());
    }

    private static long inVersion(Graph graph, GraphVersion version, SourceOffset recorded) {
        try (Snapshot snapshot = graph.snapshot(version)) {
            GraphManifest manifest = snapshot.manifest();
            return manifest.nextOffset(recorded.partition())
                    .orElseThrow(() -> new BadConfiguration(
                            "--to-version",
                            "graph version " + version + " has recorded no offset of " + recorded.partition()
                                    + " of topic id "
                                    + recorded.partition().topicId()
                                    + "; see headgate versions, or use --to-offset"));
        }
    }
}
