package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.PublishOutcome;
import io.headgate.engine.manifest.SourceOffset;
import io.headgate.engine.manifest.TablePin;
import io.headgate.recovery.fault.FaultPoint;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Account;
import io.headgate.recovery.intent.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Phase C, the commit point: one conditional put makes every table and every offset visible at once, or nothing. */
final class Publish {

    private final WriteContext context;

    Publish(WriteContext context) {
        this.context = context;
    }

    /** What the attempt led to. */
    record Result(GraphManifest proposed, PublishOutcome outcome) {

        /** The version that was faster; empty when the proposed one is published. */
        Optional<GraphManifest> winner() {
            return outcome.match(new PublishOutcome.Cases<>() {
                @Override
                public Optional<GraphManifest> published() {
                    return Optional.empty();
                }

                @Override
                public Optional<GraphManifest> lost(GraphManifest winner) {
                    return Optional.of(winner);
                }
            });
        }
    }

    /** Publishes what the intents say, in the name of the one who armed them, or of ours when there are several. */
    Result publish(GraphManifest base, List<Intent> intents, List<CommittedTable> committed) {
        List<SourceOffset> sources = base.sources();
        Account account = Account.EMPTY;
        for (Intent intent : intents) {
            sources = Claims.advance(sources, intent.claims());
            account = account.plus(intent.account());
        }
        Set<String> actors = intents.stream().map(Intent::actor).collect(Collectors.toSet());
        return publish(
                base,
                intents.stream().map(Intent::operation).distinct().sorted().collect(Collectors.joining("+")),
                actors.size() == 1 ? intents.get(0).actor() : context.actor(),
                Optional.empty(),
                intents.stream()
                        .flatMap(intent -> intent.schema().stream())
                        .findFirst()
                        .orElse(base.schema()),
                intents.stream().map(Intent::id).toList(),
                committed.stream().map(CommittedTable::pin).toList(),
                committed.stream().flatMap(table -> table.change().stream()).toList(),
                sources,
                account);
    }

    /** Publishes tables whose pinned content was restored: nothing changes but the versions that hold it. */
    Result publishRestored(GraphManifest base, List<TablePin> restored) {
        return publishVersions(base, "recover", restored);
    }

    /** Publishes other versions of tables, for no intent and with the same offsets. */
    Result publishVersions(GraphManifest base, String operation, List<TablePin> changed) {
        return publish(
                base,
                operation,
                context.actor(),
                Optional.empty(),
                base.schema(),
                List.of(),
                changed,
                List.of(),
                base.sources(),
                Account.EMPTY);
    }

    /** Publishes other offsets, for no intent and with the same tables. */
    Result publishOffsets(GraphManifest base, List<SourceOffset> sources, String reason) {
        return publish(
                base,
                GraphManifest.OFFSETS,
                context.actor(),
                Optional.of(reason),
                base.schema(),
                List.of(),
                List.of(),
                List.of(),
                sources,
                Account.EMPTY);
    }

    /** Publishes that the versions before one are given up, and nothing else. */
    Result publishOldest(GraphManifest base, GraphVersion oldest) {
        return publish(
                base,
                oldest,
                GraphManifest.CLEANUP,
                context.actor(),
                Optional.empty(),
                base.schema(),
                List.of(),
                List.of(),
                List.of(),
                base.sources(),
                Account.EMPTY);
    }

    private Result publish(
            GraphManifest base,
            String operation,
            String actor,
            Optional<String> reason,
            String schema,
            List<IntentId> intents,
            List<TablePin> changed,
            List<TableChange> changes,
            List<SourceOffset> sources,
            Account account) {
        return publish(
                base, base.oldest(), operation, actor, reason, schema, intents, changed, changes, sources, account);
    }

    private Result publish(
            GraphManifest base,
            GraphVersion oldest,
            String operation,
            String actor,
            Optional<String> reason,
            String schema,
            List<IntentId> intents,
            List<TablePin> changed,
            List<TableChange> changes,
            List<SourceOffset> sources,
            Account account) {
        GraphManifest proposed = new GraphManifest(
                GraphManifest.FORMAT_VERSION,
                base.version().next(),
                Optional.of(base.version()),
                oldest,
                base.branch(),
                context.environment().ids().commit(),
                operation,
                actor,
                reason,
                context.environment().clock().instant(),
                schema,
                pins(base, changed),
                sources,
                intents,
                account,
                base.totals().plus(account));
        context.reached(FaultPoint.PUBLISH_BEFORE_PUT);
        PublishOutcome outcome = context.versions().publish(base, proposed);
        context.reached(FaultPoint.PUBLISH_AFTER_PUT);
        Result result = new Result(proposed, outcome);
        context.publications().note(result.winner().orElse(proposed));
        if (result.winner().isEmpty()) {
            context.listener().published(proposed, changes);
        }
        return result;
    }

    private static List<TablePin> pins(GraphManifest base, List<TablePin> changed) {
        Map<TableId, TablePin> byId = changed.stream().collect(Collectors.toMap(TablePin::id, Function.identity()));
        return base.tables().stream()
                .map(pin -> byId.getOrDefault(pin.id(), pin)
                        .after(pin, base.version(), base.version().next()))
                .toList();
    }
}
