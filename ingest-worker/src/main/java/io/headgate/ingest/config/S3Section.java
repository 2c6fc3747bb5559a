package io.headgate.ingest.config;

import io.headgate.engine.GraphLocation;
import io.headgate.engine.object.s3.S3Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code s3} of the worker's file. */
final class S3Section {

    static final String NAME = "s3";

    /** Of no key that is allowed here. */
    private static final Pattern CREDENTIAL = Pattern.compile("(?i).*(key|secret|token|credential|passw|user).*");

    private final Section section;
    private final EnvironmentReferences environment;

    private S3Section(Section section, EnvironmentReferences environment) {
        this.section = section;
        this.environment = environment;
    }

    /** @param directory what the path in it is relative to */
    static S3Settings read(Section top, GraphLocation graph, EnvironmentReferences environment, Path directory) {
        Section section = top.section(NAME);
        section.names().stream()
                .filter(name -> CREDENTIAL.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw section.problem(
                            name,
                            "is not read from this file, as no credential is: it would be in every copy. Remove the line."
                                    + " Credentials come from where every AWS tool looks for them: AWS_ACCESS_KEY_ID and"
                                    + " AWS_SECRET_ACCESS_KEY in the environment, a profile, or the role of the container or"
                                    + " machine; see docs/s3.md");
                });
        section.allowing(ConfigKeys.namesIn(NAME));
        if (graph instanceof GraphLocation.S3Prefix) {
            return new S3Section(section, environment).settings(directory);
        }
        if (!section.names().isEmpty()) {
            throw top.problem(
                    NAME,
                    "is there, but the graph is in a local directory, " + graph
                            + ". Remove the section, or make 'graph' an s3://bucket/prefix");
        }
        return S3Settings.DEFAULT;
    }

    private S3Settings settings(Path directory) {
        return new S3Settings(
                section.read(ConfigKeys.S3_ENDPOINT, environment),
                section.read(ConfigKeys.S3_REGION, environment),
                value(ConfigKeys.S3_PATH_STYLE),
                section.read(ConfigKeys.S3_CA, environment).map(text -> certificates(text, directory)),
                value(ConfigKeys.S3_CONNECT_TIMEOUT),
                value(ConfigKeys.S3_REQUEST_TIMEOUT),
                Math.toIntExact(value(ConfigKeys.S3_ATTEMPTS)),
                Math.toIntExact(value(ConfigKeys.S3_PARALLEL_REQUESTS)));
    }

    /** The section with every key, as the file has it. */
    static Map<String, Object> write(S3Settings s3) {
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, ConfigKeys.S3_ENDPOINT, s3.endpoint());
        put(keys, ConfigKeys.S3_REGION, s3.region());
        put(keys, ConfigKeys.S3_PATH_STYLE, Optional.of(s3.pathStyle()));
        put(keys, ConfigKeys.S3_CA, s3.certificateAuthority().map(Path::toString));
        put(keys, ConfigKeys.S3_CONNECT_TIMEOUT, Optional.of(s3.connectTimeout()));
        put(keys, ConfigKeys.S3_REQUEST_TIMEOUT, Optional.of(s3.requestTimeout()));
        put(keys, ConfigKeys.S3_ATTEMPTS, Optional.of((long) s3.attempts()));
        put(keys, ConfigKeys.S3_PARALLEL_REQUESTS, Optional.of((long) s3.parallelRequests()));
        return keys;
    }

    private static <T> void put(Map<String, Object> keys, ConfigKey<T> key, Optional<T> value) {
        value.ifPresent(given ->
                keys.put(key.name(), EnvironmentReferences.escape(key.type().render(given))));
    }

    private Path certificates(String text, Path directory) {
        try {
            return S3Text.certificates(text, directory);
        } catch (RefusedText e) {
            throw section.problem(ConfigKeys.S3_CA.name(), e.rest());
        }
    }

    private <T> T value(ConfigKey<T> key) {
        return section.read(key, environment)
                .orElseThrow(() -> new IllegalStateException(key.path() + " has no default"));
    }
}
