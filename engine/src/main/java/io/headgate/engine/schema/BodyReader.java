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

/** Reads what stands between the braces of a declaration: properties, and keys that are checked by {@link KeyRules}. */
final class BodyReader {

    /** A property and where its parts stand. {@code nullable} is the ? behind the type. */
    record Declared(Property property, Token name, Token type, Optional<Token> nullable) {}

    /** One @key: the token behind the @, and the properties that it names. */
    record Key(Token at, List<Token> properties) {}

    private final String typeName;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final List<Key> keys = new ArrayList<>();

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
                keys.add(key(annotation, lastProperty));
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

    List<Key> keys() {
        return keys;
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

    private static Key key(PgParser.AnnotationContext annotation, Optional<Token> lastProperty) {
        Token name = annotation.name().getStart();
        AnnotationRules.check(name);
        PgParser.@Nullable ArgumentsContext arguments = annotation.arguments();
        if (arguments == null) {
            Token property = lastProperty.orElseThrow(() -> Refusal.at(
                    name, "found @key without a property; put it behind the type of one, or name several: @key(a, b)"));
            return new Key(name, List.of(property));
        }
        if (arguments.argument().isEmpty()) {
            throw Refusal.at(
                    name, "found @key with nothing between the parentheses; name properties, as in @key(a, b)");
        }
        return new Key(
                name,
                arguments.argument().stream()
                        .map(PgParser.ArgumentContext::getStart)
                        .toList());
    }
}
