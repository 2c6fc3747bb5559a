package io.headgate.engine.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The Arrow schemas of the tables. Pure functions, safe for any thread. */
public final class ArrowSchemas {

    /** The name that Arrow and Lance give to the child of a list. */
    private static final String ITEM = "item";

    private static final ArrowType TEXT = ScalarType.STRING.arrowType();

    private static final Schema DEAD_LETTERS = new Schema(List.of(
            Field.notNullable("topic", TEXT),
            Field.notNullable("partition", new ArrowType.Int(32, true)),
            Field.notNullable("offset", new ArrowType.Int(64, true)),
            Field.nullable("timestamp", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC")),
            Field.nullable("key", ArrowType.Binary.INSTANCE),
            Field.nullable("value", ArrowType.Binary.INSTANCE),
            Field.notNullable("headers", TEXT),
            Field.notNullable("table", TEXT),
            Field.notNullable("code", TEXT),
            Field.notNullable("message", TEXT)));

    private ArrowSchemas() {}

    /** The columns of a type's table: those of {@link #leadingColumns}, then the properties in declared order. */
    public static Schema of(TypeDeclaration type) {
        Stream<Field> leading = leadingColumns(type).stream().map(name -> Field.notNullable(name, TEXT));
        Stream<Field> properties = type.properties().stream()
                .filter(property -> !leadingColumns(type).contains(property.name()))
                .map(ArrowSchemas::field);
        return new Schema(Stream.concat(leading, properties).toList());
    }

    /** The columns that every table of this kind starts with: {@code id}, for edges {@code id, src, dst}. */
    public static List<String> leadingColumns(TypeDeclaration type) {
        return type.match(new TypeDeclaration.Cases<>() {
            @Override
            public List<String> node(TypeDeclaration.NodeType node) {
                return List.of(TypeDeclaration.ID);
            }

            @Override
            public List<String> edge(TypeDeclaration.EdgeType edge) {
                return List.of(TypeDeclaration.ID, TypeDeclaration.SRC, TypeDeclaration.DST);
            }
        });
    }

    /**
     * Where the properties are in {@link #of}: the i-th number is the column of the i-th property. A key property called
     * {@code id} is column 0 itself, wherever it is declared; all others follow the leading columns.
     */
    public static List<Integer> propertyColumns(TypeDeclaration type) {
        List<Integer> columns = new ArrayList<>();
        int next = leadingColumns(type).size();
        for (Property property : type.properties()) {
            int leading = leadingColumns(type).indexOf(property.name());
            columns.add(leading >= 0 ? leading : next++);
        }
        return List.copyOf(columns);
    }

    /**
     * The dead-letter table: {@code topic, partition, offset, timestamp, key, value, headers, table, code, message}. The
     * record's timestamp is in milliseconds since 1970; headers are JSON text.
     */
    public static Schema deadLetters() {
        return DEAD_LETTERS;
    }

    private static Field field(Property property) {
        return property.type().match(new PropertyType.Cases<>() {
            @Override
            public Field scalar(ScalarType type) {
                return leaf(property.name(), property.nullable(), type.arrowType());
            }

            @Override
            public Field vector(int dimensions) {
                ArrowType item = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
                return parent(property, new ArrowType.FixedSizeList(dimensions), item);
            }

            @Override
            public Field list(ScalarType element) {
                return parent(property, ArrowType.List.INSTANCE, element.arrowType());
            }

            @Override
            public Field enumeration(List<String> symbols) {
                return leaf(property.name(), property.nullable(), TEXT);
            }
        });
    }

    private static Field leaf(String name, boolean nullable, ArrowType type) {
        return new Field(name, new FieldType(nullable, type, null), null);
    }

    private static Field parent(Property property, ArrowType type, ArrowType item) {
        return new Field(
                property.name(),
                new FieldType(property.nullable(), type, null),
                List.of(Field.notNullable(ITEM, item)));
    }
}
