package io.headgate.engine.verify;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.verify.TaskResult.Ending;
import io.headgate.recovery.error.BadConfiguration;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.TransactionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has every table looked at, in an order in which one damage is reported once: what cannot be read is not read again for the
 * next check.
 */
final class TableChecks {

    private final VerifyRequest request;
    private final VerifyLimits limits;
    private final TaskRunner runner;
    private final Findings out;
    /** Whether all that names files is known. */
    private final boolean complete;

    private final Set<TablePath> unreadable = new HashSet<>();

    TableChecks(VerifyRequest request, TaskRunner runner, Findings out, boolean complete) {
        this.request = request;
        this.limits = request.limits();
        this.runner = runner;
        this.out = out;
        this.complete = complete;
    }

    void check(GraphManifest newest, KeptPins kept, PendingIntents pending, Optional<GraphId> graph) {
        requireKnown(newest);
        for (TablePin pin : newest.tables()) {
            check(pin, newest.version().number(), kept.of(pin.path()), pending, graph);
        }
    }

    /** A table that is misspelt would be taken for one in which ids may not repeat. */
    private void requireKnown(GraphManifest newest) {
        for (String name : request.appended()) {
            if (newest.tables().stream().noneMatch(pin -> isCalled(name, pin))) {
                throw new BadConfiguration(
                        "appended",
                        "graph version " + newest.version() + " has no table '" + name + "'; it has "
                                + newest.tables().stream()
                                        .map(pin -> TableRef.of(pin).name())
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    private static boolean isCalled(String name, TablePin pin) {
        return name.equals(pin.name()) || name.equals(TableRef.of(pin).name());
    }

    /** To be called last: tables that could not be read are left out. */
    void checkEndpoints(GraphManifest newest, GraphSchema schema) {
        for (TypeDeclaration.EdgeType edge : schema.edges()) {
            newest.table(TableKind.EDGE, edge.name()).ifPresent(pin -> {
                checkEndpoint(pin, TypeDeclaration.SRC, edge.from(), newest);
                checkEndpoint(pin, TypeDeclaration.DST, edge.to(), newest);
            });
        }
    }

    private void check(
            TablePin pin,
            long graphVersion,
            List<KeptPins.Kept> kept,
            PendingIntents pending,
            Optional<GraphId> graph) {
        TableRef table = TableRef.of(pin);
        boolean readable = run(new HeadTask(table, pin.version(), graph, limits.tail()))
                && run(new PinTask(table, pin.version(), pin.transaction(), pin.rows(), graphVersion));
        boolean wholeHistory = readable;
        if (request.deep()) {
            // Also when the newest one is damaged: older ones may be what is left.
            wholeHistory &= checkOlder(table, pin, kept);
            readable = readable
                    && run(new ContentTask(
                            table,
                            pin.version(),
                            pin.kind() != TableKind.SYSTEM,
                            request.appended().stream().anyMatch(name -> isCalled(name, pin)),
                            limits.keysInMemory()));
        }
        if (!readable) {
            unreadable.add(pin.path());
        }
        if (wholeHistory) {
            run(new FileTask(table, pin.version(), census(pin, kept, pending)));
        }
    }

    private boolean checkOlder(TableRef table, TablePin newest, List<KeptPins.Kept> kept) {
        boolean whole = true;
        int deaths = 0;
        for (KeptPins.Kept pin : kept) {
            if (isSame(pin, newest)) {
                continue;
            }
            if (deaths == limits.deaths()) {
                out.count(Check.PINS, "left_out", 1);
                continue;
            }
            TaskResult result =
                    result(new PinTask(table, pin.version(), pin.transaction(), pin.rows(), pin.graphVersion()));
            whole &= result.ending() == Ending.DONE;
            deaths += result.ending() == Ending.DIED ? 1 : 0;
        }
        return whole;
    }

    private static boolean isSame(KeptPins.Kept pin, TablePin newest) {
        return pin.version() == newest.version()
                && pin.transaction().equals(newest.transaction())
                && pin.rows() == newest.rows();
    }

    private CensusRequest census(TablePin pin, List<KeptPins.Kept> kept, PendingIntents pending) {
        List<TransactionId> transactions = new ArrayList<>(pending.transactions(pin.path()));
        kept.forEach(version -> transactions.add(version.transaction()));
        return new CensusRequest(
                kept.stream().map(KeptPins.Kept::version).toList(),
                transactions,
                pending.staged(pin.path()),
                pending.segments(pin.path()),
                complete,
                request.deep() ? Integer.MAX_VALUE : limits.fileVersions(),
                limits.files());
    }

    private void checkEndpoint(TablePin edges, String column, String type, GraphManifest newest) {
        newest.table(TableKind.NODE, type)
                .filter(nodes -> !unreadable.contains(nodes.path()) && !unreadable.contains(edges.path()))
                .ifPresent(nodes -> run(new EndpointTask(
                        TableRef.of(edges),
                        edges.version(),
                        column,
                        TableRef.of(nodes),
                        nodes.version(),
                        limits.keysInMemory())));
    }

    private boolean run(TableTask task) {
        return result(task).ending() == Ending.DONE;
    }

    private TaskResult result(TableTask task) {
        TaskResult result = runner.run(task);
        result.results().forEach(out::add);
        return result;
    }
}
