package io.headgate.ingest.decode;

/** Why a record could not be applied. The names are stored in the dead-letter table. */
public enum RejectionCode {
    MALFORMED_JSON,
    NOT_AN_OBJECT,
    WRONG_TYPE,
    OUT_OF_RANGE,
    MISSING_FIELD,
    NULL_FIELD,
    UNKNOWN_SYMBOL,
    WRONG_DIMENSIONS,
    TOO_LARGE,
    NO_VALUE,
    BAD_KEY
}
