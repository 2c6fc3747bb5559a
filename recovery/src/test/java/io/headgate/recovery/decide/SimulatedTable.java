package io.headgate.recovery.decide;

import io.headgate.recovery.decide.Movement.Made;
import io.headgate.recovery.id.TransactionId;
import io.headgate.recovery.intent.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that knows what it holds, to compare with what the classifier concludes from transactions alone. Content is a bag of
 * markers, one for each change that is in it. As in the table store, a commit that was built on an older version lands on
 * the HEAD anyway, and what it brings is then not what was staged: its marker says so.
 */
final class SimulatedTable {

    /** What happens to the table next; numbers select among what is there, modulo its size. */
    sealed interface Move {}

    /** The intent announces an attempt, staged on the HEAD or on an older version. */
    record Announce(int steps, boolean onHead, int older) implements Move {}

    /** The next step of an announced attempt lands, built as announced. */
    record Land(int attempt) implements Move {}

    /** A step of an announced attempt lands, whichever it is and whatever it is built on. */
    record LandAnyhow(int attempt, int step, int builtOn) implements Move {}

    record Restore(boolean pinned, int version, boolean onHead) implements Move {}

    /** Another intent of this graph. */
    record Another(int builtOn) implements Move {}

    record Foreign() implements Move {}

    record Unreadable() implements Move {}

    /** The graph publishes the HEAD, if the classifier's caller could: it then is the pin. */
    record Pin() implements Move {}

    private record Version(List<String> content, Movement movement) {}

    private final List<Version> versions = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<Attempt, Integer> landedSteps = new HashMap<>();
    private int transactions;
    private int pinned = 1;

    SimulatedTable() {
        add(List.of(), 0, true, "init", OptionalLong.empty());
    }

    void apply(Move move) {
        if (move instanceof Announce announce) {
            announce(announce);
        } else if (move instanceof Land land) {
            land(land);
        } else if (move instanceof LandAnyhow land) {
            landAnyhow(land);
        } else if (move instanceof Restore restore) {
            int version = restore.pinned() ? pinned : 1 + restore.version() % head();
            int builtOn = restore.onHead() ? head() : 1 + restore.version() % head();
            add(content(version), builtOn, true, fresh("restore"), OptionalLong.of(version));
        } else if (move instanceof Another another) {
            String id = fresh("another");
            add(plus(content(head()), id), 1 + another.builtOn() % head(), true, id, OptionalLong.empty());
        } else if (move instanceof Foreign) {
            String id = fresh("foreign");
            add(plus(content(head()), id), head(), false, id, OptionalLong.empty());
        } else if (move instanceof Unreadable) {
            List<String> content = plus(content(head()), fresh("unreadable"));
            versions.add(new Version(content, new Movement(head() + 1, Optional.empty())));
        } else if (move instanceof Pin && movement(head()).made().isPresent()) {
            pinned = head();
        }
    }

    private void announce(Announce announce) {
        long onVersion = announce.onHead() ? head() : 1 + announce.older() % head();
        List<TransactionId> steps = IntStream.range(0, announce.steps())
                .mapToObj(step -> new TransactionId(fresh("step")))
                .toList();
        attempts.add(new Attempt(onVersion, steps, 0));
    }

    private void land(Land land) {
        if (attempts.isEmpty()) {
            return;
        }
        Attempt attempt = attempts.get(attempts.size() - 1 - land.attempt() % attempts.size());
        int step = landedSteps.getOrDefault(attempt, 0);
        if (step < attempt.steps().size()) {
            land(
                    attempt,
                    step,
                    step == 0 ? attempt.onVersion() : landedAt(attempt.steps().get(step - 1)));
        }
    }

    private void landAnyhow(LandAnyhow land) {
        if (!attempts.isEmpty()) {
            Attempt attempt = attempts.get(land.attempt() % attempts.size());
            land(attempt, land.step() % attempt.steps().size(), 1 + land.builtOn() % head());
        }
    }

    private void land(Attempt attempt, int step, long builtOn) {
        long stagedOn =
                step == 0 ? attempt.onVersion() : landedAt(attempt.steps().get(step - 1));
        boolean asStaged = stagedOn == head() && builtOn == head();
        TransactionId id = attempt.steps().get(step);
        String marker = asStaged ? id.value() : fresh(id.value() + "-spoilt");
        add(plus(content(head()), marker), builtOn, true, id.value(), OptionalLong.empty());
        landedSteps.merge(attempt, step + 1, Math::max);
    }

    /** The version that a step made last; 0 when it did not land. */
    private long landedAt(TransactionId step) {
        for (int version = head(); version > 1; version--) {
            if (movement(version)
                    .made()
                    .filter(made -> made.transaction().equals(step))
                    .isPresent()) {
                return version;
            }
        }
        return 0;
    }

    private void add(List<String> content, long builtOn, boolean ours, String id, OptionalLong restores) {
        Made made = new Made(new TransactionId(id), builtOn, "Operation", ours, restores);
        versions.add(new Version(content, new Movement(head() + 1, Optional.of(made))));
    }

    private String fresh(String kind) {
        return kind + "-" + ++transactions;
    }

    private static List<String> plus(List<String> content, String marker) {
        return Stream.concat(content.stream(), Stream.of(marker)).sorted().toList();
    }

    private Movement movement(int version) {
        return versions.get(version - 1).movement();
    }

    int head() {
        return versions.size();
    }

    int pinned() {
        return pinned;
    }

    TransactionId pinnedBy() {
        return movement(pinned).made().orElseThrow().transaction();
    }

    List<String> content(int version) {
        return versions.get(version - 1).content();
    }

    /** What the table holds when the first steps of an attempt, and nothing else, are added to the pinned content. */
    List<String> pinnedContentWith(Attempt attempt, int steps) {
        return Stream.concat(
                        content(pinned).stream(),
                        attempt.steps().stream().limit(steps).map(TransactionId::value))
                .sorted()
                .toList();
    }

    List<Movement> afterPin() {
        return versions.subList(pinned, head()).stream().map(Version::movement).toList();
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
