package io.headgate.ingest.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a verb: its help page names the verbs. */
@Command(
        name = "headgate",
        header = "Carries events from Kafka topics into a typed property graph of Lance tables, exactly once.",
        description = {
            "",
            "Data goes to stdout, logs and messages go to stderr. Every reading verb has --json.",
            "Start with: headgate demo"
        },
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  HEADGATE_LOG        level of the log lines: ERROR, WARN, INFO (default), DEBUG, TRACE",
            "  HEADGATE_JAVA_OPTS  more options for the JVM, such as -Xmx2g",
            "  JAVA_HOME           the JDK to run with (17 or newer)",
            "  HEADGATE_S3_…       for graphs on S3: see the options --s3-… of the verbs",
            "  AWS_…               for graphs on S3: credentials, region and profile, as for any AWS tool"
        })
final class HeadgateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this page.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of Headgate and of Java.")
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more, and show the trace of an error.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "What is to be done? A verb is missing");
    }
}
