package io.headgate.ingest.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds on graph versions. */
@Command(
        name = "snapshot",
        header = "Hold graph versions, so that cleanup leaves them alone while they are read.",
        description = {
            "",
            "A hold keeps one version, and all after it, until it expires or is released. Reading needs none as long as the version"
                    + " is younger than what cleanup gives up."
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n")
final class SnapshotCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing verb: hold, release or list");
    }
}
