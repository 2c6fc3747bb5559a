package io.headgate.engine.s3;

/** Says what goes wrong with requests. Implementations are thread-safe. */
@FunctionalInterface
public interface S3Mishaps {

    S3Mishaps NONE = call -> S3Mishap.NONE;

    /** What becomes of a call that has just come. */
    S3Mishap of(S3Call call);

    /** Told when it is known how the call ends, before the caller is; with the same object as before. */
    default void answered(S3Call call) {}
}
