package io.headgate.bench.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when figures were taken. */
public final class Machine {

    private static final double GIBIBYTE = 1 << 30;

    private Machine() {}

    static String describe(LocalDate date) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d cores (%s), %.0f GiB of memory, %s, JDK %s",
                date,
                system.getAvailableProcessors(),
                system.getArch(),
                system.getTotalMemorySize() / GIBIBYTE,
                system.getName(),
                Runtime.version());
    }

    public static String describeToday() {
        return describe(LocalDate.now(ZoneOffset.UTC));
    }
}
