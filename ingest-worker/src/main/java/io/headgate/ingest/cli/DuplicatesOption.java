package io.headgate.ingest.cli;

import picocli.CommandLine.Option;

/** The option of verbs that may have records read once more. */
final class DuplicatesOption {

    @Option(names = "--allow-duplicates", description = "Do it also where rows may then be in the graph twice.")
    private boolean allowed;

    boolean areAllowed() {
        return allowed;
    }
}
