package io.headgate.ingest.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.complex.BaseListVector;

/** Shows a value of a row in a few characters. */
final class CellText {

    private static final int LONGEST = 28;
    private static final int BEGINNING = 12;

    private CellText() {}

    static String of(FieldVector vector, int row) {
        String text = whole(vector, row).replaceAll("\\p{Cntrl}", " ");
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BEGINNING))
                        + "…"
                        + text.substring(text.offsetByCodePoints(text.length(), BEGINNING + 1 - LONGEST));
    }

    private static String whole(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return "-";
        }
        if (vector instanceof TimeStampMicroTZVector times) {
            return Instant.EPOCH.plus(times.get(row), ChronoUnit.MICROS).toString();
        }
        if (vector instanceof TimeStampMilliTZVector times) {
            return Instant.ofEpochMilli(times.get(row)).toString();
        }
        if (vector instanceof DateDayVector dates) {
            return LocalDate.ofEpochDay(dates.get(row)).toString();
        }
        if (vector instanceof VarBinaryVector bytes) {
            return new String(bytes.get(row), StandardCharsets.UTF_8);
        }
        if (vector instanceof BaseListVector list) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            FieldVector values = list.getChildrenFromFields().get(0);
            for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
                elements.add(whole(values, i));
            }
            return elements.toString();
        }
        return String.valueOf(vector.getObject(row));
    }
}
