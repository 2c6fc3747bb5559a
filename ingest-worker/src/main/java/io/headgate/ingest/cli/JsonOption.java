package io.headgate.ingest.cli;

import picocli.CommandLine.Option;

/** The option of commands that print either for people or for programs. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON; a list is one object per line.")
    private boolean json;

    boolean isGiven() {
        return json;
    }
}
