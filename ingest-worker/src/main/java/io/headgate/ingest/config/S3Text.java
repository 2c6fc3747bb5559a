package io.headgate.ingest.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** How people write the settings for S3, in the worker's file and on the command line alike. */
public final class S3Text {

    static final String ENDPOINT = "`http://` or `https://` with a host and perhaps a port, and no path";
    static final String REGION = "letters, digits and `-`, such as `eu-central-1`";
    static final String TRUTH = "`true` or `false`";

    private static final Pattern REGION_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private S3Text() {}

    /**
     * The URL of a server.
     *
     * @throws RefusedText when it is not one
     */
    public static URI endpoint(String text) {
        if (text.contains("@")) {
            throw RefusedText.withCredentials();
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            String path = uri.getRawPath();
            boolean bare = path == null || path.isEmpty() || path.equals("/");
            if (web && uri.getHost() != null && bare && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return new URI(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority());
            }
        } catch (URISyntaxException e) {
            // The answer is the same as for another URL.
        }
        throw refused(text, ENDPOINT);
    }

    /**
     * The name of a region.
     *
     * @throws RefusedText when it cannot be one
     */
    public static String region(String text) {
        if (!REGION_NAME.matcher(text).matches()) {
            throw refused(text, REGION);
        }
        return text;
    }

    /**
     * A truth value.
     *
     * @throws RefusedText when it is neither of the two
     */
    public static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(text, TRUTH);
        };
    }

    /**
     * A file with certificates, which has to be there.
     *
     * @param base what a path is relative to
     * @throws RefusedText when it is not there
     */
    public static Path certificates(String text, Path base) {
        try {
            Path file = base.resolve(text).toAbsolutePath().normalize();
            if (!text.isBlank() && Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
            throw RefusedText.because(
                    text, "but " + file + " is not a file that can be read. It has to be a PEM file with certificates");
        } catch (InvalidPathException e) {
            throw RefusedText.because(text, "which is not a path: " + e.getReason());
        }
    }

    private static RefusedText refused(String text, String allowed) {
        return RefusedText.butHasToBe(text, allowed.replace("`", ""));
    }
}
