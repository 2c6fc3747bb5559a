package io.headgate.engine.verify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.headgate.recovery.error.FailureKind;
import io.headgate.recovery.error.HeadgateException;
import java.io.IOException;
import java.util.Optional;

/** One look at one table: a value that can be sent to another process and run there. Changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "task")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HeadTask.class, name = "head"),
    @JsonSubTypes.Type(value = PinTask.class, name = "pin"),
    @JsonSubTypes.Type(value = ContentTask.class, name = "content"),
    @JsonSubTypes.Type(value = EndpointTask.class, name = "endpoint"),
    @JsonSubTypes.Type(value = FileTask.class, name = "files")
})
sealed interface TableTask permits HeadTask, PinTask, ContentTask, EndpointTask, FileTask {

    TableRef table();

    /** The version of the table that is looked at. */
    long version();

    /** The check to which it belongs when it cannot be carried out. */
    Check mainCheck();

    /** What to do then. */
    String advice();

    /**
     * Looks.
     *
     * @return whether it makes sense to look further at this table
     */
    boolean run(TableAccess access, Findings out) throws IOException;

    /** Looks; whatever goes wrong is a problem of the table. */
    default TaskResult attempt(TableAccess access, int mostProblems) {
        Findings out = new Findings(mostProblems);
        TaskResult.Ending ending;
        try {
            ending = run(access, out) ? TaskResult.Ending.DONE : TaskResult.Ending.FAILED;
        } catch (HeadgateException e) {
            out.problem(mainCheck(), failure(e.kind(), String.valueOf(e.getMessage())));
            ending = TaskResult.Ending.FAILED;
        } catch (IOException | RuntimeException e) {
            out.problem(mainCheck(), failure(FailureKind.STORAGE, "could not be read: " + e));
            ending = TaskResult.Ending.FAILED;
        }
        return new TaskResult(out.results(), ending);
    }

    /** The process that looked is gone. */
    default TaskResult died(String how, int mostProblems) {
        Findings out = new Findings(mostProblems);
        out.problem(mainCheck(), failure(FailureKind.STORAGE, "the process that read it " + how));
        return new TaskResult(out.results(), TaskResult.Ending.DIED);
    }

    private Problem failure(FailureKind kind, String message) {
        return new Problem(
                kind, table().path().value(), Optional.of(table().name()), Optional.of(version()), message, advice());
    }
}
