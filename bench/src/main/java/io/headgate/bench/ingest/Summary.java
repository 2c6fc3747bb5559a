package io.headgate.bench.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All runs of one case. */
record Summary(CaseSpec spec, List<Measurement> runs) {

    Summary {
        runs = List.copyOf(runs);
    }

    double median(ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Measurement> figure) {
        return runs.stream().mapToDouble(figure).min().orElseThrow();
    }

    double most(ToDoubleFunction<Measurement> figure) {
        return runs.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** Further figures of the run in the middle, by name. */
    Map<String, Double> parts() {
        List<Measurement> sorted = runs.stream()
                .sorted(Comparator.comparingDouble(Measurement::recordsPerSecond))
                .toList();
        return new TreeMap<>(sorted.get(sorted.size() / 2).parts());
    }
}
