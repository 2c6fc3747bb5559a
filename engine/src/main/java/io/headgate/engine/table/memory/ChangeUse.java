package io.headgate.engine.table.memory;

/** Whether a change was tried or discarded: where there are files, one after the other would damage the table. Thread-safe. */
final class ChangeUse {

    private boolean tried;
    private boolean discarded;

    synchronized void tried() {
        if (discarded) {
            throw new IllegalStateException("the change was discarded: stage it again");
        }
        tried = true;
    }

    synchronized void discarded() {
        if (tried) {
            throw new IllegalStateException("the change was given to commit: a version may name what it needs");
        }
        discarded = true;
    }
}
