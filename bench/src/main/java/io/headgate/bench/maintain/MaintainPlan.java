package io.headgate.bench.maintain;

import io.headgate.engine.maintain.MaintenanceLimits;
import io.headgate.engine.maintain.Pace;
import java.time.Duration;
import java.util.List;

/**
 * How a graph is maintained.
 *
 * @param rowsPerFragment see {@link MaintenanceLimits}
 * @param fanIn see {@link MaintenanceLimits}
 * @param pause between two looks at whether there is something to do
 * @param busyShare see {@link Pace}
 * @param every so many graph versions have to come after nothing was left to do before the next look; 1 for as soon as possible
 * @param cleanupEvery so many graph versions have to come before old ones are given up again; 0 for never
 * @param keepVersions so many graph versions are kept then
 */
record MaintainPlan(
        long rowsPerFragment,
        int fanIn,
        Duration pause,
        double busyShare,
        long every,
        long cleanupEvery,
        int keepVersions) {

    static final MaintainPlan DEFAULT = new MaintainPlan(
            MaintenanceLimits.DEFAULT.rowsPerFragment(),
            MaintenanceLimits.DEFAULT.fanIn(),
            Duration.ofMillis(50),
            Pace.DEFAULT.busyShare(),
            1,
            0,
            100);

    MaintainPlan withBusyShare(double share) {
        return new MaintainPlan(rowsPerFragment, fanIn, pause, share, every, cleanupEvery, keepVersions);
    }

    MaintainPlan withEvery(long versions) {
        return new MaintainPlan(rowsPerFragment, fanIn, pause, busyShare, versions, cleanupEvery, keepVersions);
    }

    MaintainPlan withCleanup(long versions, int keep) {
        return new MaintainPlan(rowsPerFragment, fanIn, pause, busyShare, every, versions, keep);
    }

    /** One commit at a time, so that it can be asked to rest after each. */
    MaintenanceLimits limits() {
        return MaintenanceLimits.DEFAULT
                .withRowsPerFragment(rowsPerFragment)
                .withFanIn(fanIn)
                .withMostCommits(1);
    }

    Pace pace() {
        return Pace.DEFAULT.withBusyShare(busyShare);
    }

    List<String> arguments() {
        return List.of(
                Long.toString(rowsPerFragment),
                Integer.toString(fanIn),
                Long.toString(pause.toMillis()),
                Double.toString(busyShare),
                Long.toString(every),
                Long.toString(cleanupEvery),
                Integer.toString(keepVersions));
    }

    static MaintainPlan of(List<String> arguments) {
        return new MaintainPlan(
                Long.parseLong(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Duration.ofMillis(Long.parseLong(arguments.get(2))),
                Double.parseDouble(arguments.get(3)),
                Long.parseLong(arguments.get(4)),
                Long.parseLong(arguments.get(5)),
                Integer.parseInt(arguments.get(6)));
    }
}
