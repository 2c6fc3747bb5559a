package io.headgate.recovery.error;

/** The classes of failure that a shell script can tell apart, with the exit code of each. */
public enum FailureKind {
    /** Wrong usage or configuration: nothing was started. */
    CONFIGURATION(2),
    /** Another writer was faster, or the graph needs attention before it can be written to. */
    CONFLICT(3),
    /** The storage cannot be reached or its contents cannot be trusted. */
    STORAGE(4),
    /** Kafka cannot be reached, or the source is not the one that the graph has recorded. */
    SOURCE(5);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
