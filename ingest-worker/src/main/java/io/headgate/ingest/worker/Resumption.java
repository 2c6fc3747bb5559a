package io.headgate.ingest.worker;

import io.headgate.ingest.batch.Intake;
import io.headgate.ingest.source.Placement;
import io.headgate.ingest.source.SourceReader;
import io.headgate.ingest.source.Survey;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has reading go on where the graph is, whenever a look has found out where that is. For use by one thread. */
final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /** A partition that could not be placed is looked for again, but not all the time. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Lookout lookout;
    private final SourceReader reader;
    private final Intake intake;
    private final BatchFiller filler;
    private final Handover handover;
    private final Rewind rewind;
    private final WorkerTuning tuning;

    Resumption(
            Lookout lookout,
            SourceReader reader,
            Intake intake,
            BatchFiller filler,
            Handover handover,
            Rewind rewind,
            WorkerTuning tuning) {
        this.lookout = lookout;
        this.reader = reader;
        this.intake = intake;
        this.filler = filler;
        this.handover = handover;
        this.rewind = rewind;
        this.tuning = tuning;
    }

    /**
     * Acts on a look that has come to its end, and begins one that is due.
     *
     * @param waitingForOthers whether this worker waits for what other workers write
     */
    void step(boolean waitingForOthers) {
        lookout.take().ifPresent(this::resume);
        if (reader.awaitsPlaces() && rewind.isDue()) {
            lookout.lookAgain(BETWEEN_LOOKS);
        } else {
            lookout.lookAgain(waitingForOthers ? tuning.lookEvery() : tuning.checkEvery());
        }
    }

    /** Begins nothing any more. */
    void end() {
        lookout.cancel();
    }

    private void resume(Survey survey) {
        if (handover.note(survey.manifest()) && intake.isSupersededIn(survey.manifest())) {
            LOG.info(
                    "offsets were changed deliberately version={}",
                    survey.manifest().version());
            filler.readAgain();
        }
        List<Placement> placements = reader.accept(survey);
        intake.place(placements);
        if (!placements.isEmpty()) {
            LOG.info(
                    "reading at={}",
                    placements.stream()
                            .map(placement -> placement.partition() + ":" + placement.offset())
                            .toList());
        }
    }
}
