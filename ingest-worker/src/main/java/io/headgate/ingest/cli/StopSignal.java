package io.headgate.ingest.cli;

/** Tells a long-running command that the process has been asked to end (SIGTERM, SIGINT). Thread-safe. */
public interface StopSignal {

    /**
     * Registers what to do when the process is asked to end; at once when it has been already. The process then waits until
     * the command returns and ends with the command's exit code. The command has to bound that time itself.
     *
     * @param action runs on another thread than the command's; must return soon
     */
    void onStop(Runnable action);
}
