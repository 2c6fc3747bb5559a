package io.headgate.bench.maintain;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What maintenance with some priority cost.
 *
 * @param before the table beside which maintenance works, at first
 * @param after the same in the end
 * @param aloneAfter the other one in the end
 * @param load average of the machine in the last minute, at the end
 */
record BesideResult(
        Priority priority,
        BesidePlan plan,
        List<BesidePair> pairs,
        TableGauge before,
        TableGauge after,
        TableGauge aloneAfter,
        double load) {

    BesideResult {
        pairs = List.copyOf(pairs);
    }

    /** The ratios of the pairs, the worst first. */
    List<Double> ratios() {
        return pairs.stream().map(BesidePair::ratio).sorted().toList();
    }

    double median() {
        List<Double> ratios = ratios();
        return (ratios.get((ratios.size() - 1) / 2) + ratios.get(ratios.size() / 2)) / 2;
    }

    /** How many times as long staging takes beside maintenance: nothing of the protocol is in it. */
    double stageRatio() {
        return total(pair -> pair.beside().stageSeconds())
                / total(pair -> pair.alone().stageSeconds());
    }

    /** How many times as long all the rest takes. */
    double protocolRatio() {
        return total(pair -> pair.beside().protocolSeconds())
                / total(pair -> pair.alone().protocolSeconds());
    }

    /** How many times the processor time the process that writes needs for the same. */
    double cpuRatio() {
        return total(pair -> pair.beside().cpuSeconds())
                / total(pair -> pair.alone().cpuSeconds());
    }

    /** Seconds that writing took longer beside maintenance; negative when it was faster. */
    double lostSeconds() {
        return total(pair -> pair.beside().seconds())
                - total(pair -> pair.alone().seconds());
    }

    /**
     * Seconds that writes which met maintenance took longer, from being armed on, than those of the same chunks that did not: what
     * turns, restores and looking up keys again cost, and what it costs that the process which has the turn has to wait for the
     * processor.
     */
    double protocolSeconds() {
        double met = mean(WriteObserved::met);
        double others = mean(write -> !write.met());
        return Double.isNaN(met) || Double.isNaN(others) ? 0 : (met - others) * met();
    }

    private double mean(Predicate<WriteObserved> which) {
        return beside().filter(which)
                .mapToDouble(WriteObserved::protocolSeconds)
                .average()
                .orElse(Double.NaN);
    }

    long writes() {
        return beside().count();
    }

    long met() {
        return beside().filter(WriteObserved::met).count();
    }

    long restores() {
        return beside().mapToLong(WriteObserved::restores).sum();
    }

    /** The longest write, in seconds. */
    double longest(boolean beside) {
        return pairs.stream()
                .flatMap(pair -> (beside ? pair.beside() : pair.alone()).writes().stream())
                .mapToDouble(WriteObserved::seconds)
                .max()
                .orElse(0);
    }

    double rowsPerSecond() {
        return (double) writes() * plan.rows() / total(pair -> pair.beside().seconds());
    }

    /** What maintenance did while others wrote. */
    Progress maintenance() {
        Progress sum = Progress.NONE;
        for (BesidePair pair : pairs) {
            sum = sum.plus(pair.maintenance());
        }
        return sum;
    }

    private Stream<WriteObserved> beside() {
        return pairs.stream().flatMap(pair -> pair.beside().writes().stream());
    }

    private double total(ToDoubleFunction<BesidePair> value) {
        return pairs.stream().mapToDouble(value).sum();
    }
}
