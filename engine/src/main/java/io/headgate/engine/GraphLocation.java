package io.headgate.engine;

import java.nio.file.Path;

/** Where a graph is: everything below one directory, or below one prefix of a bucket. */
public sealed interface GraphLocation {

    /** @param path absolute and normalized */
    record LocalDirectory(Path path) implements GraphLocation {

        public LocalDirectory {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A prefix of a bucket.
     *
     * @param prefix neither begins nor ends with a slash; empty for the whole bucket
     */
    record S3Prefix(String bucket, String prefix) implements GraphLocation {

        @Override
        public String toString() {
            return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }
}
