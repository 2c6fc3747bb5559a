package io.headgate.engine.write;

import io.headgate.engine.Graph;
import io.headgate.engine.GraphEnvironment;
import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.fault.FaultPlan;
import io.headgate.engine.fault.FaultySeams;
import io.headgate.engine.fault.SeamFault;
import io.headgate.engine.fault.SeamOperation;
import io.headgate.engine.table.TableFixtures;
import io.headgate.engine.write.OffsetChange.Rewind;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Owner;
import io.headgate.recovery.intent.SourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Everything that writes to a graph, each with the state it begins in. {@code CrashMatrixIT} halts each of them before and after
 * every durable effect of {@link #write}; to add a kind is to add a constant.
 */
enum WriterKind {
    INIT(WriterKind::people) {
        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            // begins with nothing
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            Graph.openOrInit(environment, Batches.SCHEMA, "init");
        }
    },
    APPEND(offset -> LogRecord.follows("s" + offset, "t" + offset)),
    UPSERT_AND_DELETE(WriterKind::people),
    TWO_TABLES(WriterKind::peopleAndFollows),
    DEAD_LETTERS(offset -> offset % 3 == 1 ? LogRecord.unusable("record " + offset) : people(offset)),
    /** A write that claims no offsets: nothing but its intent tells whether it is in the graph. */
    LOAD(WriterKind::people) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return loaded;
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            load(environment, fixtures);
        }
    },
    /** Comes after a writer that died between its tables. */
    RECOVERY(WriterKind::peopleAndFollows) {
        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BETWEEN_TABLES, dying -> ingest(dying, fixtures, UNDER_FIRE));
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, 0);
        }
    },
    /** The same, but what the dead writer had in mind has been written by somebody else meanwhile, in part. */
    RECOVERY_OF_STALE_CLAIMS(WriterKind::peopleAndFollows) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return end == BEGUN + 1;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BETWEEN_TABLES, dying -> ingest(dying, fixtures, UNDER_FIRE));
            ingest(WriteHarness.unsociable(environment), fixtures, BEGUN + 1);
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, 0);
        }
    },
    /** Comes after a load that died between its tables. */
    RECOVERY_OF_A_LOAD(WriterKind::people) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return loaded;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BETWEEN_TABLES, dying -> load(dying, fixtures));
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, 0);
        }
    },
    /**
     * Comes after a load that was published and died before it could say so, and after others have moved its tables on: only
     * the graph versions tell that it is not to be loaded again.
     */
    RECOVERY_OF_A_PUBLISHED_LOAD(WriterKind::peopleAndFollows) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return loaded && end == UNDER_FIRE;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BEFORE_DISARM, dying -> load(dying, fixtures));
            ingest(WriteHarness.unsociable(environment), fixtures, UNDER_FIRE);
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, 0);
        }
    },
    /** Has the turn, and commits with its own write what another one has armed. */
    GROUP_COMMIT(WriterKind::peopleAndFollows) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return loaded;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, AFTER_ARM, dying -> load(dying, fixtures));
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment.withLiveness(WriteHarness.NOBODY_IS_GONE), fixtures, UNDER_FIRE);
        }
    },
    /** Gives up old graph versions; whoever comes next does so again, and finishes what was begun. */
    CLEANUP(WriterKind::peopleAndFollows) {
        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            super.ingest(environment, fixtures, UNDER_FIRE);
            Graph.open(environment)
                    .holds()
                    .place(GraphVersion.FIRST, Duration.ofNanos(1), Optional.of("expires at once"), "reader");
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            try (Cleanup cleanup = Graph.open(environment).cleanup("janitor")) {
                cleanup.run(CleanupHarness.NEWEST_ONLY);
            }
        }

        @Override
        void ingest(GraphEnvironment environment, TableFixtures fixtures, long end) {
            super.ingest(environment, fixtures, end);
            write(environment, fixtures);
        }
    },
    /** Somebody has records read once more. */
    REWIND(WriterKind::people) {
        @Override
        boolean isDone(long end, boolean loaded) {
            return end == REWOUND;
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            rewind(environment, REWOUND);
        }
    },
    /** The same, and finds a writer that died between its tables: only with its write is there anything to rewind. */
    REWIND_AFTER_A_CRASH(WriterKind::peopleAndFollows) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return end == UNDER_FIRE || isDone(end, loaded);
        }

        @Override
        boolean isDone(long end, boolean loaded) {
            return end == REWOUND_INTO_THE_LAST_BATCH;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BETWEEN_TABLES, dying -> ingest(dying, fixtures, UNDER_FIRE));
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            rewind(environment, REWOUND_INTO_THE_LAST_BATCH);
        }
    },
    /** Comes after a writer that died between its tables, and after somebody has rewound what it claims. */
    RECOVERY_AFTER_A_REWIND(WriterKind::peopleAndFollows) {
        @Override
        boolean isCarriedOut(long end, boolean loaded) {
            return end == REWOUND;
        }

        @Override
        void prepare(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, BEGUN);
            crash(environment, BETWEEN_TABLES, dying -> ingest(dying, fixtures, UNDER_FIRE));
            rewind(WriteHarness.unsociable(environment), REWOUND);
        }

        @Override
        void write(GraphEnvironment environment, TableFixtures fixtures) {
            ingest(environment, fixtures, 0);
        }
    };

    /** The first offset that the writer under fire writes. */
    static final long BEGUN = 3;
    /** Where it would end. */
    static final long UNDER_FIRE = 6;
    /** Where a rewind goes; no edge is read again from there. */
    static final long REWOUND = 1;
    /** The same after {@link #UNDER_FIRE}; the graph has to have got there. */
    static final long REWOUND_INTO_THE_LAST_BATCH = 4;
    /** Where the log ends that the next process writes. */
    static final long LOG_END = 12;
    /** What a load writes: of both tables, and with nothing that the logs have. */
    static final List<LogRecord> LOADED = List.of(
            LogRecord.person("loaded", "once"), LogRecord.follows("loaded", "ann"), LogRecord.follows("bob", "loaded"));

    /** The intent is there, and no table has moved. */
    private static final Supplier<FaultPlan> AFTER_ARM =
            () -> FaultPlan.once(SeamOperation.PUT, "__recovery/", SeamFault.CRASH_AFTER);

    /** The first of the tables has moved. */
    private static final Supplier<FaultPlan> BETWEEN_TABLES =
            () -> FaultPlan.once(SeamOperation.COMMIT, "", SeamFault.CRASH_AFTER);
    /** Everything is visible, and the intent is still there. */
    private static final Supplier<FaultPlan> BEFORE_DISARM =
            () -> FaultPlan.once(SeamOperation.DELETE, "", SeamFault.CRASH_BEFORE);

    private final LongFunction<LogRecord> log;

    WriterKind(LongFunction<LogRecord> log) {
        this.log = log;
    }

    /** The records that this kind writes, by offset. */
    LongFunction<LogRecord> log() {
        return log;
    }

    /** Makes the graph that the writer finds. */
    void prepare(GraphEnvironment environment, TableFixtures fixtures) {
        ingest(environment, fixtures, BEGUN);
    }

    /** What is done under fire. */
    void write(GraphEnvironment environment, TableFixtures fixtures) {
        ingest(environment, fixtures, UNDER_FIRE);
    }

    /**
     * Whether the graph is as it has to be when everything was settled that was armed.
     *
     * @param end the offset that the graph ends at
     * @param loaded whether it holds {@link #LOADED}
     */
    boolean isCarriedOut(long end, boolean loaded) {
        return end == UNDER_FIRE;
    }

    /** The same of a graph in which {@link #write} has succeeded. */
    boolean isDone(long end, boolean loaded) {
        return isCarriedOut(end, loaded);
    }

    /**
     * Opens for writing, which recovers, and brings the graph to that offset.
     *
     * @param fixtures with the environment's allocator
     */
    void ingest(GraphEnvironment environment, TableFixtures fixtures, long end) {
        Graph.openOrInit(environment, Batches.SCHEMA, "init");
        try (LogWriter writer = new LogWriter(environment, fixtures, log)) {
            writer.writeTo(end);
        }
    }

    void load(GraphEnvironment environment, TableFixtures fixtures) {
        try (LogWriter writer = new LogWriter(environment, fixtures, log)) {
            writer.load(LOADED);
        }
    }

    private static void rewind(GraphEnvironment environment, long offset) {
        SourcePartition log = Batches.partition(0);
        try (Offsets offsets = Graph.open(environment).offsets("operator")) {
            offsets.run(List.of(new Rewind(log.topic(), log.partition(), offset)), "to see what comes of it");
        }
    }

    /** Dies as a process that nobody finds any more. */
    private static void crash(GraphEnvironment environment, Supplier<FaultPlan> where, Action action) {
        try {
            action.on(new FaultySeams(where.get()).around(ofNobody(environment)));
            throw new AssertionError("it did not come by where it was to crash");
        } catch (SimulatedCrash expected) {
            // the point of it
        }
    }

    private static GraphEnvironment ofNobody(GraphEnvironment environment) {
        Owner self = environment.self();
        return new GraphEnvironment(
                environment.objects(),
                environment.tables(),
                environment.allocator(),
                environment.clock(),
                environment.ids(),
                environment.faults(),
                new Owner(self.host(), self.pid(), Instant.EPOCH.plusSeconds(1)),
                environment.liveness(),
                environment.limits(),
                environment.concurrency());
    }

    private interface Action {
        void on(GraphEnvironment environment);
    }

    /** Sets two names and deletes one, batch after batch. */
    private static LogRecord people(long offset) {
        long batch = offset / 3;
        return switch ((int) (offset % 3)) {
            case 0 -> LogRecord.person("ann", batch);
            case 1 -> LogRecord.person("p" + batch, batch);
            default -> LogRecord.gone("p" + (batch - 1));
        };
    }

    private static LogRecord peopleAndFollows(long offset) {
        return offset % 3 == 0 ? LogRecord.follows("s" + offset, "ann") : LogRecord.person("p" + offset % 2, offset);
    }
}
