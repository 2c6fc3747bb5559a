package io.headgate.deploy.containers;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.DockerStatus;

/** Our image, as the Compose file runs it: no rights, a limit of memory, and nothing to write to but {@code /tmp}. */
final class HeadgateContainer extends GenericContainer<HeadgateContainer> {

    static final long MEBIBYTE = 1L << 20;

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int GRACE_SECONDS = 60;
    private static final Map<String, String> TEMPORARY = Map.of("/tmp", "exec,size=768m,mode=1777");

    private final List<Bind> binds = new ArrayList<>();
    private long memory = 1024 * MEBIBYTE;
    private Map<String, String> temporary = TEMPORARY;

    private HeadgateContainer(DockerImageName image, String... arguments) {
        super(image);
        withCommand(arguments);
        withCreateContainerCmdModifier(this::restrict);
    }

    /** One that is started when it runs. */
    static HeadgateContainer worker(DockerImageName image, String... arguments) {
        return new HeadgateContainer(image, arguments);
    }

    /** One that is started when it has ended, however that was. */
    static HeadgateContainer verb(DockerImageName image, String... arguments) {
        return new HeadgateContainer(image, arguments).withStartupCheckStrategy(new HasEnded().withTimeout(LONGEST));
    }

    HeadgateContainer withMemory(long bytes) {
        memory = bytes;
        return this;
    }

    /** Where it can be written, with Docker's options. */
    HeadgateContainer withTemporary(Map<String, String> mounts) {
        temporary = mounts;
        return this;
    }

    /** One file rather than its directory, which may be nobody else's to read. */
    HeadgateContainer withFile(Path file, String path) {
        binds.add(new Bind(file.toAbsolutePath().toString(), new Volume(path), AccessMode.ro));
        return this;
    }

    HeadgateContainer withVolume(String name, String path) {
        binds.add(new Bind(name, new Volume(path)));
        return this;
    }

    private void restrict(CreateContainerCmd command) {
        Objects.requireNonNull(command.getHostConfig())
                .withReadonlyRootfs(true)
                .withTmpFs(temporary)
                .withMemory(memory)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withBinds(binds);
        // The image's, but for a test that waits for it.
        command.withHealthcheck(new HealthCheck()
                .withInterval(Duration.ofSeconds(2).toNanos())
                .withTimeout(Duration.ofSeconds(10).toNanos())
                .withStartPeriod(Duration.ofMinutes(2).toNanos())
                .withRetries(2));
    }

    /** Without warning. */
    void kill() {
        signal("KILL");
        awaitEnd();
    }

    void signal(String name) {
        dockerClient.killContainerCmd(getContainerId()).withSignal(name).exec();
    }

    /** Asks it to leave, and gives it the time for that which the Compose file gives. */
    void leave() {
        dockerClient
                .stopContainerCmd(getContainerId())
                .withTimeout(GRACE_SECONDS)
                .exec();
    }

    void awaitEnd() {
        await().atMost(LONGEST).until(() -> !isRunning());
    }

    ContainerState state() {
        return getCurrentContainerInfo().getState();
    }

    long exitCode() {
        return Objects.requireNonNull(state().getExitCodeLong());
    }

    String health() {
        return state().getHealth().getStatus();
    }

    String output() {
        return getLogs(OutputType.STDOUT);
    }

    String messages() {
        return getLogs(OutputType.STDERR);
    }

    private static final class HasEnded extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient client, String container) {
            return DockerStatus.isContainerStopped(getCurrentState(client, container))
                    ? StartupStatus.SUCCESSFUL
                    : StartupStatus.NOT_YET_KNOWN;
        }
    }
}
