package io.headgate.bench.maintain;

import io.headgate.bench.ingest.People;
import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.read.Snapshot;
import io.headgate.engine.table.ScanRequest;
import io.headgate.engine.write.RowChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Compares every value of every row with what it has to be. Not thread-safe. */
final class ContentsCheck {

    private final ExpectedRows expected;
    private final PeopleRows people;
    private final Set<Long> seen = new HashSet<>();
    private long repeated;
    private long unexpected;
    private long wrong;

    private ContentsCheck(ExpectedRows expected, PeopleRows people) {
        this.expected = expected;
        this.people = people;
    }

    static Difference of(Snapshot snapshot, ExpectedRows expected, PeopleRows people) {
        ContentsCheck check = new ContentsCheck(expected, people);
        try (ArrowReader reader = snapshot.scan(TableKind.NODE, People.TYPE, ScanRequest.ALL)) {
            while (reader.loadNextBatch()) {
                check.look(reader.getVectorSchemaRoot());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of the bench", e);
        }
        long right = check.seen.size();
        return new Difference(expected.rows() - right, check.repeated, check.unexpected, check.wrong);
    }

    private void look(VectorSchemaRoot batch) {
        List<Integer> rows = new ArrayList<>();
        List<KeyChange> due = new ArrayList<>();
        FieldVector ids = batch.getVector("id");
        for (int row = 0; row < batch.getRowCount(); row++) {
            long key = PeopleRows.numberOf(String.valueOf(ids.getObject(row)));
            OptionalInt edition = expected.edition(key);
            if (edition.isEmpty()) {
                unexpected++;
            } else if (!seen.add(key)) {
                repeated++;
            } else {
                rows.add(row);
                due.add(new KeyChange(key, edition.getAsInt(), false));
            }
        }
        if (due.isEmpty()) {
            return;
        }
        try (RowChunk chunk = people.of(due)) {
            for (int i = 0; i < due.size(); i++) {
                if (!row(batch, rows.get(i)).equals(row(chunk.rows(), i))) {
                    wrong++;
                }
            }
        }
    }

    private static List<String> row(VectorSchemaRoot rows, int index) {
        return rows.getFieldVectors().stream()
                .map(column -> String.valueOf(column.getObject(index)))
                .toList();
    }
}
