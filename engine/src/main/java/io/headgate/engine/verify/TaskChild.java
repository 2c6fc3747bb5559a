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
 * The child process of {@link ChildRunner}: reads from standard input, line by line, first how it is set up and then tasks, and
 * answers each task with a line on standard output. Dies when its standard input ends, so never after its parent.
 */
final class TaskChild {

    private final PrintStream answers;
    private final TaskCodec codec = new TaskCodec();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private TaskChild(PrintStream answers) {
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // Whatever else is printed must not get between the answers.
        System.setOut(System.err);
        TaskChild child = new TaskChild(answers);
        Thread reader = new Thread(child::readLines, "headgate-tasks");
        reader.setDaemon(true);
        reader.start();
        child.work();
    }

    private void work() throws IOException, InterruptedException {
        ChildSetup setup = codec.setup(lines.take());
        setup.properties().forEach(System::setProperty);
        VerifiedGraph graph = setup.graph();
        try (BufferAllocator allocator = new RootAllocator();
                VerifiedGraph.Tables tables = graph.tables(allocator)) {
            TableAccess access =
                    new TableAccess(tables.store(), tables.inspection(), () -> answers.println(TaskCodec.PROGRESS));
            while (true) {
                TableTask task = codec.task(lines.take());
                answers.println(codec.line(task.attempt(access, setup.mostProblems())));
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
