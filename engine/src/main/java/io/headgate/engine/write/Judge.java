package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.GraphVersions;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.PinnedTable;
import io.headgate.recovery.decide.Facts;
import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.History;
import io.headgate.recovery.decide.Facts.Work;
import io.headgate.recovery.decide.Publication;
import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what {@link Ruling} decides by. Reads only. */
final class Judge {

    private final WriteContext context;
    private final Publications publications;
    private final PendingIntents pending;
    private final Audit audit;

    Judge(WriteContext context, PendingIntents pending, Audit audit) {
        this.context = context;
        this.pending = pending;
        this.audit = audit;
        this.publications = context.publications();
    }

    /**
     * A ruling with what it was made of.
     *
     * @param tables empty when it needed no look at them
     */
    record Judgement(Facts facts, List<TableFinding> tables, Ruling ruling) {

        Optional<GraphVersion> publishedIn() {
            return facts.publication().isPublished() ? facts.publication().version() : Optional.empty();
        }
    }

    /** What is to be done about an intent that was found. */
    Judgement judge(Intent intent, GraphManifest newest, boolean ownerGone) {
        Facts facts = facts(intent, newest, ownerGone);
        Optional<Ruling> early = Ruling.beforeTables(facts);
        if (early.isPresent()) {
            return new Judgement(facts, List.of(), early.get());
        }
        List<TableFinding> tables = new ArrayList<>();
        for (TableEffect effect : intent.effects()) {
            pinOf(effect, newest).ifPresent(pin -> tables.add(context.probe().find(pin, effect.attempts())));
        }
        return new Judgement(facts, tables, Ruling.withTables(facts, tables));
    }

    /** Whether a write that is under way still holds on a newer graph version. Looks at no table, but for maintenance. */
    Judgement reconsider(Intent intent, GraphManifest newest) {
        Facts facts = facts(intent, newest, true);
        Ruling ruling = Ruling.beforeTables(facts).orElseGet(() -> Ruling.withTables(facts, List.of()));
        return new Judgement(facts, List.of(), ruling);
    }

    private Facts facts(Intent intent, GraphManifest newest, boolean ownerGone) {
        Branch branch = branch(intent);
        boolean decided = branch != Branch.THIS || !ownerGone;
        Publication publication = decided ? Publication.NOT_PUBLISHED : publication(intent, newest);
        return new Facts(
                branch,
                ownerGone,
                publication,
                decided ? History.SAME : history(intent, newest),
                Claims.state(newest, intent.claims()),
                intent.movesOffsets(),
                readsHold(intent, newest),
                intent.effects().stream()
                        .allMatch(effect -> pinOf(effect, newest).isPresent()),
                intent.keepsContent(),
                decided || publication.isPublished() || !intent.keepsContent() ? Work.REMAINS : work(intent, newest));
    }

    /** What of maintenance is left to do on the published versions. */
    private Work work(Intent intent, GraphManifest newest) {
        boolean remains = false;
        for (TableEffect effect : intent.effects()) {
            Optional<PinnedTable> table = pinOf(effect, newest).flatMap(this::open);
            if (table.isEmpty()) {
                return Work.REMAINS;
            }
            try {
                remains |= !table.get()
                        .planMaintenance(effect.rewrites(), effect.indexes())
                        .isDone();
            } catch (CorruptState e) {
                return Work.IMPOSSIBLE;
            }
        }
        return remains ? Work.REMAINS : Work.OVERTAKEN;
    }

    private Optional<PinnedTable> open(TablePin pin) {
        try {
            return Optional.of(context.open().at(pin));
        } catch (CorruptState e) {
            return Optional.empty();
        }
    }

    /** What the graph versions say; where one is missing, the record of its recovery may still know. */
    private Publication publication(Intent intent, GraphManifest newest) {
        Publication found = publications.find(intent, newest);
        if (found.isPublished()) {
            return found;
        }
        if (found.proof() == Publication.Proof.NOT_PUBLISHED) {
            if (!Publications.isGivenUp(intent.base().next(), newest) || pending.isThere(intent.id())) {
                return found;
            }
            // Somebody has settled it meanwhile, perhaps in a version that is given up by now.
            found = Publication.unproven(intent.base().next());
        }
        Publication unproven = found;
        return audit.find(intent.id())
                .map(record -> record.publishedIn().map(Publication::in).orElse(Publication.NOT_PUBLISHED))
                .orElse(unproven);
    }

    private Branch branch(Intent intent) {
        if (intent.branch().equals(context.branch())) {
            return Branch.THIS;
        }
        return new GraphVersions(context.environment().objects(), intent.branch()).branchExists()
                ? Branch.OTHER
                : Branch.GONE;
    }

    private History history(Intent intent, GraphManifest newest) {
        if (intent.base().compareTo(newest.version()) > 0) {
            return History.DIFFERENT;
        }
        if (Publications.isGivenUp(intent.base(), newest)) {
            return History.SAME;
        }
        publications.note(newest);
        return publications
                        .commitOf(intent.base())
                        .map(intent.lineage().commit()::equals)
                        .orElse(true)
                ? History.SAME
                : History.DIFFERENT;
    }

    private static boolean readsHold(Intent intent, GraphManifest newest) {
        return intent.reads().stream()
                .allMatch(read -> newest.table(read.table())
                        .map(pin -> pin.holdsContentOf(read.version()))
                        .orElse(false));
    }

    private static Optional<TablePin> pinOf(TableEffect effect, GraphManifest newest) {
        return newest.table(effect.table()).filter(pin -> pin.incarnation() == effect.incarnation());
    }
}
