package io.headgate.ingest.cli;

import io.headgate.engine.manifest.GraphManifest;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.manifest.TablePin;
import io.headgate.ingest.config.Suggestion;
import io.headgate.recovery.error.BadConfiguration;
import java.util.List;
import java.util.Locale;

/** The name of a table as it is written on the command line: {@code Person}, {@code node:Person}, {@code dead-letters}. */
final class TableName {

    private TableName() {}

    /**
     * The table that a name means.
     *
     * @throws BadConfiguration when there is none, or more than one; the message lists what there is
     */
    static TablePin resolve(String written, GraphManifest manifest) {
        List<TablePin> found = manifest.tables().stream()
                .filter(pin -> pin.name().equals(written) || qualified(pin).equals(written))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> names =
                manifest.tables().stream().map(TableName::qualified).toList();
        if (found.size() > 1) {
            throw new BadConfiguration(
                    "TABLE",
                    "'" + written + "' is the name of more than one table. Write "
                            + String.join(
                                    " or ",
                                    found.stream().map(TableName::qualified).toList()));
        }
        List<String> plain = manifest.tables().stream().map(TablePin::name).toList();
        String guess = Suggestion.closest(written, names)
                .or(() -> Suggestion.closest(written, plain))
                .map(name -> "Did you mean '" + name + "'? ")
                .orElse("");
        throw new BadConfiguration(
                "TABLE",
                "Graph version " + manifest.version() + " has no table '" + written + "'. " + guess + "There are: "
                        + String.join(", ", names));
    }

    /** The name that means no other table. */
    static String qualified(TablePin pin) {
        return pin.kind() == TableKind.SYSTEM
                ? pin.name()
                : pin.kind().name().toLowerCase(Locale.ROOT) + ":" + pin.name();
    }
}
