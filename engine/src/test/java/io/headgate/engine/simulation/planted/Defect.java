package io.headgate.engine.simulation.planted;

import java.util.List;

/**
 * A safeguard that is taken out of the protocol's source. Each edit names text that is in its file exactly once, so that a
 * defect that cannot be planted any more is noticed.
 */
enum Defect {
    /** Two owners of a partition both publish the same offsets. */
    CLAIMS_ARE_NOT_CHECKED(
            edit(
                    "engine/write/Claims",
                    "        boolean ahead = false;\n",
                    "        if (manifest != null) {\n            return ClaimState.CONTINUE;\n        }\n        boolean ahead = false;\n"),
            edit("engine/write/Claims", "if (!continues(manifest, claim)) {", "if (manifest == null) {")),
    /** What was read before a rewind passes for the continuation of the graph after it. */
    EPOCHS_ARE_NOT_CHECKED(
            edit("engine/write/Claims", "if (epoch > claim.epoch()) {", "if (epoch < 0) {"),
            edit(
                    "engine/write/Claims",
                    "if (offset.isPresent() && epoch == claim.epoch()) {",
                    "if (offset.isPresent()) {"),
            edit("engine/write/Claims", "&& offset.epoch() == claim.epoch())", ")")),
    /** What others of ours left on a HEAD passes for the pinned content. */
    CONTENT_IS_PINNED_WITHOUT_PROOF(edit(
            "recovery/decide/TableClassifier",
            "        return Content.UNKNOWN;\n    }\n\n    private TableFinding shaped",
            "        return Content.PINNED;\n    }\n\n    private TableFinding shaped")),
    /** An intent that is published already is rolled forward again. */
    HISTORY_IS_NOT_SEARCHED(
            edit(
                    "engine/write/Judge",
                    "Publication found = publications.find(intent, newest);",
                    "Publication found = Publication.NOT_PUBLISHED;"),
            edit(
                    "recovery/decide/TableClassifier",
                    "if (attempts.stream().anyMatch(attempt -> attempt.last().equals(pinnedBy))) {",
                    "if (attempts == null) {")),
    /** A hold that comes right before what it holds is given up is not seen by either of the two. */
    HOLDS_ARE_LISTED_BEFORE_THE_PUBLICATION(edit(
            "engine/cleanup/Cleanup",
            "Optional.of(published.version()), protection());",
            "Optional.of(published.version()), before);")),
    /** Whoever slept takes a number that is free again for the next one. */
    A_NUMBER_THAT_IS_FREE_AGAIN_IS_TAKEN(
            edit("engine/manifest/GraphVersions", "        if (isThere(base)) {\n", "        if (base != null) {\n")),
    /** Whoever slept takes what it knew for the newest version, because the one after it is gone. */
    WHAT_IS_GONE_IS_TAKEN_FOR_WHAT_IS_NOT_THERE_YET(
            edit("engine/manifest/GraphVersions", "&& !isThere(known)) {", "&& known == null) {")),
    /** A write that others finished, in a version that is gone, is done once more by one who slept. */
    GIVEN_UP_VERSIONS_NEVER_CONTAIN_AN_INTENT(
            edit("engine/write/Judge", "|| pending.isThere(intent.id())) {", "|| pending != null) {")),
    /** Commits are staged on a version that is not the HEAD any more, and never land exactly. */
    HEAD_IS_NOT_LOOKED_AT(
            edit("engine/write/TableProbe", "long head = table.headVersion();", "long head = table.version();")),
    /** Whatever is one version above the pin passes for this intent's effect. */
    VERSION_NUMBERS_ARE_TRUSTED(edit(
            "recovery/decide/TableClassifier",
            "        Content content = Content.PINNED;\n",
            "        if (head == pinned + 1 && !attempts.isEmpty()) {\n"
                    + "            return new TableFinding(table, name, TableShape.APPLIED, pinned, head,\n"
                    + "                    Optional.of(attempts.get(attempts.size() - 1)), \"\");\n"
                    + "        }\n"
                    + "        Content content = Content.PINNED;\n")),
    /** Tables are restored, and the graph goes on naming the versions below. */
    RESTORED_VERSIONS_ARE_NOT_PUBLISHED(edit(
            "engine/write/Realign",
            "            if (restored.isEmpty()) {\n",
            "            restored.forEach(table -> table.table().close());\n            if (base != null) {\n")),
    /** Whoever settles an intent writes a record of its own. */
    RECORDS_ARE_NOT_NAMED_BY_THEIR_INTENT(edit(
            "engine/write/Audit",
            "putIfAbsent(GraphKeys.audit(intent.id()), content)",
            "putIfAbsent(GraphKeys.audit(context.environment().ids().intent()), content)")),
    /** A crash between the two loses what nobody replays. */
    INTENTS_ARE_DELETED_BEFORE_THEY_ARE_PUBLISHED(edit(
            "engine/write/RollForward",
            "                Publish.Result result =",
            "                new Disarm(context).disarm(attempts.intent().id());\n"
                    + "                Publish.Result result =")),
    /** Two owners of a partition are both committed in one turn. */
    ONE_PARTITION_GOES_INTO_A_TURN_TWICE(
            edit("engine/write/Group", ".noneMatch(partitions::contains)", ".noneMatch(partition -> base == null)")),
    /** Of two rows with one key, both remain. */
    EQUAL_KEYS_GO_INTO_A_TURN_TOGETHER(edit(
            "engine/write/Group",
            "                if (union.isEmpty()) {\n                    return false;\n                }\n",
            "                if (union.isEmpty()) {\n"
                    + "                    List<String> all = new ArrayList<>();\n"
                    + "                    keys.get(id).forEach(all::add);\n"
                    + "                    table.keys().forEach(all::add);\n"
                    + "                    union = Optional.of(KeySet.of(all));\n"
                    + "                }\n")),
    /** A turn replaces the rows of all its writes, but deletes only those of the first one. */
    DELETES_OF_OTHERS_ARE_LOST_IN_A_TURN(
            edit(
                    "engine/write/Group",
                    "KeySet.unionOfDisjoint(List.of(keys.get(id), table.keys()))",
                    "KeySet.unionOfDisjoint(List.of(keys.get(id), withoutDeletes(table)))"),
            edit(
                    "engine/write/Group",
                    "    /** All of it as one write",
                    "    private static KeySet withoutDeletes(StagedTable table) {\n"
                            + "        List<String> replaced = new ArrayList<>();\n"
                            + "        table.keys().forEach(replaced::add);\n"
                            + "        replaced.removeAll(table.deletedKeys());\n"
                            + "        return KeySet.of(replaced);\n"
                            + "    }\n\n"
                            + "    /** All of it as one write")),
    /** Whoever finishes the write of another one replaces rows, but deletes none. */
    DELETES_ARE_LOST_WHEN_ANOTHER_ONE_FINISHES_THE_WRITE(
            edit("engine/write/Restaging", "deletedKeys.forEach(key -> add(keys, key));", "")),
    /** In one turn, a write comes after another one that changes what it was checked against. */
    A_CHECKED_WRITE_COMES_AFTER_WHAT_IT_WAS_CHECKED_AGAINST(
            edit("engine/write/Group", ".noneMatch(changed::contains)", ".noneMatch(table -> base == null)")),
    /** What others have armed is committed whether or not it still holds, or is published already. */
    OTHERS_ARE_NOT_JUDGED_IN_A_TURN(edit(
            "engine/write/Gathering",
            "judge.reconsider(intent, base).ruling().decision().goesForward())",
            "judge.reconsider(intent, base).ruling().decision().goesForward() || base != null)")),
    /** Rows that no index knows yet count as indexed, because their fragments were rewritten. */
    A_REWRITE_MOVES_THE_INDEXED_WATERMARK(edit(
            "engine/maintain/TableOptimizer",
            "work(pin, staged, List.of(), Optional.empty())",
            "work(pin, staged, List.of(), Optional.of(base.version()))")),
    /** Rows that were written since still count as indexed. */
    THE_INDEXED_WATERMARK_RISES_WITH_THE_CONTENT(
            edit("engine/manifest/TablePin", "content == before.content && indexed", "indexed")),
    /** Rows that others write while an index is committed count as indexed with it. */
    AN_INDEX_COVERS_WHAT_IS_WRITTEN_MEANWHILE(
            edit(
                    "engine/write/MaintenancePath",
                    "pin.holdsContentOf(work.stagedOn()) ? newest.version() : upTo",
                    "newest.version()"),
            edit("engine/write/StagedMaintenance", ".isPresent() && pin.holdsContentOf(stagedOn);", ".isPresent();")),
    /** Whoever checked a table before others wrote to it is not checked again. */
    EVERY_CONTENT_PASSES_FOR_THE_ONE_THAT_WAS_READ(edit(
            "engine/manifest/TablePin",
            "return content <= olderVersion && olderVersion <= version;",
            "return olderVersion <= version;")),
    /** A write passes for maintenance: what was read before it still seems to hold. */
    A_WRITE_LEAVES_THE_CONTENT_AS_IT_WAS(edit(
            "engine/write/StagedTable",
            ": pin.at(version, transaction, newRows);",
            ": new TablePin(pin.id(), pin.incarnation(), pin.kind(), pin.name(), pin.path(), pin.lanceBranch(), version,\n"
                    + "                        transaction, newRows, pin.content(), pin.shaped(), pin.indexed());")),
    /** Fragments are swapped for what they held when they were read. */
    WHAT_WAS_DELETED_SINCE_A_REWRITE_WAS_STAGED_COMES_BACK(
            edit(
                    "engine/write/TableSteps",
                    "return plan.steps().size();",
                    "return (int) plan.steps().stream().filter(step -> step != MaintenancePlan.Step.DELETE_AGAIN).count();"),
            edit("engine/write/CommitTables", "if (found != attempt.rows()) {", "if (found < 0) {")),
    /** A write that is visible is tried again on top of itself. */
    LOST_ANSWERS_ARE_TAKEN_FOR_FAILURES(
            edit(
                    "engine/manifest/GraphVersions",
                    "found.commit().equals(ours.commit())",
                    "found.commit() == ours.commit()"),
            edit(
                    "engine/write/RollForward",
                    "            Ruling ruling = judgement.ruling();\n            if (ruling.decision().goesForward()) {",
                    "            Ruling ruling = judgement.ruling();\n"
                            + "            if (ruling.decision() == Decision.CONVERGED || ruling.decision().goesForward()) {"));

    /**
     * A change of one class.
     *
     * @param path of the source below {@code io/headgate}, without its ending
     */
    record Edit(String path, String from, String to) {}

    private final List<Edit> edits;

    Defect(Edit... edits) {
        this.edits = List.of(edits);
    }

    List<Edit> edits() {
        return edits;
    }

    private static Edit edit(String path, String from, String to) {
        return new Edit(path, from, to);
    }
}
