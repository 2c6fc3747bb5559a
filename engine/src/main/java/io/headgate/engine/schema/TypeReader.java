package io.headgate.engine.schema;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.toMap;

import io.headgate.engine.schema.grammar.PgParser;
import io.headgate.recovery.error.BadSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Gives the types of the language their meaning. */
final class TypeReader {

    /** 65,536 floats are 256 KiB a row; a larger number is a mistake, and it would not fit a batch. */
    static final int MOST_DIMENSIONS = 65_536;

    private static final String VECTOR = "Vector";
    private static final String ENUM = "enum";

    private static final Map<String, ScalarType> SCALARS = Arrays.stream(ScalarType.values())
            .collect(collectingAndThen(toMap(ScalarType::keyword, type -> type), Map::copyOf));

    private static final List<String> TYPE_NAMES = Stream.concat(
                    Arrays.stream(ScalarType.values()).map(ScalarType::keyword), Stream.of(VECTOR, ENUM))
            .toList();

    private static final String ALL_TYPES = "the types are "
            + String.join(
                    " ",
                    Arrays.stream(ScalarType.values()).map(ScalarType::keyword).toList())
            + " Vector(n) enum(a, b) [scalar]";

    /** What other languages call our types, in lower case. */
    private static final Map<String, String> NAMED_ELSEWHERE = Map.ofEntries(
            Map.entry("int", "I32' or 'I64"),
            Map.entry("integer", "I32' or 'I64"),
            Map.entry("int32", "I32"),
            Map.entry("int64", "I64"),
            Map.entry("long", "I64"),
            Map.entry("uint32", "U32"),
            Map.entry("uint64", "U64"),
            Map.entry("float", "F32' or 'F64"),
            Map.entry("float32", "F32"),
            Map.entry("float64", "F64"),
            Map.entry("double", "F64"),
            Map.entry("number", "F64' or 'I64"),
            Map.entry("boolean", "Bool"),
            Map.entry("text", "String"),
            Map.entry("utf8", "String"),
            Map.entry("timestamp", "DateTime"),
            Map.entry("instant", "DateTime"),
            Map.entry("list", "[String]"),
            Map.entry("array", "[String]"),
            Map.entry("embedding", "Vector"));

    private TypeReader() {}

    static PropertyType read(PgParser.TypeContext type) {
        PgParser.@Nullable NameContext element = type.element;
        return element == null ? plain(type.scalar.getStart(), type.arguments()) : list(type, element.getStart());
    }

    private static PropertyType plain(Token name, PgParser.@Nullable ArgumentsContext arguments) {
        return switch (name.getText()) {
            case VECTOR -> vector(name, arguments);
            case ENUM -> enumeration(name, arguments);
            default -> new PropertyType.Scalar(scalar(name, arguments));
        };
    }

    private static PropertyType list(PgParser.TypeContext type, Token element) {
        if (element.getText().equals(VECTOR) || element.getText().equals(ENUM)) {
            throw Refusal.at(
                    element,
                    "a list of " + element.getText() + " is not possible; a list holds scalars, as in [String]");
        }
        ScalarType scalar = scalar(element, type.arguments());
        if (type.nullableElement != null) {
            throw Refusal.at(
                    type.nullableElement,
                    "a list cannot hold nulls; for a list that may be absent put the ? behind it: [" + scalar.keyword()
                            + "]?");
        }
        return new PropertyType.ListOf(scalar);
    }

    private static ScalarType scalar(Token name, PgParser.@Nullable ArgumentsContext arguments) {
        ScalarType scalar = Optional.ofNullable(SCALARS.get(name.getText())).orElseThrow(() -> unknown(name));
        if (arguments != null) {
            throw Refusal.at(arguments.getStart(), "found '(', but " + scalar.keyword() + " takes no arguments");
        }
        return scalar;
    }

    private static PropertyType vector(Token name, PgParser.@Nullable ArgumentsContext arguments) {
        if (arguments == null || arguments.argument().size() != 1) {
            throw Refusal.at(name, "Vector needs its number of dimensions, as in Vector(384)");
        }
        Token count = arguments.argument(0).getStart();
        if (count.getType() != PgParser.NUMBER) {
            throw Refusal.at(
                    count, "found " + PgText.describe(count) + ", expected a number of dimensions, as in Vector(384)");
        }
        return new PropertyType.Vector(dimensions(count));
    }

    private static int dimensions(Token count) {
        try {
            int dimensions = Integer.parseInt(count.getText());
            if (dimensions >= 1 && dimensions <= MOST_DIMENSIONS) {
                return dimensions;
            }
        } catch (NumberFormatException tooLarge) {
            // The message below is right for it as well.
        }
        throw Refusal.at(count, "a vector has 1 to " + MOST_DIMENSIONS + " dimensions, not " + PgText.unquoted(count));
    }

    private static PropertyType enumeration(Token name, PgParser.@Nullable ArgumentsContext arguments) {
        if (arguments == null || arguments.argument().isEmpty()) {
            throw Refusal.at(name, "enum needs at least one symbol, as in enum(red, green)");
        }
        List<String> symbols = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PgParser.ArgumentContext argument : arguments.argument()) {
            Token symbol = argument.getStart();
            if (!PgText.isName(symbol)) {
                throw Refusal.at(
                        symbol,
                        "found " + PgText.describe(symbol)
                                + ", expected a symbol: letters, digits and _, not starting with a digit");
            }
            if (!seen.add(symbol.getText())) {
                throw Refusal.at(symbol, "symbol '" + symbol.getText() + "' is already in this enum");
            }
            symbols.add(symbol.getText());
        }
        return new PropertyType.Enumeration(symbols);
    }

    private static BadSchema unknown(Token name) {
        String text = name.getText();
        String elsewhere = NAMED_ELSEWHERE.getOrDefault(text.toLowerCase(Locale.ROOT), "");
        String hint = elsewhere.isEmpty() ? NearMiss.hint(text, TYPE_NAMES) : " (did you mean '" + elsewhere + "'?)";
        return Refusal.at(name, "unknown type " + PgText.describe(name) + hint + "; " + ALL_TYPES);
    }
}
