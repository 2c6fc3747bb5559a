package io.headgate.deploy.containers;

import org.testcontainers.DockerClientFactory;

/** A volume of the daemon's, empty at first, and gone when this is closed. */
record DockerVolume(String name) implements AutoCloseable {

    static DockerVolume make() {
        return new DockerVolume(DockerClientFactory.instance()
                .client()
                .createVolumeCmd()
                .withLabels(DockerClientFactory.DEFAULT_LABELS)
                .exec()
                .getName());
    }

    @Override
    public void close() {
        DockerClientFactory.instance().client().removeVolumeCmd(name).exec();
    }
}
