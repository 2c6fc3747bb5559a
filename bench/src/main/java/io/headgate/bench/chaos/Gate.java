package io.headgate.bench.chaos;

/** Holds up whoever wants to pass while somebody wants that. Thread-safe. */
final class Gate {

    /** How many hold it shut. */
    private int holds;

    private boolean openForGood;

    synchronized void hold() {
        holds++;
    }

    /** Takes back one {@link #hold()}. */
    synchronized void release() {
        holds--;
        notifyAll();
    }

    /** Holds up nobody any more, whatever is asked for. */
    synchronized void openForGood() {
        openForGood = true;
        notifyAll();
    }

    /** Returns when nobody holds it shut, or at once when the thread is interrupted. */
    synchronized void pass() {
        while (holds > 0 && !openForGood) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
