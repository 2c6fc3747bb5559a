package io.headgate.engine.write;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableReport;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.SourceClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Everything that moves a graph on, each in a form that concerns every fragment of one and the same table. */
enum Operation {
    /** New rows, in append mode. */
    APPEND {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return write(as, writer -> graph.batches.newPeople(writer.current(), claim(this, side), rows(side)));
        }

        @Override
        String[] rows(Side side) {
            return new String[] {side + "-new=1", side + "-newer=1"};
        }
    },
    UPSERT {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return write(as, writer -> graph.batches.people(writer.current(), claim(this, side), rows(side)));
        }

        @Override
        String[] rows(Side side) {
            return ofEveryFragment(key -> Stream.of(key + "a=" + side, key + "b=" + side));
        }
    },
    DELETE {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return write(as, writer -> graph.batches.people(writer.current(), claim(this, side), rows(side)));
        }

        @Override
        String[] rows(Side side) {
            return ofEveryFragment(key -> Stream.of(key + "b", key + "c"));
        }
    },
    /** Many fragments become one, and then the new ones are indexed. */
    OPTIMIZE {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return maintain(graph, as, MaintenanceContract.LIMITS);
        }
    },
    /** Rows are indexed that are not yet; nothing is written anew. */
    REINDEX {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return maintain(graph, as, MaintenanceContract.INDEXES_ONLY);
        }
    },
    /** Gives up all graph versions but the newest and removes what only they need. */
    CLEANUP {
        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return CleanupHarness.cleanUp(as, CleanupHarness.NEWEST_ONLY)
                            .published()
                            .isPresent()
                    ? Ending.DONE
                    : Ending.NOTHING_LEFT;
        }
    },
    /** Finishes what a dead writer has armed. */
    RECOVERY {
        @Override
        void arrange(RecoveryHarness graph, Side side) {
            GraphEnvironment dead =
                    DeadProcess.of(graph.unsociable()).withFaults(SimulatedCrash.at(FaultPoint.ARM_AFTER_PUT));
            try {
                write(dead, writer -> graph.batches.people(writer.current(), claim(this, side), rows(side)));
                throw new AssertionError("it was to die");
            } catch (SimulatedCrash expected) {
                // what there is to recover
            }
        }

        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            RecoveryReport report = recover(as);
            return report.intents().stream().anyMatch(RecoveryReport.Settlement::settled)
                    ? Ending.DONE
                    : Ending.NOTHING_LEFT;
        }

        @Override
        String[] rows(Side side) {
            return ofEveryFragment(key -> Stream.of(key + "a=dead-" + side, key + "d"));
        }

        @Override
        int partition(Side side) {
            return 2 + side.partition;
        }
    },
    /** Puts back what a dead writer moved and nobody will ever publish. */
    RESTORE {
        @Override
        void arrange(RecoveryHarness graph, Side side) {
            graph.moveByUs(new TransactionId("stray-of-" + side));
        }

        @Override
        Ending run(RecoveryHarness graph, GraphEnvironment as, Side side) {
            return recover(as).realignedIn().isPresent() ? Ending.DONE : Ending.NOTHING_LEFT;
        }
    };

    /** Which of the two, and what its rows are told by. */
    enum Side {
        FIRST(1),
        SECOND(2);

        private final int partition;

        Side(int partition) {
            this.partition = partition;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an operation says of itself when it is over. */
    enum Ending {
        DONE,
        /** Others had changed what it was to change, so it planned anew and did the rest. */
        PLANNED_AGAIN,
        /** Others had done it, or left nothing to do. */
        NOTHING_LEFT
    }

    /** A write as it is made of what is there. */
    private interface Writing extends Function<GraphWriter, WriteRequest> {}

    static final int FRAGMENTS = 4;
    /** So many of them are indexed. */
    static final int INDEXED = 2;

    /** What everybody finds: {@link #FRAGMENTS} fragments of four rows, some of them indexed. */
    static Map<String, String> prepare(RecoveryHarness graph) {
        Map<String, String> people = new TreeMap<>();
        for (int fragment = 0; fragment < FRAGMENTS; fragment++) {
            String key = "k" + fragment;
            int offset = 4 * fragment;
            write(
                    graph.unsociable(),
                    writer -> graph.batches.people(
                            writer.current(),
                            List.of(Batches.claim(0, offset, offset + 4)),
                            key + "a=0",
                            key + "b=0",
                            key + "c=0",
                            key + "d=0"));
            List.of("a", "b", "c", "d").forEach(row -> people.put(key + row, "0"));
            if (fragment == INDEXED - 1) {
                maintain(graph, graph.unsociable(), MaintenanceContract.INDEXES_ONLY);
            }
        }
        return people;
    }

    /** What this finds besides, made right before it begins. */
    void arrange(RecoveryHarness graph, Side side) {}

    /** Runs it to its end. */
    abstract Ending run(RecoveryHarness graph, GraphEnvironment as, Side side);

    /** What it writes of people, {@code id=name}, or {@code id} for one that is deleted. */
    String[] rows(Side side) {
        return new String[0];
    }

    /** The source whose offset says that the rows are there. */
    int partition(Side side) {
        return side.partition;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<SourceClaim> claim(Operation operation, Side side) {
        return List.of(Batches.claim(operation.partition(side), 0, operation.rows(side).length));
    }

    private static String[] ofEveryFragment(Function<String, Stream<String>> rows) {
        List<String> all = new ArrayList<>();
        for (int fragment = 0; fragment < FRAGMENTS; fragment++) {
            rows.apply("k" + fragment).forEach(all::add);
        }
        return all.toArray(String[]::new);
    }

    private static Ending write(GraphEnvironment as, Writing writing) {
        try (GraphWriter writer = Graph.open(as).writer("writer")) {
            writer.write(writing.apply(writer));
            return Ending.DONE;
        }
    }

    private static Ending maintain(RecoveryHarness graph, GraphEnvironment as, MaintenanceLimits limits) {
        try (Maintenance maintenance = Graph.open(as).maintenance("maintainer")) {
            TableReport report =
                    maintenance.optimize(graph.person().id(), limits).orElseThrow();
            if (report.published().isEmpty()) {
                return Ending.NOTHING_LEFT;
            }
            return report.overtaken() == 0 ? Ending.DONE : Ending.PLANNED_AGAIN;
        }
    }

    private static RecoveryReport recover(GraphEnvironment as) {
        try (Recovery recovery = Graph.open(as).recovery("operator")) {
            return recovery.run();
        }
    }
}
