package io.headgate.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What one schedule after another is run with: threads that pass a {@link Baton}, and memory. Belongs to the thread that made
 * it, which drives the schedules.
 */
final class Crew implements AutoCloseable {

    private final Baton baton = new Baton(Thread.currentThread());
    private final BufferAllocator allocator = new RootAllocator();
    private final List<Member> members = new ArrayList<>();
    private boolean closed;

    Baton baton() {
        return baton;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    /**
     * The thread that will run the task when it gets the baton for the first time. The task must have passed the baton on when
     * it returns, and must not throw.
     */
    Thread assign(int number, Runnable task) {
        while (members.size() <= number) {
            members.add(new Member(members.size()));
        }
        Member member = members.get(number);
        member.task = task;
        return member.thread;
    }

    @Override
    public void close() {
        closed = true;
        for (Member member : members) {
            baton.passTo(member.thread);
            join(member.thread);
        }
        // A schedule that broke a promise may have been stopped anywhere.
        if (allocator.getAllocatedMemory() == 0) {
            allocator.close();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One thread; everything it shares with others is handed over with the baton. */
    private final class Member {

        private final Thread thread;
        private @Nullable Runnable task;

        Member(int number) {
            this.thread = new Thread(this::work, "actor-" + number);
            thread.setDaemon(true);
            thread.start();
        }

        private void work() {
            baton.await();
            while (!closed) {
                Runnable current = task;
                if (current == null) {
                    throw new IllegalStateException("the baton was passed to a thread that has no task");
                }
                task = null;
                current.run();
                baton.await();
            }
        }
    }
}
