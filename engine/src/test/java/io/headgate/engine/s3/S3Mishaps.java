package io.headgate.engine.s3;

/** Says what goes wrong with requests. Implementations are thread-safe. */
@FunctionalInterface
public interface S3Mishaps {

    S3Mishaps NONE = call -> S3Mishap.NONE;

    S3Mishap of(S3Call call);
}
