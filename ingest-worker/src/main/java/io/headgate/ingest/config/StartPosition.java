package io.headgate.ingest.config;

import java.time.Instant;

/** Where to start reading a partition that the graph does not know yet. A closed choice: handle it with {@link #match}. */
public sealed interface StartPosition {

    <R> R match(Cases<R> cases);

    /** One function for each choice. */
    interface Cases<R> {
        R earliest();

        R latest();

        R at(Instant time);
    }

    /** The oldest offset that Kafka has. */
    record Earliest() implements StartPosition {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.earliest();
        }
    }

    /** The offset after the newest one. */
    record Latest() implements StartPosition {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.latest();
        }
    }

    /** The first record whose timestamp is not before this time; the end when there is none. */
    record At(Instant time) implements StartPosition {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.at(time);
        }
    }
}
