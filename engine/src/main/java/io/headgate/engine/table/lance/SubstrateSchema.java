package io.headgate.engine.table.lance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Translates between the schema that the seam knows and the one that Lance keeps. They differ in two ways: Lance is told
 * in field metadata how to encode a column, and it forgets name and nullability of the items of a fixed-size list, so
 * these are kept in the metadata of the list's field.
 */
final class SubstrateSchema {

    private static final String ITEM_NAME = "headgate:item-name";
    private static final String ITEM_NULLABLE = "headgate:item-nullable";
    private static final String LANCE_ITEM_NAME = "item";

    private SubstrateSchema() {}

    static Schema toLance(Schema schema, TextCompression compression) {
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.getFields()) {
            fields.add(fieldToLance(field, compression));
        }
        return new Schema(fields, schema.getCustomMetadata());
    }

    static Schema fromLance(Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.getFields()) {
            fields.add(fieldFromLance(field));
        }
        return new Schema(fields, schema.getCustomMetadata());
    }

    /** Whether both have the same columns in the same order; metadata does not count. */
    static boolean sameColumns(Schema one, Schema other) {
        return sameFields(one.getFields(), other.getFields());
    }

    private static boolean sameFields(List<Field> one, List<Field> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            Field left = one.get(i);
            Field right = other.get(i);
            if (!left.getName().equals(right.getName())
                    || !left.getType().equals(right.getType())
                    || left.isNullable() != right.isNullable()
                    || !sameFields(left.getChildren(), right.getChildren())) {
                return false;
            }
        }
        return true;
    }

    private static Field fieldToLance(Field field, TextCompression compression) {
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        List<Field> children = new ArrayList<>();
        if (field.getType() instanceof ArrowType.FixedSizeList) {
            Field item = field.getChildren().get(0);
            metadata.put(ITEM_NAME, item.getName());
            metadata.put(ITEM_NULLABLE, Boolean.toString(item.isNullable()));
            children.add(new Field(LANCE_ITEM_NAME, FieldType.nullable(item.getType()), item.getChildren()));
        } else {
            for (Field child : field.getChildren()) {
                children.add(fieldToLance(child, compression));
            }
        }
        if (field.getType() instanceof ArrowType.Utf8) {
            compression.addTo(metadata);
        }
        return new Field(field.getName(), new FieldType(field.isNullable(), field.getType(), null, metadata), children);
    }

    private static Field fieldFromLance(Field field) {
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        metadata.keySet().removeIf(key -> key.startsWith(TextCompression.PREFIX));
        String itemName = metadata.remove(ITEM_NAME);
        String itemNullable = metadata.remove(ITEM_NULLABLE);
        List<Field> children = new ArrayList<>();
        for (Field child : field.getChildren()) {
            children.add(
                    itemName == null
                            ? fieldFromLance(child)
                            : new Field(
                                    itemName,
                                    new FieldType(Boolean.parseBoolean(itemNullable), child.getType(), null),
                                    child.getChildren()));
        }
        return new Field(field.getName(), new FieldType(field.isNullable(), field.getType(), null, metadata), children);
    }
}
