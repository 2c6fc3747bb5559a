package io.headgate.engine.table;

import static io.headgate.engine.table.TableFixtures.row;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rows of {@link TableFixtures#ALL_TYPES}. */
final class SampleRows {

    private SampleRows() {}

    static Map<String, Object> fullRow(String id) {
        return row(
                "id",
                id,
                "text",
                "grüß 𝄞",
                "bool",
                true,
                "i32",
                -7,
                "i64",
                -8L,
                "u32",
                9,
                "u64",
                10L,
                "f32",
                1.5f,
                "f64",
                2.25,
                "date",
                19_000,
                "instant",
                1_700_000_000_123_456L,
                "texts",
                List.of("a", ""),
                "longs",
                List.of(1L, 2L),
                "vector",
                List.of(0.5f, -1f, 3f));
    }

    static Map<String, Object> emptyRow(String id) {
        return row(
                "id", id, "text", null, "bool", null, "i32", null, "i64", null, "u32", null, "u64", null, "f32", null,
                "f64", null, "date", null, "instant", null, "texts", null, "longs", null, "vector", null);
    }

    /** Extremes; the unsigned ones are the bits of the largest values. */
    static Map<String, Object> edgeRow(String id) {
        return row(
                "id",
                id,
                "text",
                "",
                "bool",
                false,
                "i32",
                Integer.MIN_VALUE,
                "i64",
                Long.MIN_VALUE,
                "u32",
                -1,
                "u64",
                -1L,
                "f32",
                Float.NaN,
                "f64",
                Double.NEGATIVE_INFINITY,
                "date",
                -1,
                "instant",
                -1L,
                "texts",
                Arrays.asList("x", null),
                "longs",
                List.of(),
                "vector",
                List.of(Float.MAX_VALUE, -0f, Float.MIN_VALUE));
    }
}
