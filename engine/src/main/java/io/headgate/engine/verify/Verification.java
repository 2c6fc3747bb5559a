package io.headgate.engine.verify;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.manifest.GraphIdentity;
import io.headgate.engine.manifest.GraphKeys;
import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.object.ObjectStore;
import io.headgate.engine.object.StoredObject;
import io.headgate.engine.object.s3.S3Settings;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TableStore;
import io.headgate.recovery.codec.JsonCodec;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.NotAGraph;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IdSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Checks that a graph is whole: that everything it names is there, can be read, and agrees with everything else. Reads only,
 * and is safe while writers work; what they do meanwhile is not looked at, or is a note.
 */
public final class Verification {

    /** One object for each recovery action. */
    private static final int MOST_AUDIT_RECORDS = 1_000_000;

    private final ObjectStore objects;
    private final TaskRunner runner;
    private final VerifyRequest request;
    private final Findings out;
    private final SchemaSources schemas;

    private Verification(ObjectStore objects, TaskRunner runner, VerifyRequest request) {
        this.objects = objects;
        this.runner = runner;
        this.request = request;
        this.out = new Findings(request.limits().problems());
        this.schemas = new SchemaSources(objects, out);
    }

    /**
     * Verifies a graph in a directory of the local disk.
     *
     * @throws NotAGraph when there is none
     * @throws StorageUnavailable when the directory cannot be listed
     */
    public static VerificationReport ofDirectory(Path directory, VerifyRequest request) {
        return of(new GraphLocation.LocalDirectory(directory), S3Settings.DEFAULT, request);
    }

    /**
     * Verifies a graph wherever it is. Tables are read in a child process, so that a damaged one cannot end this one.
     *
     * @param settings for S3; the child process finds its credentials in the environment of this one
     * @throws NotAGraph when there is none
     * @throws StorageUnavailable when the location cannot be listed
     */
    public static VerificationReport of(GraphLocation location, S3Settings settings, VerifyRequest request) {
        IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());
        TaskSite site = new TaskSite(location, settings);
        try (ObjectStore objects = site.objects(ids);
                TaskRunner runner = new ChildRunner(site, request.limits())) {
            return new Verification(objects, runner, request).run();
        }
    }

    /**
     * Verifies a graph whose tables are read in this very process.
     *
     * @throws NotAGraph when there is none
     * @throws StorageUnavailable when the objects cannot be listed
     */
    public static VerificationReport ofStores(
            ObjectStore objects, TableStore tables, TableInspection inspection, VerifyRequest request) {
        try (TaskRunner runner =
                new DirectRunner(tables, inspection, request.limits().problems())) {
            return new Verification(objects, runner, request).run();
        }
    }

    private VerificationReport run() {
        Optional<GraphId> graph = identity();
        // Before the versions: what is published in between is then named by both rather than by neither.
        PendingIntents pending =
                PendingIntents.read(objects, graph, request.limits().intents(), out);
        KeptPins kept = new KeptPins();
        Newest newest = new Newest();
        boolean whole = new History(objects, request.limits().versions(), out).walk(manifest -> {
            newest.offer(manifest);
            schemas.find(manifest.schema());
            if (newest.countsOn(manifest)) {
                kept.add(manifest);
            }
        });
        boolean allNamesKnown = whole && !out.hasProblem(Check.INTENTS);
        RecoveryRecords.read(
                objects,
                MOST_AUDIT_RECORDS,
                newest.manifest.map(GraphManifest::oldest).orElse(GraphVersion.FIRST),
                out);
        HoldRecords.read(objects, request.limits().intents(), out);
        newest.manifest.ifPresent(manifest -> {
            TableChecks tables = new TableChecks(request, runner, out, allNamesKnown);
            tables.check(manifest, kept, pending, graph);
            Optional<GraphSchema> schema = schemas.find(manifest.schema());
            if (request.deep() && schema.isPresent()) {
                tables.checkEndpoints(manifest, schema.get());
            }
        });
        return new VerificationReport(
                objects.location(),
                newest.manifest.map(manifest -> manifest.version().number()),
                request.deep(),
                out.results());
    }

    private Optional<GraphId> identity() {
        JsonCodec<GraphIdentity> codec =
                new JsonCodec<>(GraphIdentity.class, GraphIdentity.FORMAT_VERSION, "graph identity");
        out.count(Check.IDENTITY, "objects", 1);
        String key = GraphKeys.IDENTITY.path();
        String restore = "Restore it from a copy; until then nobody can open the graph.";
        try {
            Optional<StoredObject> object = objects.get(GraphKeys.IDENTITY);
            if (object.isEmpty()) {
                requireVersions();
                out.problem(Check.IDENTITY, Problem.ofObject(key, "it is missing", restore));
                return Optional.empty();
            }
            GraphIdentity identity = codec.read(object.get().content(), key);
            schemas.find(identity.schema());
            return Optional.of(identity.graph());
        } catch (NotAGraph e) {
            throw e;
        } catch (HeadgateException e) {
            out.problem(Check.IDENTITY, Problem.ofObject(key, String.valueOf(e.getMessage()), restore));
            return Optional.empty();
        }
    }

    private void requireVersions() {
        if (objects.list(GraphKeys.versionPrefix(GraphManifest.MAIN_BRANCH), 1).isEmpty()) {
            throw new NotAGraph(
                    objects.location(),
                    objects.location() + " is not a graph: it has no " + GraphKeys.IDENTITY
                            + "; check the path, or make one with: headgate init --graph " + objects.location()
                            + " --schema FILE");
        }
    }

    /** The first version that is offered. */
    private static final class Newest {
        private Optional<GraphManifest> manifest = Optional.empty();

        void offer(GraphManifest next) {
            manifest = manifest.or(() -> Optional.of(next));
        }

        /** What it gives up need not have its tables any more. */
        boolean countsOn(GraphManifest version) {
            return manifest.isEmpty()
                    || version.version().compareTo(manifest.get().oldest()) >= 0;
        }
    }
}
