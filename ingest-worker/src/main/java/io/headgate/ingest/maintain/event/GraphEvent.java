package io.headgate.ingest.maintain.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.headgate.recovery.id.GraphId;
import io.headgate.recovery.id.GraphVersion;
import java.time.Instant;

/**
 * One record of the topic {@code <prefix>.commits}, keyed by the graph's id. Records may be lost, repeated, or come out of order;
 * nothing is decided by them but what is worth a look.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @Type(value = CommitEvent.class, name = "commit"),
    @Type(value = SurveyEvent.class, name = "survey"),
})
public sealed interface GraphEvent permits CommitEvent, SurveyEvent {

    GraphId graph();

    /** The graph version that it speaks of. */
    GraphVersion version();

    /** One function for each kind. */
    interface Cases<R> {
        R commit(CommitEvent commit);

        R survey(SurveyEvent survey);
    }

    <R> R match(Cases<R> cases);

    /** When it was said, by the clock of whoever said it. */
    Instant at();
}
