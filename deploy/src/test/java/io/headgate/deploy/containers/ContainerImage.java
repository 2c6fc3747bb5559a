package io.headgate.deploy.containers;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** An image that a suite needs; which one is the system property's to say. */
enum ContainerImage {
    KAFKA("headgate.image.kafka", "apache/kafka", true),
    MINIO("headgate.image.minio", "minio/minio", true),
    MINIO_CLIENT("headgate.image.minio-client", "minio/mc", true),
    /** Ours, which {@code deploy/docker/build} makes. */
    HEADGATE("headgate.image.headgate", "headgate", false);

    private final String property;
    private final String standsFor;
    private final boolean published;

    ContainerImage(String property, String standsFor, boolean published) {
        this.property = property;
        this.standsFor = standsFor;
        this.published = published;
    }

    /**
     * The image, when it can be started here. Without a Docker daemon, or where the image neither is nor can be pulled, the test is
     * skipped and says why. What we build ourselves is never pulled: by that name there could be anything.
     */
    DockerImageName require() {
        String name = System.getProperty(property, "");
        assumeTrue(!name.isEmpty(), "the system property " + property + " names no image");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "there is no Docker daemon to run " + name);
        if (!isThere(name)) {
            assumeTrue(published, "the image " + name + " is not here; deploy/docker/build makes it");
            pull(name);
        }
        return DockerImageName.parse(name).asCompatibleSubstituteFor(standsFor);
    }

    private static boolean isThere(String name) {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static void pull(String name) {
        try {
            DockerClientFactory.instance().client().pullImageCmd(name).start().awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort("interrupted while " + name + " was pulled");
        } catch (RuntimeException e) {
            abort("the image " + name + " is not here and cannot be pulled: " + e.getMessage());
        }
    }
}
