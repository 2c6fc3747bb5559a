package io.headgate.ingest.config;

/**
 * Text that is not what it has to be. The message is the rest of a sentence that begins with the name of the key, and is
 * meant for people: it repeats the text only when no secret can be in it.
 */
public final class RefusedText extends IllegalArgumentException {

    private static final String NO_CREDENTIALS =
            "has an '@' in it, as if a user name or a password came with it. It cannot have one. Credentials are never part"
                    + " of a URL; see docs/s3.md for where they come from";

    private RefusedText(String message) {
        super(message);
    }

    static RefusedText butHasToBe(String text, String allowed) {
        return because(text, "but has to be " + allowed);
    }

    static RefusedText because(String text, String reason) {
        return new RefusedText("is '" + text + "', " + reason);
    }

    /** The text is not repeated. */
    static RefusedText withCredentials() {
        return new RefusedText(NO_CREDENTIALS);
    }

    /** What follows the name of the key. */
    public String rest() {
        return String.valueOf(getMessage());
    }
}
