package io.headgate.ingest.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables in the place of <code>${NAME}</code> and <code>${NAME:-default}</code>; <code>$${</code> stands
 * for <code>${</code> itself. What a variable holds is not looked at again.
 */
final class EnvironmentReferences {

    private static final Pattern REFERENCE = Pattern.compile("(\\$\\$\\{)|\\$\\{([^{}]*)}|(\\$\\{)");
    private static final Pattern CONTENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;

    EnvironmentReferences(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * @throws IllegalArgumentException when a variable is not set or a reference is not well formed; the message names the
     *     variable but nothing else of the text, which may be a secret
     */
    String expand(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String replacement = matcher.group(1) != null ? "${" : valueOf(matcher.group(2));
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(expanded).toString();
    }

    /** The text that {@link #expand} turns into this one. */
    static String escape(String text) {
        return text.replace("${", "$${");
    }

    private String valueOf(@Nullable String content) {
        Matcher parts = CONTENT.matcher(content == null ? "" : content);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "has a '${' that begins neither ${NAME} nor ${NAME:-default}; write '$${' for the two characters '${'");
        }
        String value = environment.get(parts.group(1));
        if (value != null) {
            return value;
        }
        if (parts.group(2) != null) {
            return parts.group(2);
        }
        throw new IllegalArgumentException("refers to the environment variable " + parts.group(1)
                + ", which is not set; set it, or give a default: ${" + parts.group(1) + ":-…}");
    }
}
