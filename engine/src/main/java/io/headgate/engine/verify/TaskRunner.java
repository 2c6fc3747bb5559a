package io.headgate.engine.verify;

/** Where tasks are run. For use by one thread at a time. */
interface TaskRunner extends AutoCloseable {

    /** Runs a task. Whatever goes wrong is in the result. */
    TaskResult run(TableTask task);

    @Override
    void close();
}
