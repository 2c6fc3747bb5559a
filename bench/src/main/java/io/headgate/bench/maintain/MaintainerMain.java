package io.headgate.bench.maintain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import io.headgate.bench.launch.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Maintains a graph in a process of its own: {@code MaintainerMain GRAPH PLAN…}. Does what {@link MaintainerProcess} says on
 * standard input, one word a line, and answers with its {@link Progress} as JSON, one object a line; its log is on standard
 * error. It ends when its standard input does.
 */
final class MaintainerMain {

    static final String BEGIN = "begin";

    /** Answered at once. */
    static final String LOOK = "look";

    /** Answered. */
    static final String REST = "rest";

    /** Answered. */
    static final String FINISH = "finish";

    private MaintainerMain() {}

    public static void main(String[] arguments) throws IOException {
        Logs.others(ch.qos.logback.classic.Level.WARN);
        List<String> plan = List.of(arguments).subList(1, arguments.length);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int code = 0;
        try (MaintainThread thread = new MaintainThread(
                Path.of(arguments[0]), MaintainPlan.of(plan), () -> system.getProcessCpuTime() / 1e9)) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                switch (word) {
                    case BEGIN -> thread.begin();
                    case LOOK -> say(thread.look());
                    case REST -> say(thread.rest());
                    case FINISH -> say(thread.finish());
                    default -> throw new IllegalArgumentException("nobody says " + word);
                }
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private static void say(Progress progress) throws IOException {
        System.out.println(new JsonMapper().writeValueAsString(progress));
        System.out.flush();
    }
}
