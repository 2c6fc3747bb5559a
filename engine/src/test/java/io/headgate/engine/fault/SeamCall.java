package io.headgate.engine.fault;

/**
 * One call of a store.
 *
 * @param target the key, the prefix or the path of the table
 */
public record SeamCall(SeamOperation operation, String target) {

    /** Whether it leaves something behind that the next process finds. */
    public boolean durable() {
        return operation.durable();
    }

    /** Whether it does that to an object or a table whose name begins so. */
    public boolean is(SeamOperation wanted, String prefix) {
        return operation == wanted && target.startsWith(prefix);
    }

    @Override
    public String toString() {
        return operation + " " + target;
    }
}
