package io.headgate.ingest.cli;

import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.write.OffsetChange;
import io.headgate.ingest.cli.OffsetChanger.Live;
import io.headgate.recovery.intent.SourcePartition;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Leaves records out. */
@Command(
        name = "skip",
        header = "Never read the next records of a partition, and go on behind them.",
        description = {
            "",
            "Makes a graph version of its own that changes the offsets and nothing else. The records in between are never in the"
                    + " graph, nor in its dead letters or accounts: this is the way on when Kafka has deleted them, or when"
                    + " nothing of them is wanted. How many offsets that are is said before; without --confirm nothing is"
                    + " changed. A worker that has stopped the source has to be started again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate offsets skip people-0 -g ./social -c social.yaml --to-offset 1200",
            "  headgate offsets skip people-0 -g ./social -c social.yaml --to-end \\",
            "      --confirm --reason \"test data of the load test\""
        })
final class OffsetsSkipCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private OffsetChangeOptions options = new OffsetChangeOptions();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    /** Where to: exactly one is given. */
    static final class Target {
        @Option(
                names = "--to-offset",
                required = true,
                paramLabel = "N",
                converter = OffsetChangeOptions.OffsetConverter.class,
                description = "The next offset to be read.")
        private @Nullable Long offset;

        @Option(names = "--to-end", required = true, description = "Where the partition ends now; needs --config.")
        private boolean end;
    }

    OffsetsSkipCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new OffsetChanger(terminal, OffsetVerb.SKIP, options, false)
                .run(spec.commandLine(), (graph, recorded, kafka) -> change(recorded, kafka));
    }

    private OffsetChange change(SourceOffset recorded, Optional<Live> kafka) {
        kafka.ifPresent(live -> live.partition().requireSame());
        SourcePartition partition = recorded.partition();
        long offset = target.offset != null
                ? target.offset
                : Live.required(kafka, "where a partition ends", "--to-end")
                        .partition()
                        .requireSame()
                        .end();
        return new OffsetChange.Skip(partition.topic(), partition.partition(), offset);
    }
}
