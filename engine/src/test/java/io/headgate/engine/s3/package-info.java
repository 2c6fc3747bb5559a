/** A real S3 server for tests, and what stands between it and its clients. */
@NullMarked
package io.headgate.engine.s3;

import org.jspecify.annotations.NullMarked;
