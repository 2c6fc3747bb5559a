package io.headgate.ingest.cli;

import io.headgate.engine.cleanup.Hold;
import io.headgate.engine.cleanup.HoldLimits;
import io.headgate.recovery.id.GraphVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds a graph version. */
@Command(
        name = "hold",
        header = "Hold a graph version for a while.",
        description = {
            "",
            "Prints the id of the hold, which snapshot release ends. A version that cleanup has given up cannot be held: exit code 3."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate snapshot hold --graph ./social --ttl 6h --reason \"nightly export\"",
            "  headgate snapshot hold --graph ./social --version 40 --ttl 30m --json | jq -r .hold"
        })
final class SnapshotHoldCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--version",
            paramLabel = "N",
            converter = Converters.LongAtLeastOne.class,
            description = "Which version; the newest if it is not given.")
    private @Nullable Long version;

    @Option(
            names = "--ttl",
            paramLabel = "D",
            defaultValue = "24h",
            converter = Converters.Span.class,
            description = "For how long, such as 30m or 2d, up to 30d (default: ${DEFAULT-VALUE}).")
    private Duration ttl = HoldLimits.USUAL;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who see the hold.")
    private @Nullable String reason;

    SnapshotHoldCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GraphSession session = graph.open(terminal)) {
            GraphVersion held = version == null ? session.graph().newest().version() : new GraphVersion(version);
            Hold hold = session.graph().holds().place(held, ttl, Optional.ofNullable(reason), "headgate snapshot hold");
            if (json.isGiven()) {
                terminal.out().println(Json.line(HoldLine.of(hold, session.now())));
            } else {
                terminal.out()
                        .println("Graph version " + hold.version() + " is held until " + hold.expiresAt()
                                + ". Release it with");
                terminal.out().println("  headgate snapshot release " + hold.id() + " --graph " + graph.text());
            }
            return ExitCode.DONE;
        }
    }
}
