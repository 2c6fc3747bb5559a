package io.headgate.engine.maintain;

import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.schema.DeclaredIndex;
import io.headgate.engine.schema.GraphSchema;
import io.headgate.engine.schema.TypeDeclaration;
import java.util.List;
import java.util.Optional;

/** Finds what a schema wants of a table. */
final class DeclaredIndexes {

    private DeclaredIndexes() {}

    /** None for system tables, and for a table whose type the schema does not have. */
    static List<DeclaredIndex> of(GraphSchema schema, TablePin pin) {
        Optional<? extends TypeDeclaration> type = switch (pin.kind()) {
            case NODE -> schema.node(pin.name());
            case EDGE -> schema.edge(pin.name());
            case SYSTEM -> Optional.empty();
        };
        return type.map(TypeDeclaration::indexes).orElse(List.of());
    }
}
