package io.headgate.engine.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** The set-up of a child, its tasks and their results as single lines of JSON between a process and its child. Both run the same program. Thread-safe. */
final class TaskCodec {

    /** The child is alive and still at it. Not JSON, so it is no result. */
    static final String PROGRESS = ".";

    private final JsonMapper mapper =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    String line(ChildSetup setup) {
        return write(setup);
    }

    String line(TableTask task) {
        return write(task);
    }

    String line(TaskResult result) {
        return write(result);
    }

    ChildSetup setup(String line) throws JsonProcessingException {
        return mapper.readValue(line, ChildSetup.class);
    }

    TableTask task(String line) throws JsonProcessingException {
        return mapper.readValue(line, TableTask.class);
    }

    TaskResult result(String line) throws JsonProcessingException {
        return mapper.readValue(line, TaskResult.class);
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("set-ups, tasks and results can always be written", e);
        }
    }
}
