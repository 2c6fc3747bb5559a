package io.headgate.engine.verify;

/** What a check came to. */
public enum Verdict {
    /** It holds. */
    OK,
    /** It holds, and there is something that a person may want to know. */
    NOTE,
    /** It does not hold. */
    PROBLEM
}
