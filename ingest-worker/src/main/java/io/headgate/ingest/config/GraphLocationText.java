package io.headgate.ingest.config;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How people write where a graph is: a path, or {@code s3://bucket/prefix}. */
public final class GraphLocationText {

    static final String ALLOWED = "a path or `s3://bucket/prefix`";

    private static final String S3 = "s3://";

    /** What would make a strange directory, but was surely meant as a URL. */
    private static final Pattern URL = Pattern.compile("(?i)s3[an]?:.*|[a-z][a-z0-9+.-]+:/.*|.*://.*", Pattern.DOTALL);

    private static final Pattern BUCKET = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    /** Without the characters that a URL has other uses for: Lance is told where its tables are as a URL. */
    private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._=-]+");

    /** Of the 1024 bytes that a key may have; the rest is for the names within a graph. */
    private static final int LONGEST_PREFIX = 512;

    private GraphLocationText() {}

    /**
     * Where that is.
     *
     * @param base what a path is relative to
     * @throws RefusedText when it is neither
     */
    public static GraphLocation parse(String text, Path base) {
        if (text.isBlank()) {
            throw RefusedText.butHasToBe(text, plainAllowed());
        }
        boolean url = URL.matcher(text).matches();
        if (url && text.contains("@")) {
            throw RefusedText.withCredentials();
        }
        if (text.startsWith(S3)) {
            return bucketAndPrefix(text, text.substring(S3.length()));
        }
        if (url) {
            throw RefusedText.butHasToBe(
                    text, plainAllowed() + ", in exactly that form: no other kind of URL is known");
        }
        try {
            return new LocalDirectory(base.resolve(text));
        } catch (InvalidPathException e) {
            throw RefusedText.because(text, "which is not a path: " + e.getReason());
        }
    }

    /** The text that stands for it. */
    static String render(GraphLocation location) {
        return location.toString();
    }

    private static GraphLocation bucketAndPrefix(String text, String rest) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String below = slash < 0 ? "" : rest.substring(slash + 1);
        if (!BUCKET.matcher(bucket).matches() || IP_ADDRESS.matcher(bucket).matches()) {
            throw RefusedText.because(
                    text,
                    "but '" + bucket + "' is not the name of a bucket: 3 to 63 lowercase letters, digits, '.' and '-',"
                            + " with a letter or digit at both ends, no '..', and not an IP address");
        }
        return new S3Prefix(bucket, prefix(text, below.endsWith("/") ? below.substring(0, below.length() - 1) : below));
    }

    private static String prefix(String text, String prefix) {
        if (prefix.isEmpty()) {
            return prefix;
        }
        for (String part : prefix.split("/", -1)) {
            if (!PART.matcher(part).matches()) {
                throw RefusedText.because(
                        text,
                        "but '" + part + "' cannot be a part of its prefix: letters, digits, '.', '_', '-' and '=',"
                                + " at least one, and neither '.' nor '..'");
            }
        }
        if (prefix.length() > LONGEST_PREFIX) {
            throw RefusedText.because(
                    text,
                    "but a prefix has at most " + LONGEST_PREFIX + " characters, and this one " + prefix.length());
        }
        return prefix;
    }

    private static String plainAllowed() {
        return ALLOWED.replace("`", "");
    }
}
