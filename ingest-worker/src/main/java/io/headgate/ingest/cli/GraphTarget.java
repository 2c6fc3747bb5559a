package io.headgate.ingest.cli;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.s3.S3Settings;

/**
 * A graph as a command was told of it.
 *
 * @param s3 how S3 is reached; the default when the graph is not there
 */
record GraphTarget(GraphLocation location, S3Settings s3) {}
