package io.headgate.ingest.decode;

import io.headgate.engine.schema.ArrowSchemas;
import io.headgate.engine.schema.Property;
import io.headgate.engine.schema.TypeDeclaration;
import io.headgate.engine.write.WriteMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How records of one type become rows.
 *
 * @param slots the fields that records may have
 * @param key the parts that the id is made of when no field gives it; for a node all of its key
 * @param identity what completes a row
 */
record RowLayout(boolean isEdge, List<FieldSlot> slots, List<KeyPart> key, RowIdentity identity) {

    /** The column of ids, in every table. */
    static final int ID = 0;

    private static final int SRC = 1;
    private static final int DST = 2;

    static RowLayout of(TypeDeclaration type, WriteMode mode) {
        return type.match(new TypeDeclaration.Cases<>() {
            @Override
            public RowLayout node(TypeDeclaration.NodeType node) {
                return ofNode(node);
            }

            @Override
            public RowLayout edge(TypeDeclaration.EdgeType edge) {
                return ofEdge(edge, mode);
            }
        });
    }

    private static RowLayout ofNode(TypeDeclaration.NodeType node) {
        List<FieldSlot> slots = properties(node, node.key());
        List<KeyPart> key = node.key().stream()
                .map(name -> {
                    int i = node.properties().stream()
                            .map(Property::name)
                            .toList()
                            .indexOf(name);
                    return KeyPart.of(node.properties().get(i), slots.get(i));
                })
                .toList();
        boolean idIsField = slots.stream().anyMatch(slot -> slot.column() == ID);
        return new RowLayout(false, slots, key, idIsField ? RowIdentity.ofField() : RowIdentity.ofKey(ID, key));
    }

    private static RowLayout ofEdge(TypeDeclaration.EdgeType edge, WriteMode mode) {
        List<FieldSlot> slots = new ArrayList<>();
        // A null id is as good as none: then it is made.
        slots.add(new FieldSlot(TypeDeclaration.ID, new EndpointReader(), ID, true));
        slots.add(new FieldSlot(TypeDeclaration.SRC, new EndpointReader(), SRC, false));
        slots.add(new FieldSlot(TypeDeclaration.DST, new EndpointReader(), DST, false));
        List<KeyPart> key = List.of(KeyPart.ofText(slots.get(SRC)), KeyPart.ofText(slots.get(DST)));
        slots.addAll(properties(edge, List.of()));
        return new RowLayout(
                true, slots, key, mode == WriteMode.UPSERT ? RowIdentity.ofKey(ID, key) : RowIdentity.ofPlace(ID));
    }

    private static List<FieldSlot> properties(TypeDeclaration type, List<String> key) {
        List<Integer> columns = ArrowSchemas.propertyColumns(type);
        List<FieldSlot> slots = new ArrayList<>();
        for (int i = 0; i < type.properties().size(); i++) {
            Property property = type.properties().get(i);
            boolean nullable = property.nullable() && !key.contains(property.name());
            slots.add(new FieldSlot(property.name(), ValueReader.of(property.type()), columns.get(i), nullable));
        }
        return slots;
    }
}
