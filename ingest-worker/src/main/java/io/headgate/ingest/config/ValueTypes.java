package io.headgate.ingest.config;

import io.headgate.engine.manifest.TableKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types of value that keys have. */
final class ValueTypes {

    private static final Map<String, Long> MILLIS_PER_UNIT =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9.:_%-]{1,253}");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern TARGET = Pattern.compile("(node|edge):([A-Za-z_][A-Za-z0-9_]*|\\$[0-9])");

    /** What a name cannot contain and a pattern that is no name has to; anything else is a mistake in a name. */
    private static final Pattern PATTERN_SIGN = Pattern.compile(".*[\\\\*+?()\\[\\]{}|^$].*");

    static final ValueType<String> PATH =
            new ValueType<>("path", "a path", ValueTypes::nonEmpty, UnaryOperator.identity());

    static final ValueType<String> LOCATION =
            new ValueType<>("location", GraphLocationText.ALLOWED, ValueTypes::nonEmpty, UnaryOperator.identity());

    static final ValueType<URI> S3_ENDPOINT = new ValueType<>("url", S3Text.ENDPOINT, S3Text::endpoint, URI::toString);

    static final ValueType<String> S3_REGION =
            new ValueType<>("region", S3Text.REGION, S3Text::region, UnaryOperator.identity());

    static final ValueType<Boolean> TRUTH =
            new ValueType<>("truth value", S3Text.TRUTH, S3Text::truth, String::valueOf);

    static final ValueType<String> TOPIC_NAME = new ValueType<>(
            "topic",
            "a topic's name (letters, digits, `.`, `_`, `-`) or a regular expression",
            ValueTypes::parseTopic,
            UnaryOperator.identity());

    static final ValueType<String> TOPIC_PREFIX = new ValueType<>(
            "prefix",
            "the beginning of a topic's name: up to 200 letters, digits, `.`, `_`, `-`",
            ValueTypes::parsePrefix,
            UnaryOperator.identity());

    static final ValueType<String> NAME =
            new ValueType<>("name", "a name", ValueTypes::nonEmpty, UnaryOperator.identity());

    static final ValueType<Double> SHARE =
            new ValueType<>("share", "a number above 0, up to 1", ValueTypes::parseShare, String::valueOf);

    static final ValueType<Long> COUNT =
            new ValueType<>("number", "a whole number", ValueTypes::parseCount, String::valueOf);

    static final ValueType<String> HOST =
            new ValueType<>("host", "an IP address or a host name", ValueTypes::parseHost, UnaryOperator.identity());

    static final ValueType<Integer> PORT =
            new ValueType<>("port", "a port, from 1 to 65535", ValueTypes::parsePort, String::valueOf);

    static final ValueType<DataSize> SIZE =
            new ValueType<>("size", "a number with `B`, `KiB`, `MiB` or `GiB`", DataSize::parse, DataSize::toString);

    static final ValueType<Duration> DURATION_TYPE = new ValueType<>(
            "duration", "a number with `ms`, `s`, `m` or `h`", ValueTypes::parseDuration, ValueTypes::renderDuration);

    static final ValueType<TargetType> TARGET_TYPE = new ValueType<>(
            "type",
            "`node:` or `edge:` and a type of the schema, or `$1` for a pattern's group",
            ValueTypes::parseTarget,
            TargetType::toString);

    static final ValueType<StartPosition> START = new ValueType<>(
            "position",
            "`earliest`, `latest` or a time such as `2026-01-31T00:00:00Z`",
            ValueTypes::parseStart,
            ValueTypes::renderStart);

    private ValueTypes() {}

    /** One of the constants of an enum, each known by a keyword. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type, Function<E, String> keyword) {
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> "`" + keyword.apply(constant) + "`")
                .collect(Collectors.joining(" or "));
        return new ValueType<>(
                "word",
                allowed,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> keyword.apply(constant).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not one of the words allowed")),
                keyword);
    }

    private static String nonEmpty(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    static boolean isTopicName(String text) {
        return TOPIC.matcher(text).matches();
    }

    private static String parseTopic(String text) {
        if (isTopicName(text)) {
            return text;
        }
        if (!PATTERN_SIGN.matcher(text).matches()) {
            throw new IllegalArgumentException("not a topic's name");
        }
        // Its exception is an IllegalArgumentException.
        return Pattern.compile(text).pattern();
    }

    static boolean isTopicPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    private static String parsePrefix(String text) {
        if (!isTopicPrefix(text)) {
            throw new IllegalArgumentException("not the beginning of a topic's name");
        }
        return text;
    }

    private static Double parseShare(String text) {
        double share = Double.parseDouble(text);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share");
        }
        return share;
    }

    private static String parseHost(String text) {
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("not a host");
        }
        return text;
    }

    private static Integer parsePort(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("not a port");
        }
        return port;
    }

    private static Long parseCount(String text) {
        return Long.parseLong(text.replace("_", ""));
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        try {
            return Duration.ofMillis(
                    Math.multiplyExact(Long.parseLong(matcher.group(1)), MILLIS_PER_UNIT.get(matcher.group(2))));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long", e);
        }
    }

    private static String renderDuration(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : new String[] {"h", "m", "s"}) {
            long perUnit = MILLIS_PER_UNIT.get(unit);
            if (millis != 0 && millis % perUnit == 0) {
                return millis / perUnit + unit;
            }
        }
        return millis + "ms";
    }

    private static TargetType parseTarget(String text) {
        Matcher matcher = TARGET.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a type");
        }
        return new TargetType(matcher.group(1).equals("node") ? TableKind.NODE : TableKind.EDGE, matcher.group(2));
    }

    private static StartPosition parseStart(String text) {
        if (text.equals("earliest")) {
            return new StartPosition.Earliest();
        }
        if (text.equals("latest")) {
            return new StartPosition.Latest();
        }
        try {
            return new StartPosition.At(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a position", e);
        }
    }

    private static String renderStart(StartPosition start) {
        return start.match(new StartPosition.Cases<>() {
            @Override
            public String earliest() {
                return "earliest";
            }

            @Override
            public String latest() {
                return "latest";
            }

            @Override
            public String at(Instant time) {
                return time.toString();
            }
        });
    }
}
