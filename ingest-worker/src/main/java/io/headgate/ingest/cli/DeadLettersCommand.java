package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.read.Snapshot;
import io.headgate.recovery.error.CorruptState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the records that could not be applied. */
@Command(
        name = "dead-letters",
        header = "Show the records that could not be applied, and why.",
        description = {
            "",
            "A dead letter is published in the same graph version as the offset that passed it, so none is lost. With --json"
                    + " every column is printed; key and value, as they came from Kafka, are Base64."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headgate dead-letters --graph ./social",
            "  headgate dead-letters --graph ./social --json | jq -r '.value | @base64d'"
        })
final class DeadLettersCommand implements Callable<Integer> {

    private static final int DEFAULT_TABLE_ROWS = 100;
    private static final List<String> FOR_PEOPLE =
            List.of("topic", "partition", "offset", "timestamp", "table", "code", "message");

    private final Terminal terminal;

    @Mixin
    private GraphOption graph = new GraphOption();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = Converters.LongAtLeastOne.class,
            description = "The most dead letters to show (default: " + DEFAULT_TABLE_ROWS + ", with --json all).")
    private @Nullable Long limit;

    DeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (GraphSession session = graph.open(terminal);
                Snapshot snapshot = session.graph().snapshot()) {
            TablePin table = table(snapshot);
            if (json.isGiven()) {
                new RowQuery(List.of(), Optional.empty(), limit == null ? OptionalLong.empty() : OptionalLong.of(limit))
                        .print(snapshot, table, new JsonLines(terminal.out()), terminal);
            } else if (table.rows() == 0) {
                terminal.out().println("No dead letters.");
            } else {
                long most = limit == null ? DEFAULT_TABLE_ROWS : limit;
                boolean more = new RowQuery(FOR_PEOPLE, Optional.empty(), OptionalLong.of(most))
                        .print(snapshot, table, new TextTable(terminal.out()), terminal);
                if (more) {
                    terminal.err()
                            .println("… of " + table.rows() + " dead letters. More with --limit N, all with --json.");
                }
            }
            return ExitCode.DONE;
        }
    }

    private static TablePin table(Snapshot snapshot) {
        return snapshot.manifest()
                .table(TableKind.SYSTEM, GraphManifest.DEAD_LETTERS)
                .orElseThrow(() -> new CorruptState(
                        GraphManifest.DEAD_LETTERS,
                        "graph version " + snapshot.manifest().version()
                                + " names no dead-letter table; every graph has one"));
    }
}
