package io.headgate.ingest.cli;

import picocli.CommandLine.Option;

/** The option of commands that show the newest entries of a history. */
final class LimitOption {

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            converter = Converters.AtLeastOne.class,
            description = "The most to show (default: ${DEFAULT-VALUE}).")
    private int limit;

    int limit() {
        return limit;
    }
}
