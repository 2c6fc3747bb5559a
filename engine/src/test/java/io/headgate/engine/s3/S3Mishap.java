package io.headgate.engine.s3;

/** What goes wrong with one request. */
public enum S3Mishap {
    NONE,
    /** The server gets it only after {@link S3Gateway#LATENESS}, and does it, whether the client still waits or not. */
    LATE,
    /** The connection ends before the server has seen it. */
    REQUEST_LOST,
    /** The server asks for fewer requests, and does nothing. */
    SLOW_DOWN,
    /** The server fails, and does nothing. */
    INTERNAL_ERROR,
    /** The server says that the condition does not hold, and does nothing. */
    REFUSAL,
    /** The server does it, and the connection ends before the answer. */
    ANSWER_LOST,
    /** The server does it, and says that it failed. */
    ANSWER_GARBLED,
    /** The server does it, and the connection ends in the middle of the answer. */
    BODY_CUT,
    /** The server refuses it because of its condition, and says that it did it: no S3 server, but some look like one. */
    REFUSAL_HIDDEN
}
