package io.headgate.engine.write;

/** The phases after staging and arming, put together once for each writer: those that recovery shares with it. */
final class Phases {

    private final Disarm disarm;
    private final Publish publish;
    private final Realign realign;
    private final RollForward rollForward;
    private final GroupCommit groupCommit;
    private final Heal heal;

    Phases(WriteContext context) {
        Drift drift = new Drift(context);
        Audit audit = new Audit(context);
        PendingIntents pending = new PendingIntents(context);
        Judge judge = new Judge(context, pending, audit);
        this.publish = new Publish(context);
        this.disarm = new Disarm(context);
        this.realign = new Realign(context, publish, drift);
        CommitTables commitTables = new CommitTables(context, realign, drift);
        this.rollForward = new RollForward(context, commitTables, publish, judge);
        this.groupCommit = new GroupCommit(context, pending, judge, rollForward, commitTables, publish);
        this.heal = new Heal(context, pending, judge, rollForward, realign, audit, disarm, drift);
    }

    Disarm disarm() {
        return disarm;
    }

    Publish publish() {
        return publish;
    }

    Realign realign() {
        return realign;
    }

    RollForward rollForward() {
        return rollForward;
    }

    GroupCommit groupCommit() {
        return groupCommit;
    }

    Heal heal() {
        return heal;
    }
}
