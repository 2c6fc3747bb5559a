package io.headgate.engine.schema;

import java.util.List;

/** The type of a property, without its nullability. A closed choice: handle it with {@link #match}. */
public sealed interface PropertyType {

    <R> R match(Cases<R> cases);

    /** One function for each kind of type. */
    interface Cases<R> {
        R scalar(ScalarType type);

        R vector(int dimensions);

        R list(ScalarType element);

        R enumeration(List<String> symbols);
    }

    /** A single value. */
    record Scalar(ScalarType type) implements PropertyType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.scalar(type);
        }
    }

    /** A fixed number of 32-bit floats: Arrow FixedSizeList(Float32 not null, dimensions). */
    record Vector(int dimensions) implements PropertyType {
        public Vector {
            if (dimensions < 1) {
                throw new IllegalArgumentException("a vector has at least one dimension, not " + dimensions);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.vector(dimensions);
        }
    }

    /** Any number of scalars, none of them null: Arrow List(element not null). */
    record ListOf(ScalarType element) implements PropertyType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.list(element);
        }
    }

    /** One of the declared symbols, stored as Arrow Utf8. */
    record Enumeration(List<String> symbols) implements PropertyType {
        public Enumeration {
            symbols = List.copyOf(symbols);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.enumeration(symbols);
        }
    }
}
