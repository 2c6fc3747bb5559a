package io.headgate.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** A node type's key: one @key, naming properties that are always there and whose text tells different values apart. */
final class KeyRules {

    private final BodyReader body;

    KeyRules(BodyReader body) {
        this.body = body;
    }

    /** The names of the key's properties, in its order. */
    List<String> key(Token typeName) {
        List<BodyReader.Annotation> keys = body.keys();
        if (keys.isEmpty()) {
            throw Refusal.at(
                    typeName,
                    "node " + body.typeName() + " has no key; put @key behind the type of the property that identifies"
                            + " it, or name several: @key(a, b)");
        }
        if (keys.size() > 1) {
            throw Refusal.at(
                    keys.get(1).at(),
                    "node " + body.typeName() + " has a second @key; a key of several properties is written once, as in"
                            + " @key(a, b)");
        }
        List<String> names = new ArrayList<>();
        for (Token part : keys.get(0).named()) {
            checkPart(part);
            if (names.contains(part.getText())) {
                throw Refusal.at(part, "property '" + part.getText() + "' is already in this key");
            }
            names.add(part.getText());
        }
        return names;
    }

    /** The column {@code id} is the key's text, so a property of that name has to be exactly that. */
    void checkIdProperty(List<String> key) {
        Optional<BodyReader.Declared> id = Optional.ofNullable(body.byName().get(TypeDeclaration.ID));
        id.filter(found -> !isKeyText(found.property(), key)).ifPresent(found -> {
            throw Refusal.at(
                    found.name(),
                    "the column 'id' of a node table holds the text of its key, so a property 'id' has to be the only"
                            + " @key and a String; make it 'id: String @key', or choose another name");
        });
    }

    private static boolean isKeyText(Property id, List<String> key) {
        return key.equals(List.of(TypeDeclaration.ID)) && id.type().equals(new PropertyType.Scalar(ScalarType.STRING));
    }

    private void checkPart(Token part) {
        String name = part.getText();
        BodyReader.Declared declared = Optional.ofNullable(body.byName().get(name))
                .orElseThrow(() -> Refusal.at(
                        part,
                        "node " + body.typeName() + " has no property '" + name + "'"
                                + NearMiss.hint(name, body.byName().keySet()) + ", so it cannot be part of the key"));
        declared.nullable().ifPresent(mark -> {
            throw Refusal.at(mark, "key property '" + name + "' cannot be nullable; remove the ?");
        });
        declared.property().type().match(new KeyType(declared));
    }

    /** Refuses the types that have no canonical text. */
    private record KeyType(BodyReader.Declared declared) implements PropertyType.Cases<Boolean> {
        @Override
        public Boolean scalar(ScalarType type) {
            if (type == ScalarType.F32 || type == ScalarType.F64) {
                throw refusal("a floating-point number", "rounding would make two keys of one");
            }
            return true;
        }

        @Override
        public Boolean vector(int dimensions) {
            throw refusal("a vector", "it has no text");
        }

        @Override
        public Boolean list(ScalarType element) {
            throw refusal("a list", "it has no text");
        }

        @Override
        public Boolean enumeration(List<String> symbols) {
            return true;
        }

        private RuntimeException refusal(String kind, String reason) {
            return Refusal.at(
                    declared.type(),
                    "key property '" + declared.property().name() + "' cannot be " + kind + " (" + reason
                            + "); use String, Bool, I32, I64, U32, U64, Date, DateTime or enum");
        }
    }
}
