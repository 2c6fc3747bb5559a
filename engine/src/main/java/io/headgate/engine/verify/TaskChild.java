package io.headgate.engine.verify;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The child process of {@link ChildRunner}: reads from standard input, line by line, first properties and then tasks, and
 * answers each task with a line on standard output. Dies when its standard input ends, so never after its parent.
 */
final class TaskChild {

    private final PrintStream answers;
    private final TaskCodec codec = new TaskCodec();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private TaskChild(PrintStream answers) {
        this.answers = answers;
    }

    /** @param arguments a {@link TaskSite}, and the most problems to name for each check */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Whatever else is printed must not get between the answers.
        System.setOut(System.err);
        TaskChild child = new TaskChild(answers);
        Thread reader = new Thread(child::readLines, "headgate-tasks");
        reader.setDaemon(true);
        reader.start();
        child.work(TaskSite.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    private void work(TaskSite site, int mostProblems) throws IOException, InterruptedException {
        codec.properties(lines.take()).set();
        try (BufferAllocator allocator = new RootAllocator();
                TaskSite.Tables tables = site.tables(allocator)) {
            TableAccess access =
                    new TableAccess(tables.store(), tables.inspection(), () -> answers.println(TaskCodec.PROGRESS));
            while (true) {
                TableTask task = codec.task(lines.take());
                answers.println(codec.line(task.attempt(access, mostProblems)));
            }
        }
    }

    private void readLines() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(0);
    }
}
