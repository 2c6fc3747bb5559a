package io.headgate.engine.simulation;

import java.util.concurrent.locks.LockSupport;

/**
 * Only the thread that holds it runs; all others that take part are parked. Passing it on publishes everything that the
 * holder did to the next one.
 */
final class Baton {

    private volatile Thread holder;

    /** @param first who holds it to begin with */
    Baton(Thread first) {
        this.holder = first;
    }

    void passTo(Thread next) {
        holder = next;
        LockSupport.unpark(next);
    }

    /** Returns when the calling thread holds it. */
    void await() {
        Thread self = Thread.currentThread();
        while (holder != self) {
            LockSupport.park(this);
        }
    }
}
