package io.headgate.engine;

import io.headgate.engine.cleanup.Cleanup;
import io.headgate.engine.cleanup.HoldLimits;
import io.headgate.engine.cleanup.Holds;
import io.headgate.engine.maintain.Maintenance;
import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.TableStatus;
import io.headgate.engine.maintain.TableSurvey;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.SchemaParser;
import io.headgate.engine.write.GraphWriter;
import io.headgate.engine.write.Offsets;
import io.headgate.engine.write.Recovery;
import io.headgate.engine.write.Repair;
import io.headgate.engine.write.WriteListener;
import io.headgate.engine.write.WritePath;
import io.headgate.recovery.audit.RecoveryRecord;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.error.Conflict;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A graph at a location. Opening it and reading it change nothing; writing goes through {@link #writer}. Thread-safe; the
 * snapshots and writers that it gives out are not.
 */
public final class Graph {

    private static final int MOST_INTENTS = 10_000;

    private final GraphEnvironment environment;
    private final GraphIdentity identity;
    private final Catalogue catalogue;
    private final GraphVersions versions;
    private volatile GraphManifest known;

    private Graph(GraphEnvironment environment, GraphIdentity identity, Catalogue catalogue, GraphManifest known) {
        this.environment = environment;
        this.identity = identity;
        this.catalogue = catalogue;
        this.versions = new GraphVersions(environment.objects(), known.branch());
        this.known = known;
    }

    /**
     * Makes a graph. An init that was interrupted is finished if it was for the same schema.
     *
     * @throws Conflict when there is a graph already
     */
    public static Graph init(GraphEnvironment environment, String schemaSource, String actor) {
        GraphSchema schema = SchemaParser.parse(schemaSource);
        environment.objects().requireConditionalPuts();
        Catalogue catalogue = new Catalogue(environment.objects());
        GraphInit init = new GraphInit(environment, catalogue);
        Optional<GraphIdentity> existing = init.identity();
        if (existing.isPresent() && newest(environment).isPresent()) {
            throw new Conflict(
                    environment.objects().location(),
                    environment.objects().location() + " already holds graph "
                            + existing.get().graph()
                            + ", made on " + existing.get().createdAt()
                            + "; open it, or choose another directory for a new one");
        }
        GraphIdentity identity = init.claim(schema, actor);
        requireSchema(environment, identity.schema(), schema);
        return new Graph(environment, identity, catalogue, init.finish(identity));
    }

    /**
     * Opens the graph that is there, or makes it.
     *
     * @throws BadConfiguration when the graph that is there has another schema
     */
    public static Graph openOrInit(GraphEnvironment environment, String schemaSource, String actor) {
        GraphSchema schema = SchemaParser.parse(schemaSource);
        Catalogue catalogue = new Catalogue(environment.objects());
        GraphInit init = new GraphInit(environment, catalogue);
        Optional<GraphIdentity> existing = init.identity();
        if (existing.isEmpty()) {
            environment.objects().requireConditionalPuts();
        }
        GraphIdentity identity = existing.orElseGet(() -> init.claim(schema, actor));
        Optional<GraphManifest> newest = newest(environment);
        requireSchema(environment, newest.map(GraphManifest::schema).orElse(identity.schema()), schema);
        return new Graph(environment, identity, catalogue, newest.orElseGet(() -> init.finish(identity)));
    }

    /**
     * Opens a graph and changes nothing.
     *
     * @throws NotAGraph when there is none, or its init was interrupted
     */
    public static Graph open(GraphEnvironment environment) {
        String location = environment.objects().location();
        Catalogue catalogue = new Catalogue(environment.objects());
        GraphInit init = new GraphInit(environment, catalogue);
        GraphIdentity identity = init.identity()
                .orElseThrow(() -> new NotAGraph(
                        location,
                        location + " is not a graph: it has no " + GraphKeys.IDENTITY
                                + "; check the path, or make one with: headgate init --graph " + location
                                + " --schema FILE"));
        GraphManifest newest = newest(environment)
                .orElseThrow(() -> new NotAGraph(
                        location,
                        location
                                + " holds a graph whose init was interrupted; finish it by running init again with the "
                                + "same schema"));
        catalogue.at(newest);
        return new Graph(environment, identity, catalogue, newest);
    }

    public GraphId id() {
        return identity.graph();
    }

    /** The schema that is in force at the newest graph version that was seen. */
    public GraphSchema schema() {
        return catalogue.at(known);
    }

    /** The newest graph version. */
    public GraphManifest newest() {
        known = versions.newestAfter(known);
        return known;
    }

    /** The newest graph version, for reading. */
    public Snapshot snapshot() {
        return new Snapshot(newest(), environment.tables());
    }

    /**
     * One graph version, for reading.
     *
     * @throws BadConfiguration when there is no such version
     */
    public Snapshot snapshot(GraphVersion version) {
        GraphManifest manifest = versions.read(version)
                .filter(found -> isPartOfHistory(found.version()))
                .orElseThrow(() -> new BadConfiguration(
                        "version",
                        "the graph in " + environment.objects().location() + " has no version " + version
                                + "; the newest is " + newest().version() + ", and those before "
                                + newest().oldest() + " are given up"));
        return new Snapshot(manifest, environment.tables());
    }

    /** What every table of the newest graph version is made of; opens each of them and changes nothing. */
    public List<TableStatus> survey(MaintenanceLimits limits) {
        return TableSurvey.of(newest(), environment.tables(), catalogue, limits);
    }

    /** Versions that were given up and are still there follow each other; one alone was put there by a writer that slept. */
    private boolean isPartOfHistory(GraphVersion version) {
        return version.compareTo(newest().oldest()) >= 0
                || versions.read(version.next()).isPresent();
    }

    /** The newest versions that can be counted on, newest first. */
    public List<GraphManifest> history(int limit) {
        List<GraphManifest> history = new ArrayList<>();
        GraphManifest manifest = newest();
        history.add(manifest);
        while (history.size() < limit
                && manifest.parent().isPresent()
                && manifest.version().compareTo(history.get(0).oldest()) > 0) {
            Optional<GraphManifest> parent = versions.read(manifest.parent().get());
            if (parent.isEmpty()) {
                break;
            }
            manifest = parent.get();
            history.add(manifest);
        }
        return history;
    }

    /** Intents that are in flight or were left by a writer that died. */
    public List<IntentId> pendingIntents() {
        return environment.objects().list(GraphKeys.INTENT_PREFIX, MOST_INTENTS).stream()
                .map(GraphKeys::intentId)
                .toList();
    }

    /**
     * Opens a writer. What dead writers left is resolved first.
     *
     * @param actor who writes, for the commit history
     */
    public GraphWriter writer(String actor) {
        return writer(actor, WriteListener.NONE);
    }

    /**
     * The same, with somebody to tell what it does beside its own writes.
     *
     * @param actor who writes, for the commit history
     */
    public GraphWriter writer(String actor, WriteListener listener) {
        return new WritePath(environment, identity, catalogue, newest(), actor, listener);
    }

    /**
     * Opens recovery: what every writer does first, on demand and with an account of it.
     *
     * @param actor who recovers, for the audit records
     */
    public Recovery recovery(String actor) {
        return new Recovery(environment, identity, newest(), actor);
    }

    /**
     * Opens repair: what to do about tables that other hands moved.
     *
     * @param actor who repairs, for the commit history
     */
    public Repair repair(String actor) {
        return new Repair(environment, identity, newest(), actor);
    }

    /**
     * Opens maintenance. What dead writers left is resolved first.
     *
     * @param actor who maintains, for the commit history
     */
    public Maintenance maintenance(String actor) {
        return maintenance(actor, WriteListener.NONE);
    }

    /** The same, with somebody to tell what it publishes and settles. */
    public Maintenance maintenance(String actor, WriteListener listener) {
        return new Maintenance(environment, identity, catalogue, newest(), actor, listener);
    }

    /**
     * Opens deliberate changes of the recorded offsets.
     *
     * @param actor who changes them, for the commit history
     */
    public Offsets offsets(String actor) {
        return new Offsets(environment, identity, newest(), actor);
    }

    /**
     * Opens cleanup: giving up old graph versions and removing what only they need.
     *
     * @param actor who cleans up, for the commit history
     */
    public Cleanup cleanup(String actor) {
        return new Cleanup(environment, identity, newest(), actor);
    }

    /** Holds on graph versions, which keep them from being cleaned up. */
    public Holds holds() {
        return new Holds(environment, this::newest, HoldLimits.DEFAULT);
    }

    /**
     * The audit records of recovered intents, in the order in which the intents were armed.
     *
     * @param limit the most records to read
     */
    public List<RecoveryRecord> recoveries(int limit) {
        JsonCodec<RecoveryRecord> codec =
                new JsonCodec<>(RecoveryRecord.class, RecoveryRecord.FORMAT_VERSION, "recovery record");
        return environment.objects().list(GraphKeys.AUDIT_PREFIX, limit).stream()
                .flatMap(key ->
                        environment.objects().get(key).stream().map(object -> codec.read(object.content(), key.path())))
                .toList();
    }

    private static Optional<GraphManifest> newest(GraphEnvironment environment) {
        return new GraphVersions(environment.objects(), GraphManifest.MAIN_BRANCH).newest();
    }

    private static void requireSchema(GraphEnvironment environment, String inForce, GraphSchema schema) {
        if (!inForce.equals(schema.sha256())) {
            throw new BadConfiguration(
                    "schema",
                    "the graph in " + environment.objects().location() + " has the schema " + inForce
                            + " (see " + GraphKeys.schema(inForce) + " in it), but the given one is "
                            + schema.sha256()
                            + "; changing the schema of a graph is not possible yet: give the same file, or use a new "
                            + "directory");
        }
    }
}
