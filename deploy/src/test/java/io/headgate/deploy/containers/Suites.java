package io.headgate.deploy.containers;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Suites of other modules, which take the server that a property names instead of starting one. */
final class Suites {

    private Suites() {}

    /**
     * Runs suites.
     *
     * @param property that names the server to them
     * @param classes by their names, as they are nobody else's to use
     * @return how many tests were successful
     * @throws AssertionError when any was not, with all failures
     */
    static long run(String property, String server, List<String> classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        String before = System.getProperty(property, "");
        System.setProperty(property, server);
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(classes.stream()
                                            .map(name -> selectClass(name))
                                            .toList())
                                    .build(),
                            listener);
        } finally {
            System.setProperty(property, before);
        }
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTotalFailureCount() > 0) {
            StringWriter failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures));
            throw new AssertionError(failures.toString());
        }
        return summary.getTestsSucceededCount();
    }
}
