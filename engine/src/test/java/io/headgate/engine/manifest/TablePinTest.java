package io.headgate.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.id.TransactionId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pin knows of its table beside the version, and what becomes of that. */
final class TablePinTest {

    private static final TransactionId NEXT = new TransactionId("next");
    private static final TablePin PIN = new TablePin(
            new TableId("t"),
            1,
            TableKind.NODE,
            "Person",
            new TablePath("nodes/person-t.lance"),
            "main",
            4,
            new TransactionId("first"),
            10);

    @Test
    void maintenanceLeavesContentAndRowsAndChangesTheShape() {
        TablePin maintained = PIN.maintainedAt(6, NEXT, Optional.of(new GraphVersion(3)));

        assertThat(maintained.version()).isEqualTo(6);
        assertThat(maintained.rows()).isEqualTo(10);
        assertThat(maintained.content()).isEqualTo(4);
        assertThat(maintained.shaped()).isEqualTo(6);
        assertThat(maintained.indexed()).contains(new GraphVersion(3));
        assertThat(maintained.holdsContentOf(4)).isTrue();
        assertThat(maintained.holdsContentOf(5)).isTrue();
        assertThat(maintained.holdsContentOf(3)).isFalse();
        assertThat(maintained.holdsContentOf(7)).isFalse();
    }

    @Test
    void theIndexedWatermarkOnlyRises() {
        TablePin indexed = PIN.maintainedAt(5, NEXT, Optional.of(new GraphVersion(8)));

        assertThat(indexed.maintainedAt(6, NEXT, Optional.of(new GraphVersion(7)))
                        .indexed())
                .contains(new GraphVersion(8));
        assertThat(indexed.maintainedAt(6, NEXT, Optional.empty()).indexed()).contains(new GraphVersion(8));
    }

    @Test
    void aWriteHasOtherContentInTheSameShape() {
        TablePin written =
                PIN.maintainedAt(6, NEXT, Optional.of(new GraphVersion(3))).at(7, NEXT, 11);

        assertThat(written.rows()).isEqualTo(11);
        assertThat(written.holdsContentOf(6)).isFalse();
        assertThat(written.shaped()).isEqualTo(6);
        assertThat(written.indexed()).contains(new GraphVersion(3));
    }

    @Test
    void whatOtherHandsMadeIsNotKnownInAnyWay() {
        TablePin replaced =
                PIN.maintainedAt(6, NEXT, Optional.of(new GraphVersion(3))).replacedAt(9, NEXT, 12);

        assertThat(replaced.holdsContentOf(6)).isFalse();
        assertThat(replaced.shaped()).isEqualTo(9);
        assertThat(replaced.indexed()).isEmpty();
    }
}
