package io.headgate.engine.cleanup;

import java.time.Duration;

/**
 * How much of the history stays: a graph version does if it is one of the newest, or young.
 *
 * @param versions how many of the newest stay whatever their age, at least 1; what cleanup itself published is not counted
 * @param age how long every version stays
 * @param atOnce the most graph versions to give up in one run; the next run goes on
 */
public record Retention(int versions, Duration age, int atOnce) {

    public static final Retention DEFAULT = new Retention(100, Duration.ofDays(7), 10_000);

    public Retention {
        if (versions < 1) {
            throw new IllegalArgumentException("at least one graph version stays, not " + versions);
        }
        if (age.isNegative()) {
            throw new IllegalArgumentException("versions cannot stay for " + age);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("a run gives up at least one version at once, not " + atOnce);
        }
    }

    public Retention withVersions(int newVersions) {
        return new Retention(newVersions, age, atOnce);
    }

    public Retention withAge(Duration newAge) {
        return new Retention(versions, newAge, atOnce);
    }

    public Retention withAtOnce(int most) {
        return new Retention(versions, age, most);
    }
}
