package io.headgate.ingest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the page about the command line from the help pages. */
final class ReferencePage {

    private static final String INTRODUCTION = """
            # The command line

            <!-- Made from the code by ReferencePageTest. Change the help texts, not this page. -->

            `./headgate` at the root of a checkout builds what is needed and runs the command line. It works from any directory
            and through a symbolic link; it needs a JDK 17 or newer (`JAVA_HOME`, else `java` in `PATH`) and Maven.

            - Data goes to stdout; logs, progress and messages go to stderr. `HEADGATE_LOG` sets the level of the log lines.
            - `HEADGATE_JAVA_OPTS` is added to the options of the JVM.
            - Each JVM keeps its temporary files in `$TMPDIR/headgate-<uid>/<pid>` (nearly 200 MB: Lance's native library) and
              removes them when it ends; the next start removes those of processes that were killed.
            - `--graph` is a directory or `s3://bucket/prefix`; [S3](s3.md) says how a bucket is reached.
            - SIGTERM goes to the command itself: a worker finishes the batch in flight and leaves with its own exit code.

            ## Exit codes

            | code | meaning |
            |---|---|
            """;

    private static final String STATUS = """

            ## Fields of `status --json`

            | field | meaning |
            |---|---|
            | `graph` | where it is, as it was given |
            | `version`, `commit`, `committed_at`, `operation`, `actor` | the newest graph version: its number, the identity of the commit, when, what and by whom |
            | `oldest` | the oldest graph version that can be counted on; cleanup gives up those before it |
            | `schema` | SHA-256 of the schema source in force |
            | `tables[]` | `name`, `kind` (`node`, `edge`, `system`), `path` (relative to the graph), `version` (of the Lance dataset), `rows`, `indexed_version` (the graph version of which every row is in every declared index; null when none ever was), `detail` (null without `--detail`) |
            | `tables[].detail` | `fragments`, `small_fragments` (that are to grow), `deleted_rows` (that still take up space), `bytes` (of the data files, as far as it is known), `needs_work` (whether `optimize` would find something to do), `indexes[]` (`column`, `kind`, `segments`, `covered_rows`) |
            | `indexed[]` | for each graph version that is an `indexed_version`: `version`, `sources[]` (as below; null when that graph version is not there any more). `sources` itself says what is visible |
            | `sources[]` | `cluster`, `topic`, `topic_id`, `partition`, `next_offset` (the first offset that the graph does not contain), `epoch` (how often that offset was changed deliberately) |
            | `pending_intents` | number of writes that have begun and are not finished |
            | `oldest_pending_intent` | when the oldest of them began; null when there is none |
            | `dead_letters` | number of rows in the dead-letter table |
            | `holds[]` | holds on graph versions, as `snapshot list --json` has them |
            | `account` | of all records since the graph was made: `polled` = `applied` + `deduplicated` + `filtered` + `dead_lettered` |

            `versions --json` has one object per line: `version`, `parent`, `commit`, `committed_at`, `operation`, `actor`,
            `reason` (why a person made it, or null), `schema`, `rows` (of all tables), `intents[]` and the `account` of that version alone. `scan --json` and
            `dead-letters --json` have one object per row, with the columns of the table.

            ## Fields of `optimize --json`

            One object per line and table: `name`, `kind`, `published[]` (the graph versions that it took), `fragments_before` and
            `fragments_after` (those that were replaced, and what they became), `rows_rewritten`, `segments_built` (of indexes),
            `overtaken` (rewrites and segments that came too late, because writers had changed what they replace), `finished`
            (whether nothing was left to do), `failure` (why it was given up, or null).

            ## Fields of `offsets --json`

            | field | meaning |
            |---|---|
            | `graph`, `version` | where it is, as it was given; number of the newest graph version |
            | `kafka` | whether Kafka was asked (`--config`) |
            | `lag_records`, `lag_millis` | sum of the partitions' and longest of the partitions'; null when it is not known of all |
            | `partitions[]` | `cluster`, `topic`, `topic_id`, `partition`, `next_offset`, `epoch` (how often the offset was changed deliberately), and, null when Kafka was not asked or has no such partition: `start_offset`, `end_offset`, `lag_records` (offsets up to the end; not each has a record), `lag_millis` (age of the oldest record that the graph does not contain), `state` |
            | `partitions[].state` | `readable`, `missing`, `other_cluster`, `other_topic`, `deleted`, `cut`: see the help of the verb |

            `offsets rewind`, `offsets skip` and `offsets rebase` print with `--json`: `graph`, `verb`, `confirmed`, `before` (the
            graph version it was judged on), `unfinished_writes` (found, and with `--confirm` settled, before), `partitions[]`
            (`topic`, `partition`, `from` and `to` with `cluster`, `topic_id`, `next_offset` and `epoch`; `changes`; `offsets`, how
            many are read once more or never; `objection`, why it needs `--allow-duplicates`, or null) and `changed_in` (the graph
            version with the new offsets, or null).

            ## Fields of `recover --json`

            | field | meaning |
            |---|---|
            | `graph`, `dry_run` | where it is, as it was given; whether nothing was changed |
            | `before`, `after` | number of the newest graph version when it began and when it ended |
            | `intents[]` | every unfinished write: `intent`, `operation`, `actor`, `armed_at`, `host`, `pid` (who worked on it last), `base` (the graph version it was staged on), `changes[]` (names of tables), `tables[]` (what was found, when it had to be looked at), `decision`, `reason`, `published_in`, `settled` |
            | `intents[].decision` | `leave`, `converged`, `roll_forward`, `complete`, `publish`, `roll_back`, `discard`, `refuse` |
            | `unreadable[]` | objects among the intents that cannot be read: `object`, `reason` |
            | `moved[]` | tables whose HEAD is not the published version and that no unfinished write accounts for |
            | `tables[]`, `moved[]` | `table`, `shape`, `pinned` (the published Lance version), `head` (the newest), `reason` |
            | `shape` | `unmoved`, `restored`, `applied`, `published`, `partial`, `stray`, `foreign`, `behind`, `gone` |
            | `realigned_in` | graph version that names the tables that were put back; null when there was none |
            | `clean` | whether nothing is left that keeps writers from writing |

            `recoveries --json` has one object per line: `intent`, `decision`, `reason`, `operation`, `actor`, `armed_at`,
            `base`, `published_in`, `tables[]` (`table`, `shape`, `pinned`, `head`), `recovered_by`, `recovered_at`.

            ## Fields of `repair --json`

            | field | meaning |
            |---|---|
            | `graph`, `confirmed`, `forced` | where it is, as it was given; whether anything was changed; whether `--force` was given |
            | `before`, `after` | number of the newest graph version when it began and when it ended |
            | `recovered` | what recovery found first, as `recover --json` has it |
            | `tables[]` | every table that only a person can judge: `table`, `path`, `shape`, `pinned`, `head`, `movements[]`, `unforced`, `forced`, `repeated_ids` |
            | `movements[]` | every version after the published one: `version`, `operation` and `transaction` (null when not shown), `ours` (whether a writer of this graph made it) |
            | `unforced`, `forced` | what `--confirm` and `--confirm --force` do: `action` (`adopt`, `restore`, `adopt_as_is`, `none`), `content` (the version whose content is published afterwards), `reason` |
            | `repeated_ids` | rows beyond the first of their id in what `--force` would publish; null when that was not looked at |
            | `repaired_in` | graph version that names the repaired tables; null when there is none |
            | `settled` | what recovery did last, for the writes that had waited for the repair; null when nothing was repaired |

            ## Fields of `cleanup --json`

            | field | meaning |
            |---|---|
            | `graph`, `confirmed` | where it is, as it was given; whether anything was removed, or this is a preview |
            | `version` | number of the newest graph version |
            | `oldest_before`, `oldest` | the oldest graph version that could be counted on before, and afterwards |
            | `kept` | the oldest graph version that stays: older than `oldest` when a hold or an unfinished write needs it |
            | `published_in` | the graph version that says what is given up; null when there is none |
            | `versions`, `failure` | how many graph versions were removed; why not all, or null |
            | `tables[]` | `table`, `path`, `before` (its oldest version that stays), `versions`, `data_files`, `deletion_files`, `index_files`, `transaction_files`, `files` (all of them and one for each version), `bytes`, `failure` (why not everything was removed, or null). A preview leaves out files that no version ever named |
            | `expired_holds[]` | ids of holds that had expired and were removed |
            | `obstacle` | in a preview, what keeps anything from being given up; null when nothing does |

            `snapshot hold --json` prints one object and `snapshot list --json` one per line: `hold` (its id), `version`, `placed_at`,
            `expires_at`, `expired` (whether it keeps nothing any more), `actor`, `reason` (or null).

            ## Fields of `verify --json`

            | field | meaning |
            |---|---|
            | `graph` | where it is, as it was given |
            | `version` | the newest graph version that could be read, or null |
            | `deep` | whether every row was read |
            | `holds` | whether no check has a problem |
            | `checks[]` | `check`, `verdict` (`ok`, `note`, `problem`), `counts` (numbers by name), `problems[]`, `more_problems` (number of problems beyond the 100 that are named), `notes[]` (text) |
            | `checks[].problems[]` | `kind` (`storage`, `conflict`: what the exit code is made of), `object` (key of the object or path of the table, relative to the graph), `table` (such as `node:Person`, or null), `version` (of the table, else of the graph, or null), `message`, `advice` |

            A check that was not made is not in the list. The checks, in order:

            | check | holds when |
            |---|---|
            | `identity` | the identity of the graph can be read |
            | `versions` | every graph version from the newest to the oldest that is not given up is there, can be read and is built on the one before; no commit id is in two; what is given up is not taken back; versions of operation `cleanup` change nothing else, and those of operation `optimize` neither rows nor offsets |
            | `schema` | the schema sources that they name are there and unchanged |
            | `offsets` | the offset of a partition never goes back, but in a version of operation `offsets` |
            | `accounts` | every account balances, and the totals are the sum of all accounts |
            | `dead_letters` | the dead-letter table has as many rows as records were counted as dead-lettered |
            | `intents` | every pending intent can be read; no intent is in two graph versions |
            | `audit` | every recovery record can be read, and the graph version that it names contains the intent |
            | `holds` | every hold on a graph version can be read |
            | `heads` | every table's newest version is the published one, or was put on top of it by writers of this graph (note); anything else that was put there is a problem of kind `conflict`, a newest version below the published one is of kind `storage` |
            | `pins` | the table versions of the newest graph version (deep: of every one that is kept) can be opened, have the rows that were published and were made by the transaction that was published |
            | `rows` | deep: every column of every row of the newest graph version can be read |
            | `keys` | deep: no id is twice in a node table or an edge table |
            | `endpoints` | deep: always; counts the ends of edges that are in no node table |
            | `files` | always, unless a table version cannot be opened; counts data, deletion and transaction files that no kept version and no pending intent names |
            """;

    private ReferencePage() {}

    static String text() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine line = new CommandTree(
                        new Terminal(nowhere, nowhere, Map.of()),
                        (config, untilCaughtUp, stop) -> {},
                        (options, out, stop) -> true,
                        (config, roles, stop) -> {},
                        new ProcessStop())
                .line();
        StringBuilder page = new StringBuilder(INTRODUCTION);
        ExitCode.meanings()
                .forEach((code, meaning) -> page.append("| ")
                        .append(code)
                        .append(" | ")
                        .append(meaning)
                        .append(" |\n"));
        page.append(STATUS);
        append(page, "headgate", line);
        line.getSubcommands().forEach((name, command) -> append(page, "headgate " + name, command));
        return page.toString();
    }

    private static void append(StringBuilder page, String title, CommandLine command) {
        command.getCommandSpec().usageMessage().exitCodeListHeading("").exitCodeList(Map.of());
        page.append("\n## `").append(title).append("`\n\n```\n");
        page.append(command.getUsageMessage(Ansi.OFF).strip().replaceAll("[ \t]+\n", "\n"));
        page.append("\n```\n");
        if (command.getParent() != null) {
            command.getSubcommands().forEach((name, verb) -> append(page, title + " " + name, verb));
        }
    }
}
