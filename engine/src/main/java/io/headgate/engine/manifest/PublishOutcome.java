package io.headgate.engine.manifest;

/** Whether a graph version became the one with its number. A closed choice: handle it with {@link #match}. */
public sealed interface PublishOutcome {

    <R> R match(Cases<R> cases);

    /** One function for each outcome. */
    interface Cases<R> {
        R published();

        R lost(GraphManifest winner);
    }

    /** It is visible and durable. */
    record Published() implements PublishOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.published();
        }
    }

    /** Another version has the number. */
    record Lost(GraphManifest winner) implements PublishOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lost(winner);
        }
    }
}
