package io.headgate.bench.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * What one run of one case took.
 *
 * @param nanos of the clock, and of all the process' threads together
 * @param peakResidentBytes of the whole process, warm-up included
 * @param peakDirectBytes that Arrow has taken for vectors
 * @param outputBytes that the run added on disk
 * @param parts further figures by name: milliseconds of phases, counts
 */
record Measurement(
        long records,
        long nanos,
        long cpuNanos,
        long peakResidentBytes,
        long peakDirectBytes,
        long outputBytes,
        Map<String, Double> parts) {

    private static final String PART = "part.";

    Measurement {
        parts = Map.copyOf(parts);
    }

    static Measurement of(Settings stored) {
        Map<String, Double> parts = new HashMap<>();
        stored.below(PART).forEach((name, value) -> parts.put(name, Double.parseDouble(value)));
        return new Measurement(
                stored.number("records"),
                stored.number("nanos"),
                stored.number("cpu-nanos"),
                stored.number("peak-resident-bytes"),
                stored.number("peak-direct-bytes"),
                stored.number("output-bytes"),
                parts);
    }

    Settings toSettings() {
        Settings settings = Settings.NONE
                .with("records", records)
                .with("nanos", nanos)
                .with("cpu-nanos", cpuNanos)
                .with("peak-resident-bytes", peakResidentBytes)
                .with("peak-direct-bytes", peakDirectBytes)
                .with("output-bytes", outputBytes);
        for (Map.Entry<String, Double> part : parts.entrySet()) {
            settings = settings.with(PART + part.getKey(), part.getValue());
        }
        return settings;
    }

    double recordsPerSecond() {
        return records * 1e9 / nanos;
    }

    double cpuSecondsPerMillion() {
        return cpuNanos / 1e3 / records;
    }

    double bytesPerRecord() {
        return (double) outputBytes / records;
    }
}
