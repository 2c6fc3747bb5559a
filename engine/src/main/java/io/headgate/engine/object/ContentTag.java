package io.headgate.engine.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says which content an object has; equal content may or may not have an equal tag, unequal content never has. */
public record ContentTag(String value) {

    /** The SHA-256 of the content: for stores whose medium keeps no tags of its own. */
    static ContentTag of(byte[] content) {
        try {
            return new ContentTag(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
