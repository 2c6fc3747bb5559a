package io.headgate.engine.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Optional;

/** Runs tasks on Lance tables in a child process, and in a new one after a task has killed it. */
final class ChildRunner implements TaskRunner {

    private final VerifiedGraph graph;
    private final VerifyLimits limits;
    private final TaskCodec codec = new TaskCodec();
    private Optional<ChildJvm> running = Optional.empty();

    ChildRunner(VerifiedGraph graph, VerifyLimits limits) {
        this.graph = graph;
        this.limits = limits;
    }

    @Override
    public TaskResult run(TableTask task) {
        ChildJvm child = running.orElseGet(this::start);
        running = Optional.of(child);
        child.send(codec.line(task));
        Optional<String> line = child.receive(limits.silence());
        while (line.isPresent() && line.get().equals(TaskCodec.PROGRESS)) {
            line = child.receive(limits.silence());
        }
        if (line.isPresent()) {
            return result(line.get());
        }
        String how = child.end(limits.silence());
        close();
        return task.died(how, limits.problems());
    }

    @Override
    public void close() {
        running.ifPresent(ChildJvm::close);
        running = Optional.empty();
    }

    private ChildJvm start() {
        ChildJvm child = ChildJvm.start(TaskChild.class, List.of());
        child.send(codec.line(ChildSetup.of(graph, limits.problems())));
        return child;
    }

    private TaskResult result(String line) {
        try {
            return codec.result(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the child process answered with something else than a result", e);
        }
    }
}
