package io.headgate.ingest.decode;

/**
 * Leaves the decoding of a record that has to be rejected. It never leaves this package: the decoder turns it into a
 * {@link Rejection}. It has no stack trace, so that a topic full of bad records stays cheap.
 */
final class Refusal extends Exception {

    private final RejectionCode code;
    private final String detail;

    Refusal(RejectionCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    RejectionCode code() {
        return code;
    }

    /** What was found and expected, without the name of the field. */
    String detail() {
        return detail;
    }
}
