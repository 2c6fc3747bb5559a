package io.headgate.bench.maintain;

/** Somebody who maintains a graph while he is told to. For use by one thread. */
interface Maintainer extends AutoCloseable {

    /** Lets him work, until {@link #rest}. */
    void begin();

    /**
     * Lets him work no more and waits until he does not.
     *
     * @return what he has done in his life
     */
    Progress rest();

    /** Waits until there is nothing left to do, then lets him rest. */
    Progress finish();

    @Override
    void close();
}
