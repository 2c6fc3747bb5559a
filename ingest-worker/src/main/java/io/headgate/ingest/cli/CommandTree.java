package io.headgate.ingest.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.RunLast;

/** All verbs, ready to be run. */
final class CommandTree {

    private static final int HELP_WIDTH = 100;

    private final CommandLine line;

    CommandTree(Terminal terminal, WorkerVerb worker, DemoVerb demo, MaintenanceVerb maintenance, StopSignal stop) {
        HeadgateCommand top = new HeadgateCommand();
        Failures failures = new Failures(top);
        line = new CommandLine(top)
                .addSubcommand(new DemoCommand(terminal, demo, stop))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(new WorkerCommand(terminal, worker, stop))
                .addSubcommand(new MaintainCommand(terminal, maintenance, stop))
                .addSubcommand(new PlannerCommand(terminal, maintenance, stop))
                .addSubcommand(new OptimizeCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new ScanCommand(terminal))
                .addSubcommand(new DeadLettersCommand(terminal))
                .addSubcommand(new VersionsCommand(terminal))
                .addSubcommand(new CommandLine(new OffsetsCommand(terminal))
                        .addSubcommand(new OffsetsRewindCommand(terminal))
                        .addSubcommand(new OffsetsSkipCommand(terminal))
                        .addSubcommand(new OffsetsRebaseCommand(terminal)))
                .addSubcommand(new RecoverCommand(terminal))
                .addSubcommand(new RecoveriesCommand(terminal))
                .addSubcommand(new RepairCommand(terminal))
                .addSubcommand(new CleanupCommand(terminal))
                .addSubcommand(new CommandLine(new SnapshotCommand())
                        .addSubcommand(new SnapshotHoldCommand(terminal))
                        .addSubcommand(new SnapshotReleaseCommand(terminal))
                        .addSubcommand(new SnapshotListCommand(terminal)))
                .addSubcommand(new VerifyCommand(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(HELP_WIDTH)
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExecutionStrategy(parsed -> {
                    if (top.isVerbose()) {
                        logMore();
                    }
                    return new RunLast().execute(parsed);
                });
        shapeHelp(line);
    }

    /** Runs what the arguments say and gives the exit code. */
    int run(String... arguments) {
        return line.execute(arguments);
    }

    CommandLine line() {
        return line;
    }

    private static void shapeHelp(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .synopsisHeading("%nUsage: ")
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%nArgument:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
        command.getSubcommands().values().forEach(CommandTree::shapeHelp);
    }

    private static void logMore() {
        if (LoggerFactory.getLogger("io.headgate") instanceof Logger ours) {
            ours.setLevel(Level.DEBUG);
        }
    }
}
