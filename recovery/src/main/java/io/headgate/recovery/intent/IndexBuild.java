package io.headgate.recovery.intent;

import java.util.List;

/**
 * One segment of an index that was built over some fragments of a table and that no version names yet.
 *
 * @param name of the index; its other segments have the same
 * @param segment the staged segment, in the table store's own format
 * @param replaces ids of the segments that it takes the place of: it covers what they cover
 */
public record IndexBuild(String name, String segment, List<String> replaces) {

    public IndexBuild {
        replaces = List.copyOf(replaces);
    }
}
