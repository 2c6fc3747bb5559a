package io.headgate.ingest.demo;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;

/** Turns commits into records: a new version of the author and of each file, the commit itself, and the edges between them. */
final class GitRecords implements Iterator<DemoRecord> {

    /** Git takes any number for a time; a year has four digits. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String NOBODY = "unknown";

    private final GitHistory history;
    private final long most;
    private final JsonBytes json = new JsonBytes();
    private final Queue<DemoRecord> ready = new ArrayDeque<>();
    private final Map<String, Long> commitsByEmail = new HashMap<>();
    private final Map<String, Long> changesByPath = new HashMap<>();
    private long taken;

    GitRecords(GitHistory history, long most) {
        this.history = history;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        return taken < most && (!ready.isEmpty() || history.hasNext());
    }

    @Override
    public DemoRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the history has ended, or the most records were made of it");
        }
        if (ready.isEmpty()) {
            explode(history.next());
        }
        taken++;
        return ready.remove();
    }

    private void explode(GitHistory.GitCommit commit) {
        String email = commit.authorEmail().isBlank() ? NOBODY : commit.authorEmail();
        String committed = time(commit.committed());
        long commits = commitsByEmail.merge(email, 1L, Long::sum);
        add(GitInput.AUTHORS, email, fields -> {
            fields.writeStringField("id", email);
            fields.writeStringField("name", commit.authorName());
            fields.writeStringField("last_commit", committed);
            fields.writeNumberField("commits", commits);
        });
        add(GitInput.COMMITS, commit.sha(), fields -> {
            fields.writeStringField("id", commit.sha());
            fields.writeStringField("subject", commit.subject());
            fields.writeStringField("authored", time(commit.authored()));
            fields.writeStringField("committed", committed);
            fields.writeBooleanField("merge", commit.parents().size() > 1);
        });
        add(GitInput.AUTHORED, commit.sha(), fields -> {
            fields.writeStringField("src", email);
            fields.writeStringField("dst", commit.sha());
        });
        for (int i = 0; i < commit.parents().size(); i++) {
            int position = i;
            add(GitInput.PARENTS, commit.sha(), fields -> {
                fields.writeStringField("src", commit.sha());
                fields.writeStringField("dst", commit.parents().get(position));
                fields.writeNumberField("position", position);
            });
        }
        for (GitHistory.Touch touch : commit.touches()) {
            touch(commit, touch, committed);
        }
    }

    private void touch(GitHistory.GitCommit commit, GitHistory.Touch touch, String committed) {
        if (touch.change() == GitHistory.Change.DELETED) {
            ready.add(DemoRecord.of(GitInput.FILES, touch.path(), null));
        } else {
            long changes = changesByPath.merge(touch.path(), 1L, Long::sum);
            add(GitInput.FILES, touch.path(), fields -> {
                fields.writeStringField("id", touch.path());
                fields.writeNumberField("changes", changes);
                fields.writeStringField("last_change", committed);
            });
        }
        add(GitInput.TOUCHES, commit.sha(), fields -> {
            fields.writeStringField("src", commit.sha());
            fields.writeStringField("dst", touch.path());
            fields.writeStringField("change", touch.change().name().toLowerCase(Locale.ROOT));
        });
    }

    private void add(DemoTopic topic, String key, JsonBytes.Fields fields) {
        ready.add(DemoRecord.of(topic, key, json.object(fields)));
    }

    private static String time(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST.toString();
        }
        return (time.isAfter(LATEST) ? LATEST : time).toString();
    }
}
