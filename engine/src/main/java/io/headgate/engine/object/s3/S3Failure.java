package io.headgate.engine.object.s3;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception out of the SDK means for the request that it ended. */
enum S3Failure {
    /** There is no such object. */
    NOT_FOUND,
    /** The condition of a put did not hold. */
    PRECONDITION,
    /** Another request for the same object was under way; this one had no effect. */
    COLLISION,
    /** The store asks for fewer requests; this one had no effect. */
    THROTTLED,
    /** No connection came about, so nothing was sent. */
    NOT_SENT,
    /** The server has no certificate that is trusted, so nothing was sent. */
    UNTRUSTED,
    /** The credentials are missing, wrong, expired or not enough; the request had no effect. */
    DENIED,
    /** The bucket is not there, or not where it was looked for; the request had no effect. */
    NO_SUCH_BUCKET,
    /** Anything else. A write may have had its effect. */
    UNKNOWN;

    private static final Set<String> THROTTLING =
            Set.of("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequests");
    private static final Set<String> MISPLACED =
            Set.of("NoSuchBucket", "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint");

    static S3Failure of(SdkException thrown) {
        if (thrown instanceof AwsServiceException answer) {
            String code = answer.awsErrorDetails() == null
                    ? null
                    : answer.awsErrorDetails().errorCode();
            return ofAnswer(answer.statusCode(), String.valueOf(code));
        }
        return ofNoAnswer(thrown);
    }

    private static S3Failure ofAnswer(int status, String code) {
        if (MISPLACED.contains(code) || status == 301) {
            return NO_SUCH_BUCKET;
        }
        if (THROTTLING.contains(code) || status == 429) {
            return THROTTLED;
        }
        return switch (status) {
            case 401, 403 -> DENIED;
            case 404 -> NOT_FOUND;
            case 409 -> COLLISION;
            case 412 -> PRECONDITION;
            default -> UNKNOWN;
        };
    }

    private static S3Failure ofNoAnswer(SdkException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return NOT_SENT;
            }
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof SSLPeerUnverifiedException) {
                return UNTRUSTED;
            }
        }
        // The only way in which the SDK says so.
        return String.valueOf(thrown.getMessage()).contains("Unable to load credentials") ? DENIED : UNKNOWN;
    }

    /** Whether a write that ended so may be sent again: it had no effect, and the next time may be different. */
    boolean writeMayBeRepeated() {
        return switch (this) {
            case COLLISION, THROTTLED, NOT_SENT -> true;
            case NOT_FOUND, PRECONDITION, UNTRUSTED, DENIED, NO_SUCH_BUCKET, UNKNOWN -> false;
        };
    }

    /** Whether a read that ended so may be sent again. */
    boolean readMayBeRepeated() {
        return writeMayBeRepeated() || this == UNKNOWN;
    }
}
