package io.headgate.bench.launch;

import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;

/** The process around one command of the bench. */
public final class BenchCommand {

    private BenchCommand() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param command makes it, given the directory of the project, which the launcher says
     */
    public static void run(Function<Path, Object> command, String[] arguments) {
        Path root = Path.of(System.getProperty("headgate.root", "."))
                .toAbsolutePath()
                .normalize();
        System.exit(new CommandLine(command.apply(root))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
