package io.headgate.ingest.cli;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.OffsetChange;
import io.headgate.ingest.cli.OffsetChanger.Live;
import io.headgate.ingest.source.OffsetRange;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Accepts another partition for the recorded one. */
@Command(
        name = "rebase",
        header = "Accept a topic that was created again, or another cluster, for a recorded partition.",
        description = {
            "",
            "A worker stops a source whose topic or cluster is not the recorded one, because its offsets mean other records. This"
                    + " verb records the one that --config leads to, at the offset that is given, in a graph version of its own."
                    + " Rows stay. What the new topic holds that is in the graph already is written once more, which comes to the"
                    + " same rows for upserts only: for a topic in append mode it is refused without --allow-duplicates.",
            "",
            "Without --confirm nothing is changed. A worker that has stopped the source has to be started again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate offsets rebase people-0 -g ./social -c social.yaml --to-start",
            "  headgate offsets rebase people-0 people-1 -g ./social -c moved.yaml --to-end \\",
            "      --confirm --reason \"moved to the new cluster\""
        })
final class OffsetsRebaseCommand implements Callable<Integer> {

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
                description = "The next offset to be read.")
        private @Nullable Long offset;

        @Option(names = "--to-start", required = true, description = "The oldest offset that the partition has now.")
        private boolean start;

        @Option(names = "--to-end", required = true, description = "Where the partition ends now.")
        private boolean end;
    }

    OffsetsRebaseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new OffsetChanger(terminal, OffsetVerb.REBASE, options, duplicates.areAllowed())
                .run(spec.commandLine(), (graph, recorded, kafka) -> change(recorded, kafka));
    }

    private OffsetChange change(SourceOffset recorded, Optional<Live> kafka) {
        Live live = Live.required(kafka, "which topic " + recorded.partition().topic() + " is now", "rebase");
        OffsetRange range = live.partition().requireLive();
        return new OffsetChange.Rebase(live.partition().live().orElseThrow(), offset(range));
    }

    private long offset(OffsetRange range) {
        if (target.offset != null) {
            return target.offset;
        }
        return target.end ? range.end() : range.start();
    }
}
