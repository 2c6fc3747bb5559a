package io.headgate.recovery.decide;

import io.headgate.recovery.decide.Facts.Branch;
import io.headgate.recovery.decide.Facts.ClaimState;
import io.headgate.recovery.decide.Facts.History;
import io.headgate.recovery.decide.Facts.Work;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a ruling depends on. */
record Situation(Facts facts, List<TableShape> shapes) {

    static final Publication PUBLISHED = Publication.in(new GraphVersion(8));
    static final Publication UNPROVEN = Publication.unproven(new GraphVersion(7));

    Situation {
        shapes = List.copyOf(shapes);
    }

    /** A dead writer's batch that can be carried on. */
    static Situation holding(TableShape... shapes) {
        return new Situation(
                new Facts(
                        Branch.THIS,
                        true,
                        Publication.NOT_PUBLISHED,
                        History.SAME,
                        ClaimState.CONTINUE,
                        true,
                        true,
                        true,
                        false,
                        Work.REMAINS),
                List.of(shapes));
    }

    /** A dead writer's load, which claims no offsets, that can be carried on. */
    static Situation holdingLoad(TableShape... shapes) {
        return holding(shapes).movingNoOffsets();
    }

    /** A dead maintainer's work of which something is left to do. */
    static Situation holdingMaintenance(TableShape... shapes) {
        Situation batch = holding(shapes).movingNoOffsets();
        return batch.with(maintenance(batch.facts(), Work.REMAINS));
    }

    /** Every combination of facts with every combination of shapes of up to so many tables. */
    static List<Situation> all(int mostTables) {
        List<List<TableShape>> shapes = new ArrayList<>(List.of(List.of()));
        List<List<TableShape>> longest = List.copyOf(shapes);
        for (int table = 1; table <= mostTables; table++) {
            longest = longest.stream()
                    .flatMap(some -> Stream.of(TableShape.values())
                            .map(shape -> Stream.concat(some.stream(), Stream.of(shape))
                                    .toList()))
                    .toList();
            shapes.addAll(longest);
        }
        return allFacts().stream()
                .flatMap(facts -> shapes.stream().map(some -> new Situation(facts, some)))
                .toList();
    }

    private static List<Facts> allFacts() {
        List<Facts> all = new ArrayList<>();
        for (Branch branch : Branch.values()) {
            for (Publication publication : List.of(PUBLISHED, Publication.NOT_PUBLISHED, UNPROVEN)) {
                for (History history : History.values()) {
                    for (ClaimState claims : ClaimState.values()) {
                        for (int bits = 0; bits < 16; bits++) {
                            Facts batch = new Facts(
                                    branch,
                                    (bits & 1) != 0,
                                    publication,
                                    history,
                                    claims,
                                    (bits & 2) != 0,
                                    (bits & 4) != 0,
                                    (bits & 8) != 0,
                                    false,
                                    Work.REMAINS);
                            all.add(batch);
                            for (Work work : Work.values()) {
                                all.add(maintenance(batch, work));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /** What the engine does: the tables are looked at only when the graph alone does not decide. */
    Ruling ruling() {
        return Ruling.beforeTables(facts).orElseGet(() -> Ruling.withTables(facts, findings()));
    }

    List<TableFinding> findings() {
        List<TableFinding> findings = new ArrayList<>();
        for (TableShape shape : shapes) {
            int number = findings.size() + 1;
            findings.add(new TableFinding(
                    new TableId("t" + number), "T" + number, shape, 5, 6, Optional.empty(), "what was seen"));
        }
        return findings;
    }

    boolean has(TableShape shape) {
        return shapes.contains(shape);
    }

    long count(TableShape shape) {
        return shapes.stream().filter(shape::equals).count();
    }

    boolean moved() {
        return shapes.stream().anyMatch(TableShape::movedByUs);
    }

    boolean needsAPerson() {
        return shapes.stream().anyMatch(TableShape::needsAPerson);
    }

    boolean unproven() {
        return facts.publication().proof() == Publication.Proof.UNPROVEN;
    }

    boolean stale() {
        return facts.claims() == ClaimState.STALE;
    }

    boolean superseded() {
        return facts.claims() == ClaimState.SUPERSEDED;
    }

    Situation onBranch(Branch branch) {
        return with(new Facts(
                branch,
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation ownerAlive() {
        return with(new Facts(
                facts.branch(),
                false,
                facts.publication(),
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation publication(Publication publication) {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                publication,
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation differentHistory() {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                History.DIFFERENT,
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation claims(ClaimState claims) {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                claims,
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation movingNoOffsets() {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                facts.claims(),
                false,
                facts.readsHold(),
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation readsMoved() {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                false,
                facts.tablesKnown(),
                facts.maintenance(),
                facts.work()));
    }

    Situation tableDropped() {
        return with(new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                false,
                facts.maintenance(),
                facts.work()));
    }

    Situation work(Work work) {
        return with(maintenance(facts, work));
    }

    private static Facts maintenance(Facts facts, Work work) {
        return new Facts(
                facts.branch(),
                facts.ownerGone(),
                facts.publication(),
                facts.history(),
                facts.claims(),
                facts.movesOffsets(),
                facts.readsHold(),
                facts.tablesKnown(),
                true,
                work);
    }

    private Situation with(Facts newFacts) {
        return new Situation(newFacts, shapes);
    }
}
