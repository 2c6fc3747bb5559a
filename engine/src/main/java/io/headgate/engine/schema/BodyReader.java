package io.headgate.engine.schema;

import io.headgate.engine.schema.grammar.PgParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between the braces of a declaration: properties, and annotations that {@link KeyRules} and
 * {@link IndexRules} give a meaning.
 */
final class BodyReader {

    /** A property and where its parts stand. {@code nullable} is the ? behind the type. */
    record Declared(Property property, Token name, Token type, Optional<Token> nullable) {}

    /**
     * A @key or @index. One of {@code property} and {@code arguments} is always there.
     *
     * @param at the token behind the @
     * @param property the name of the property behind whose type it stands
     * @param arguments what it names in parentheses
     */
    record Annotation(Token at, Optional<Token> property, List<Token> arguments) {

        /** What it is about: what it names, else the property that it stands behind. */
        List<Token> named() {
            return arguments.isEmpty() ? property.stream().toList() : arguments;
        }

        /** Where it says what it is about, for errors. */
        Token first() {
            return arguments.isEmpty() ? at : arguments.get(0);
        }
    }

    private final String typeName;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final List<Annotation> keys = new ArrayList<>();
    private final List<Annotation> indexes = new ArrayList<>();

    BodyReader(String typeName) {
        this.typeName = typeName;
    }

    void read(PgParser.BodyContext body) {
        Optional<Token> lastProperty = Optional.empty();
        for (ParseTree item : body.children) {
            if (item instanceof PgParser.PropertyContext property) {
                add(property);
                lastProperty = Optional.of(property.name().getStart());
            } else if (item instanceof PgParser.AnnotationContext annotation) {
                Annotation read = annotation(annotation, lastProperty);
                (read.at().getText().equals(AnnotationRules.INDEX) ? indexes : keys).add(read);
            } else {
                lastProperty = Optional.empty();
            }
        }
    }

    List<Property> properties() {
        return declared.values().stream().map(Declared::property).toList();
    }

    List<Declared> declared() {
        return List.copyOf(declared.values());
    }

    Map<String, Declared> byName() {
        return declared;
    }

    List<Annotation> keys() {
        return keys;
    }

    List<Annotation> indexes() {
        return indexes;
    }

    String typeName() {
        return typeName;
    }

    private void add(PgParser.PropertyContext context) {
        Token name = context.name().getStart();
        NameRules.check(name, "property");
        @Nullable Declared first = declared.get(name.getText());
        if (first != null) {
            throw Refusal.at(
                    name,
                    "property '" + name.getText() + "' of " + typeName + " is already declared in line "
                            + first.name().getLine() + "; remove one of the two");
        }
        PropertyType type = TypeReader.read(context.type());
        Optional<Token> nullable = Optional.ofNullable(context.nullable);
        Property property = new Property(name.getText(), type, nullable.isPresent());
        declared.put(name.getText(), new Declared(property, name, context.type().getStart(), nullable));
    }

    private static Annotation annotation(PgParser.AnnotationContext annotation, Optional<Token> lastProperty) {
        Token name = annotation.name().getStart();
        AnnotationRules.check(name);
        PgParser.@Nullable ArgumentsContext arguments = annotation.arguments();
        if (arguments == null && lastProperty.isEmpty()) {
            throw Refusal.at(
                    name,
                    "found @" + name.getText() + " without a property; put it behind the type of one, or write "
                            + AnnotationRules.example(name));
        }
        if (arguments != null && arguments.argument().isEmpty()) {
            throw Refusal.at(
                    name,
                    "found @" + name.getText() + " with nothing between the parentheses; write "
                            + AnnotationRules.example(name));
        }
        List<Token> named = Optional.ofNullable(arguments).stream()
                .flatMap(list -> list.argument().stream())
                .map(PgParser.ArgumentContext::getStart)
                .toList();
        return new Annotation(name, lastProperty, named);
    }
}
