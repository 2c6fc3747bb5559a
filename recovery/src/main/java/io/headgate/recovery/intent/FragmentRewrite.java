package io.headgate.recovery.intent;

import java.util.List;

/**
 * Fragments of a table whose rows were written once more, into other data files: the content is the same, in another shape.
 * Rows of the replaced fragments that are deleted before the replacements are in the table are deleted from those again.
 *
 * @param replaced the fragments as they were when they were read, in the table store's own format
 * @param replacements the staged data files with the rows that were alive then, in the table store's own format
 * @param rows number of rows in the replacements
 */
public record FragmentRewrite(List<String> replaced, List<String> replacements, long rows) {

    public FragmentRewrite {
        replaced = List.copyOf(replaced);
        replacements = List.copyOf(replacements);
        if (replaced.isEmpty()) {
            throw new IllegalArgumentException("a rewrite replaces at least one fragment");
        }
    }
}
