package io.headgate.deploy.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.headgate.deploy.DeployDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The chart in the hands of the real Helm. */
final class Chart {

    static final Path DIRECTORY = DeployDirectory.path().resolve("kubernetes/headgate");

    private final Path scratch;

    /** @param scratch for files of values */
    Chart(Path scratch) {
        this.scratch = scratch;
    }

    /** @throws IllegalStateException when Helm refuses the values */
    String render(String values) {
        return new Helm(DIRECTORY)
                .template()
                .withName("social")
                .withNamespace("graphs")
                .withValuesFile(file("values.yaml", values))
                .call();
    }

    /**
     * Lints a copy whose defaults have what has to be given: Helm as a library takes no values for it.
     *
     * @param given what to replace in the default values, and by what
     */
    LintResult lint(Map<String, String> given) {
        Path copy = scratch.resolve("headgate");
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(DIRECTORY.relativize(file).toString()));
            }
            Path values = copy.resolve("values.yaml");
            String text = Files.readString(values);
            for (var replaced : given.entrySet()) {
                if (!text.contains(replaced.getKey())) {
                    throw new IllegalArgumentException("the default values have no '" + replaced.getKey() + "'");
                }
                text = text.replace(replaced.getKey(), replaced.getValue());
            }
            Files.writeString(values, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Helm(copy).lint().strict().call();
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(scratch.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
