package io.headgate.deploy.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headgate.deploy.DeployDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Our Compose file in a project of its own, run by Compose. All of it is gone when this is closed. */
final class Compose implements AutoCloseable {

    private static final String FILE =
            DeployDirectory.path().resolve("compose.yaml").toString();
    private static final long LONGEST_MINUTES = 10;

    private final String project = "headgate-test-" + UUID.randomUUID();
    private final Path messages;
    private final Map<String, String> environment;

    private Compose(Path messages, Map<String, String> environment) {
        this.messages = messages;
        this.environment = environment;
    }

    /**
     * Skips the test where Compose or one of the images is missing.
     *
     * @param directory for what the commands say
     * @param variables of the file
     */
    static Compose require(Path directory, Map<String, String> variables) throws Exception {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HEADGATE_IMAGE", name(ContainerImage.HEADGATE));
        environment.put("KAFKA_IMAGE", name(ContainerImage.KAFKA));
        environment.put("MINIO_IMAGE", name(ContainerImage.MINIO));
        environment.put("MINIO_CLIENT_IMAGE", name(ContainerImage.MINIO_CLIENT));
        Compose compose = new Compose(directory.resolve("messages"), environment);
        assumeTrue(compose.isInstalled(), "the docker client has no compose");
        return compose;
    }

    private static String name(ContainerImage image) {
        return image.require().asCanonicalNameString();
    }

    private boolean isInstalled() throws InterruptedException {
        try {
            return compose("version").exitCode() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** How a command ended, and what it printed. */
    record Result(int exitCode, String output) {}

    /** A command of Compose. */
    String run(String... arguments) throws IOException, InterruptedException {
        return successful(compose(arguments), arguments);
    }

    /** A verb of ours, in a container of its own. */
    JsonNode verb(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("run", "--rm", "--no-deps", "-T", "status"));
        command.addAll(List.of(arguments));
        command.add("--json");
        return new JsonMapper().readTree(run(command.toArray(String[]::new)));
    }

    /** The containers of a service, whatever became of them. */
    List<String> containers(String service) throws IOException, InterruptedException {
        return run("ps", "--all", "--quiet", service).lines().toList();
    }

    void kill(String container) throws IOException, InterruptedException {
        successful(docker("kill", container), "kill", container);
    }

    String state(String container, String field) throws IOException, InterruptedException {
        return successful(docker("inspect", "--format", "{{.State." + field + "}}", container), "inspect", container)
                .strip();
    }

    @Override
    public void close() throws IOException {
        try {
            run("down", "--volumes", "--remove-orphans", "--timeout", "5");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + project + " was removed", e);
        }
    }

    private Result compose(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("compose", "--file", FILE, "--project-name", project));
        command.addAll(List.of(arguments));
        return docker(command.toArray(String[]::new));
    }

    private Result docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(messages.toFile()));
        builder.environment().putAll(environment);
        // Those of the tests are not the store's.
        List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY").forEach(builder.environment()::remove);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(command + " did not end");
            }
            return new Result(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    private String successful(Result result, String... command) throws IOException {
        if (result.exitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + result.exitCode() + ": "
                    + result.output() + Files.readString(messages));
        }
        return result.output();
    }
}
