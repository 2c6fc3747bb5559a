package io.headgate.engine.simulation;

/**
 * A promise that was broken.
 *
 * @param invariant the promise, and where it was broken
 * @param expected what should be
 * @param actual what is
 */
public record Violation(String invariant, String expected, String actual) {

    @Override
    public String toString() {
        return invariant + "\n  expected: " + expected + "\n  actual:   " + actual;
    }
}
