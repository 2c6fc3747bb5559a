package io.headgate.ingest.cli;

import io.headgate.ingest.demo.DemoFailure;
import io.headgate.recovery.error.FailureKind;
import io.headgate.recovery.error.HeadgateException;
import java.io.PrintWriter;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells people what went wrong, in one line, and gives the exit code for it. The trace is for those who ask for it. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final HeadgateCommand top;

    Failures(HeadgateCommand top) {
        this.top = top;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        PrintWriter err = command.getErr();
        int code = code(failure);
        if (failure instanceof CancellationException) {
            err.println("headgate: stopped before it was done");
        } else if (code == ExitCode.OTHER && !(failure instanceof DemoFailure)) {
            err.println("headgate: unexpected error: " + failure
                    + (top.isVerbose() ? "" : " (run it again with --verbose for the trace)"));
        } else {
            err.println("headgate: " + failure.getMessage());
        }
        if (top.isVerbose()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    @Override
    public int handleParseException(ParameterException usage, String[] args) {
        CommandLine command = usage.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("headgate: " + usage.getMessage());
        UnmatchedArgumentException.printSuggestions(usage, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return FailureKind.CONFIGURATION.exitCode();
    }

    private static int code(Exception failure) {
        if (failure instanceof HeadgateException known) {
            return known.kind().exitCode();
        }
        return failure instanceof KafkaException ? FailureKind.SOURCE.exitCode() : ExitCode.OTHER;
    }
}
