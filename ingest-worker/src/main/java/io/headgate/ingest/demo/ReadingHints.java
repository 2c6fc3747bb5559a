package io.headgate.ingest.demo;

import io.headgate.engine.manifest.TablePin;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * How to read a table with the tools that others have.
 *
 * @param graph absolute directory of the graph
 */
record ReadingHints(Path graph, TablePin table) {

    private static final String SUFFIX = ".lance";

    void print(PrintWriter out) {
        Path dataset = graph.resolve(table.path().toString());
        String fileName = String.valueOf(dataset.getFileName());
        String name = quoted(
                fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName);
        String database = quoted(String.valueOf(dataset.getParent()));
        long version = table.version();
        out.println("Read " + table.name() + " from Python (pip install pylance lancedb):");
        out.println();
        out.println("  import lance");
        out.println("  table = lance.dataset(" + quoted(dataset.toString()) + ", version=" + version + ")");
        out.println("  print(table.count_rows(), table.head(5))");
        out.println();
        out.println("  import lancedb");
        out.println("  table = lancedb.connect(" + database + ").open_table(" + name + ")");
        out.println("  table.checkout(" + version + ")");
        out.println("  print(table.count_rows(), table.search().limit(5).to_arrow())");
        out.println();
        out.println("and from Node (npm install @lancedb/lancedb), in a file read.mjs:");
        out.println();
        out.println("  import { connect } from \"@lancedb/lancedb\";");
        out.println("  const db = await connect(" + database + ");");
        out.println("  const table = await db.openTable(" + name + ");");
        out.println("  await table.checkout(" + version + ");");
        out.println("  console.log(await table.countRows(), await table.query().limit(5).toArray());");
        out.println();
        out.println(
                "The number is the version of the table that the graph version names: with it, every reader sees all");
        out.println("tables as of the same commit, whatever is being written.");
    }

    /** In double quotes, in the form that Python and JavaScript share. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
