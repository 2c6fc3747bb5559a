package io.headgate.engine.table.lance;

/** A caller's mistake, told apart from the exceptions of the same type by which Lance reports almost everything. */
final class IllegalRequest extends IllegalArgumentException {

    IllegalRequest(String message) {
        super(message);
    }
}
