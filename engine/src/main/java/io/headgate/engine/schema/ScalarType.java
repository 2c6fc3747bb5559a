package io.headgate.engine.schema;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The scalar types of the schema language, each with the Arrow type its values are stored as. */
public enum ScalarType {
    STRING("String", ArrowType.Utf8.INSTANCE),
    BOOL("Bool", ArrowType.Bool.INSTANCE),
    I32("I32", new ArrowType.Int(32, true)),
    I64("I64", new ArrowType.Int(64, true)),
    U32("U32", new ArrowType.Int(32, false)),
    U64("U64", new ArrowType.Int(64, false)),
    F32("F32", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
    F64("F64", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** Days since 1970-01-01. */
    DATE("Date", new ArrowType.Date(DateUnit.DAY)),
    /** Microseconds since 1970-01-01T00:00:00Z, stored with the zone UTC. */
    DATE_TIME("DateTime", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));

    private final String keyword;
    private final ArrowType arrowType;

    ScalarType(String keyword, ArrowType arrowType) {
        this.keyword = keyword;
        this.arrowType = arrowType;
    }

    /** The word that names this type in a .pg file. */
    public String keyword() {
        return keyword;
    }

    public ArrowType arrowType() {
        return arrowType;
    }
}
