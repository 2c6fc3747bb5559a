package io.headgate.engine.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of one type's table: each on one column, of a kind that suits its type. What stands in the parentheses of an
 * {@code @index} is first a column and then a kind, wherever the annotation stands; so a word means the same in both places.
 */
final class IndexRules {

    /** The only kind that is ever named; the others follow from the type of the column. */
    private static final String TEXT = "text";

    private final BodyReader body;
    private final String kindOfType;

    /** Columns that can be named like properties: src and dst of an edge, none of a node. */
    private final List<String> endpoints;

    private IndexRules(BodyReader body, String kindOfType, List<String> endpoints) {
        this.body = body;
        this.kindOfType = kindOfType;
        this.endpoints = endpoints;
    }

    static IndexRules ofNode(BodyReader body) {
        return new IndexRules(body, "node", List.of());
    }

    static IndexRules ofEdge(BodyReader body) {
        return new IndexRules(body, "edge", List.of(TypeDeclaration.SRC, TypeDeclaration.DST));
    }

    /** The index on {@code id}, then the declared ones in their order. */
    List<DeclaredIndex> indexes() {
        Map<DeclaredIndex, Token> declared = new LinkedHashMap<>();
        for (BodyReader.Annotation index : body.indexes()) {
            DeclaredIndex read = read(index);
            @Nullable Token first = declared.putIfAbsent(read, index.at());
            if (first != null) {
                throw Refusal.at(
                        index.at(),
                        "this index on '" + read.column() + "' is already declared in line " + first.getLine()
                                + "; remove one of the two");
            }
        }
        return Stream.concat(Stream.of(DeclaredIndex.ON_ID), declared.keySet().stream())
                .toList();
    }

    private DeclaredIndex read(BodyReader.Annotation index) {
        Token column = index.named().get(0);
        String name = column.getText();
        Optional<BodyReader.Declared> property =
                Optional.ofNullable(body.byName().get(name));
        if (property.isEmpty() && name.equals(TypeDeclaration.ID)) {
            throw idIsIndexed(index);
        }
        if (property.isEmpty() && !endpoints.contains(name)) {
            throw unknownColumn(index, column);
        }
        boolean text = text(index, column);
        IndexKind kind = property.map(found -> found.property().type().match(new KindOf(index, name, text)))
                .orElseGet(() -> new KindOf(index, name, text).identifier());
        DeclaredIndex read = new DeclaredIndex(name, kind);
        if (read.equals(DeclaredIndex.ON_ID)) {
            throw idIsIndexed(index);
        }
        return read;
    }

    /** Whether the kind is named; that it suits the column is not checked here. */
    private boolean text(BodyReader.Annotation index, Token column) {
        List<Token> arguments = index.arguments();
        if (arguments.size() < 2) {
            return false;
        }
        Token kind = arguments.get(1);
        String word = kind.getText();
        if (!word.equals(TEXT) && columns().contains(word)) {
            throw Refusal.at(
                    kind,
                    "an index is on one property, so '" + word + "' needs one of its own: @index(" + column.getText()
                            + ") @index(" + word + ")");
        }
        if (!word.equals(TEXT)) {
            throw Refusal.at(
                    kind,
                    "unknown kind of index " + PgText.describe(kind) + NearMiss.hint(word, List.of(TEXT))
                            + "; the only one to be named is text, as in @index(" + column.getText()
                            + ", text); without it the type of the property decides");
        }
        if (arguments.size() > 2) {
            throw Refusal.at(
                    arguments.get(2),
                    "found " + PgText.describe(arguments.get(2)) + ", but nothing follows the kind of an index; write"
                            + " one @index for each property");
        }
        return true;
    }

    private RuntimeException idIsIndexed(BodyReader.Annotation index) {
        return Refusal.at(
                index.first(),
                endpoints.isEmpty()
                        ? "the column 'id' holds the key, and @key already gives it an index; remove this one"
                        : "every edge table already has an index on its column 'id'; remove this one");
    }

    private RuntimeException unknownColumn(BodyReader.Annotation index, Token column) {
        String meant = index.property()
                .filter(property -> column.getText().equals(TEXT))
                .map(property -> "; a text index on '" + property.getText() + "' is written @index("
                        + property.getText() + ", text)")
                .orElse("");
        return Refusal.at(
                column,
                kindOfType + " " + body.typeName() + " has no property " + PgText.describe(column)
                        + NearMiss.hint(column.getText(), columns()) + ", so it cannot have an index"
                        + (endpoints.isEmpty() ? "" : "; src and dst can") + meant);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(body.byName().keySet());
        columns.addAll(endpoints);
        return columns;
    }

    /** The kind of an index by the type of its column, for {@code text} also by what is asked for. */
    private record KindOf(BodyReader.Annotation index, String column, boolean text)
            implements PropertyType.Cases<IndexKind> {
        @Override
        public IndexKind scalar(ScalarType type) {
            if (text && type == ScalarType.STRING) {
                return IndexKind.TEXT;
            }
            return withoutText(IndexKind.BTREE, "is of type " + type.keyword());
        }

        @Override
        public IndexKind vector(int dimensions) {
            return withoutText(IndexKind.VECTOR, "is of type Vector");
        }

        @Override
        public IndexKind list(ScalarType element) {
            throw Refusal.at(
                    index.first(),
                    "'" + column + "' is a list, and a list cannot have an index; an index is possible on a scalar, an"
                            + " enum or a Vector");
        }

        @Override
        public IndexKind enumeration(List<String> symbols) {
            return withoutText(IndexKind.BTREE, "is an enum");
        }

        IndexKind identifier() {
            return withoutText(IndexKind.BTREE, "holds ids");
        }

        private IndexKind withoutText(IndexKind kind, String what) {
            if (text) {
                throw Refusal.at(
                        index.arguments().get(1),
                        "a text index finds words in a String, and '" + column + "' " + what
                                + "; leave the kind out: @index(" + column + ")");
            }
            return kind;
        }
    }
}
