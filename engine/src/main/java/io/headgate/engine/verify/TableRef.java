package io.headgate.engine.verify;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.engine.table.TablePath;
import java.util.Locale;

/**
 * A table, as people and programs call it.
 *
 * @param name such as {@code node:Person}
 */
record TableRef(String name, TablePath path) {

    static TableRef of(TablePin pin) {
        String name = pin.kind() == TableKind.SYSTEM
                ? pin.name()
                : pin.kind().name().toLowerCase(Locale.ROOT) + ":" + pin.name();
        return new TableRef(name, pin.path());
    }

    @Override
    public String toString() {
        return name;
    }
}
