package io.headgate.engine.write;

import io.headgate.engine.manifest.GraphManifest;

/**
 * Somebody else published while a write was about to restore what its own base pins. That would put old content over published
 * one: the write goes on from the newer version instead.
 */
final class Outrun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GraphManifest newest;

    Outrun(GraphManifest newest) {
        super("graph version " + newest.version() + " is there by now");
        this.newest = newest;
    }

    GraphManifest newest() {
        return newest;
    }
}
