package io.headgate.engine.write;

import io.headgate.recovery.id.IntentId;
import io.headgate.recovery.id.TableId;
import io.headgate.recovery.intent.Attempt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attempts for several intents in one transaction. They stand in none of the intents, because none of them alone is what they
 * do; so nobody ever adopts one, and what an interrupted turn leaves on a table is restored over.
 */
final class GroupAttempts implements CommitAttempts {

    private final WriteContext context;
    private final List<IntentId> intents;

    GroupAttempts(WriteContext context, List<IntentId> intents) {
        this.context = context;
        this.intents = List.copyOf(intents);
    }

    @Override
    public List<IntentId> intents() {
        return intents;
    }

    @Override
    public List<Attempt> of(TableId table) {
        return List.of();
    }

    @Override
    public Map<TableId, Attempt> announce(List<Plan> plans) {
        Map<TableId, Attempt> attempts = new HashMap<>();
        plans.forEach(plan -> attempts.put(plan.table(), context.attempt(plan.onVersion(), plan.steps(), plan.rows())));
        return attempts;
    }
}
