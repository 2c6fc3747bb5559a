package io.headgate.engine.verify;

import java.time.Duration;

/**
 * Bounds of time and memory. What lies beyond one is said to be left out.
 *
 * @param versions the most graph versions to walk through, from the newest
 * @param intents the most intents to read
 * @param tail the most table versions above a pin to explain
 * @param fileVersions the most versions of a table to open, unless deep, to find out which of its files are named
 * @param files the most files of a table to tell apart
 * @param keysInMemory the most ids to hold at once; a table with more is read several times
 * @param problems the most problems to name for each check
 * @param deaths how many times the reading of one table's versions may end the process that reads
 * @param silence how long that process may give no sign of life
 */
public record VerifyLimits(
        int versions,
        int intents,
        int tail,
        int fileVersions,
        int files,
        int keysInMemory,
        int problems,
        int deaths,
        Duration silence) {

    public static final VerifyLimits DEFAULT =
            new VerifyLimits(100_000, 10_000, 10_000, 1_000, 1_000_000, 4_000_000, 100, 3, Duration.ofMinutes(2));

    public VerifyLimits withKeysInMemory(int keys) {
        return new VerifyLimits(versions, intents, tail, fileVersions, files, keys, problems, deaths, silence);
    }

    public VerifyLimits withVersions(int newVersions) {
        return new VerifyLimits(
                newVersions, intents, tail, fileVersions, files, keysInMemory, problems, deaths, silence);
    }

    public VerifyLimits withSilence(Duration newSilence) {
        return new VerifyLimits(
                versions, intents, tail, fileVersions, files, keysInMemory, problems, deaths, newSilence);
    }
}
