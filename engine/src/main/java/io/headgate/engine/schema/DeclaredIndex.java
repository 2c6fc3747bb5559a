package io.headgate.engine.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An index that a type's table should have. It says what is wanted, not what is there: an index only saves work, so a table
 * without it, or with one that does not cover the newest rows, is as right as one with it.
 *
 * @param column the one column that is indexed, by the name it has in the table
 */
public record DeclaredIndex(String column, IndexKind kind) {

    /** What every node and edge table has without being asked: an upsert looks rows up by their id. */
    public static final DeclaredIndex ON_ID = new DeclaredIndex(TypeDeclaration.ID, IndexKind.BTREE);

    /**
     * What the index is called in the table, such as {@code bio_text}. No two indexes of a table have one name, because no kind
     * has an underscore.
     */
    public String name() {
        return column + "_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The same list, unmodifiable, if it can be that of a type.
     *
     * @throws IllegalArgumentException if it does not start with {@link #ON_ID}, or has an index twice
     */
    static List<DeclaredIndex> checked(String type, List<DeclaredIndex> indexes) {
        if (!indexes.stream().findFirst().equals(Optional.of(ON_ID))) {
            throw new IllegalArgumentException("the indexes of " + type + " start with that on id, not " + indexes);
        }
        if (indexes.stream().distinct().count() < indexes.size()) {
            throw new IllegalArgumentException("an index of " + type + " is there twice: " + indexes);
        }
        return List.copyOf(indexes);
    }
}
