package io.headgate.engine.write;

import io.headgate.engine.write.Judge.Judgement;
import io.headgate.engine.write.RecoveryReport.Settlement;
import io.headgate.recovery.decide.Decision;
import io.headgate.recovery.decide.Ruling;
import io.headgate.recovery.decide.TableFinding;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.GraphVersion;
import io.headgate.recovery.intent.Intent;
import io.headgate.recovery.intent.TableEffect;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts down, for reports and for the log, what became of an intent. */
final class Settlements {

    private static final Logger LOG = LoggerFactory.getLogger(Heal.class);

    private Settlements() {}

    static Settlement of(Intent intent, Judgement judgement, Optional<GraphVersion> publishedIn, boolean settled) {
        return settlement(intent, judgement.tables(), judgement.ruling(), publishedIn, Optional.empty(), settled);
    }

    private static Settlement settlement(
            Intent intent,
            List<TableFinding> tables,
            Ruling ruling,
            Optional<GraphVersion> publishedIn,
            Optional<HeadgateException> refusal,
            boolean settled) {
        return new Settlement(
                intent.id(),
                intent.operation(),
                intent.actor(),
                intent.owner(),
                intent.armedAt(),
                intent.base(),
                intent.effects().stream().map(TableEffect::table).toList(),
                tables,
                ruling,
                publishedIn,
                refusal,
                settled);
    }

    static Settlement refused(Intent intent, Judgement judgement, HeadgateException refusal) {
        Ruling ruling = judgement.ruling().decision() == Decision.REFUSE
                ? judgement.ruling()
                : new Ruling(Decision.REFUSE, String.valueOf(refusal.getMessage()));
        return settlement(intent, judgement.tables(), ruling, Optional.empty(), Optional.of(refusal), false);
    }

    static void log(Intent intent, Settlement settlement, GraphVersion newest) {
        Ruling ruling = settlement.ruling();
        if (ruling.decision() == Decision.LEAVE) {
            LOG.debug(
                    "phase=heal intent={} decision={} reason=\"{}\"", intent.id(), ruling.decision(), ruling.reason());
            return;
        }
        LOG.info(
                "phase=heal intent={} decision={} reason=\"{}\" base={} version={} armed_by=\"{}\" armed_at={}",
                intent.id(),
                ruling.decision(),
                ruling.reason(),
                intent.base(),
                newest,
                intent.actor(),
                intent.armedAt());
    }
}
