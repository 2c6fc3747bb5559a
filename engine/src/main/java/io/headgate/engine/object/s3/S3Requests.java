package io.headgate.engine.object.s3;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.error.StorageUnavailable.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends requests: not more than so many at a time, and again while that may help. A read may always be sent again; a write only
 * after an answer that says that it had no effect, because one that had could by then have been built upon, and sent again it
 * would undo that or be told that somebody else was first. Thread-safe.
 */
final class S3Requests {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final double JITTER = 0.5;

    private final String location;
    private final S3Settings settings;
    private final Semaphore atATime;
    private final RetryPolicy<Object> reads;
    private final RetryPolicy<Object> writes;

    S3Requests(String location, S3Settings settings) {
        this.location = location;
        this.settings = settings;
        this.atATime = new Semaphore(settings.parallelRequests(), true);
        this.reads = policy(S3Failure::readMayBeRepeated);
        this.writes = policy(S3Failure::writeMayBeRepeated);
    }

    /** @throws SdkException when it failed for good */
    <T> T read(String operation, Supplier<T> request) {
        return send(operation, reads, request);
    }

    /** @throws SdkException when it failed for good; the write may have had its effect unless that says otherwise */
    <T> T write(String operation, Supplier<T> request) {
        return send(operation, writes, request);
    }

    StorageUnavailable unavailable(String operation, SdkException cause) {
        String what = "Could not " + operation + " (store " + location + "): ";
        return switch (S3Failure.of(cause)) {
            case DENIED ->
                unavailable(
                        operation,
                        Reason.DENIED,
                        what + "access is denied: " + cause.getMessage()
                                + ". Check the credentials of this process (the AWS default chain: environment, profile,"
                                + " container or instance role) and that they allow to get, put, delete and list there.",
                        cause);
            case NO_SUCH_BUCKET ->
                unavailable(
                        operation,
                        Reason.NO_SUCH_STORE,
                        what + "the bucket is not there: " + cause.getMessage()
                                + ". Create it, or check its name, the region and the endpoint.",
                        cause);
            case UNTRUSTED ->
                unavailable(
                        operation,
                        Reason.UNTRUSTED,
                        what + "the server's certificate is not trusted: " + cause.getMessage()
                                + ". Check the endpoint; s3.ca names a file with the certificates to trust.",
                        cause);
            case THROTTLED, COLLISION ->
                unavailable(
                        operation,
                        Reason.THROTTLED,
                        what + "the store is still busy after " + settings.attempts() + " attempts: "
                                + cause.getMessage() + ". Retry later; if it goes on, write less often.",
                        cause);
            case NOT_SENT, UNKNOWN, NOT_FOUND, PRECONDITION ->
                unavailable(
                        operation,
                        Reason.NO_ANSWER,
                        what + cause.getMessage() + ". Retry; if it goes on, check that the endpoint can be reached.",
                        cause);
        };
    }

    private static StorageUnavailable unavailable(String operation, Reason reason, String message, SdkException cause) {
        return new StorageUnavailable(operation, reason, message, cause);
    }

    private <T> T send(String operation, RetryPolicy<Object> policy, Supplier<T> request) {
        try {
            return Failsafe.with(policy).get(() -> admitted(operation, request));
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            throw e;
        } catch (FailsafeException e) {
            // Only a pause between two attempts that was interrupted comes here.
            throw interrupted(operation);
        }
    }

    private <T> T admitted(String operation, Supplier<T> request) {
        try {
            long patience =
                    settings.requestTimeout().multipliedBy(settings.attempts()).toMillis();
            if (!atATime.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
                throw new StorageUnavailable(
                        operation,
                        "Could not " + operation + " (store " + location + "): " + settings.parallelRequests()
                                + " other requests have been under way for too long. Check that the endpoint answers.");
            }
        } catch (InterruptedException e) {
            throw interrupted(operation);
        }
        try {
            return request.get();
        } finally {
            atATime.release();
        }
    }

    private StorageUnavailable interrupted(String operation) {
        Thread.currentThread().interrupt();
        return new StorageUnavailable(operation, "Could not " + operation + " (store " + location + "): interrupted.");
    }

    private RetryPolicy<Object> policy(Predicate<S3Failure> repeated) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder();
        return policy.handleIf(thrown -> thrown instanceof SdkException failure
                        && !(failure instanceof AbortedException)
                        && repeated.test(S3Failure.of(failure)))
                .withMaxAttempts(settings.attempts())
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(JITTER)
                .build();
    }
}
