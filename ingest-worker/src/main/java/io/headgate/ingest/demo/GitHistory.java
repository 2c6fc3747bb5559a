package io.headgate.ingest.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** The commits that a commit is built on, parents before children. Made while they are taken. */
final class GitHistory implements Iterator<GitHistory.GitCommit> {

    private static final int LONGEST_SUBJECT = 200;

    /** What a commit did to a file. */
    enum Change {
        ADDED,
        MODIFIED,
        DELETED
    }

    record Touch(String path, Change change) {}

    /**
     * One commit.
     *
     * @param touches the files it changed; none for a merge, whose changes are those of its parents
     */
    record GitCommit(
            String sha,
            String subject,
            String authorName,
            String authorEmail,
            Instant authored,
            Instant committed,
            List<String> parents,
            List<Touch> touches) {}

    private final Repository repository;
    private final RevWalk walk;
    private @Nullable RevCommit next;

    GitHistory(Repository repository, ObjectId head) {
        this.repository = repository;
        this.walk = new RevWalk(repository);
        walk.setRetainBody(false);
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        try {
            walk.markStart(walk.parseCommit(head));
            next = walk.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public GitCommit next() {
        RevCommit commit = next;
        if (commit == null) {
            throw new NoSuchElementException("the history has ended");
        }
        try {
            GitCommit read = read(commit);
            next = walk.next();
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private GitCommit read(RevCommit commit) throws IOException {
        walk.parseBody(commit);
        PersonIdent author = commit.getAuthorIdent();
        List<String> parents = new ArrayList<>();
        for (RevCommit parent : commit.getParents()) {
            parents.add(parent.name());
        }
        GitCommit read = new GitCommit(
                commit.name(),
                shortened(commit.getShortMessage()),
                author == null ? "" : author.getName(),
                author == null ? "" : author.getEmailAddress(),
                author == null ? Instant.EPOCH : author.getWhenAsInstant(),
                Instant.ofEpochSecond(commit.getCommitTime()),
                List.copyOf(parents),
                parents.size() > 1 ? List.of() : touches(commit));
        commit.disposeBody();
        return read;
    }

    private List<Touch> touches(RevCommit commit) throws IOException {
        List<Touch> touches = new ArrayList<>();
        try (TreeWalk trees = new TreeWalk(repository, walk.getObjectReader())) {
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                RevCommit parent = commit.getParent(0);
                walk.parseHeaders(parent);
                trees.addTree(new CanonicalTreeParser(null, walk.getObjectReader(), parent.getTree()));
            }
            trees.addTree(new CanonicalTreeParser(null, walk.getObjectReader(), commit.getTree()));
            while (trees.next()) {
                touches.add(new Touch(trees.getPathString(), change(trees)));
            }
        } catch (MissingObjectException partialClone) {
            throw new IOException(
                    "an object is missing; a partial clone (--filter) has only part of the history's trees",
                    partialClone);
        }
        return List.copyOf(touches);
    }

    private static Change change(TreeWalk trees) {
        if (trees.getRawMode(0) == FileMode.MISSING.getBits()) {
            return Change.ADDED;
        }
        return trees.getRawMode(1) == FileMode.MISSING.getBits() ? Change.DELETED : Change.MODIFIED;
    }

    /** By characters, not by halves of them. */
    private static String shortened(String subject) {
        int length = subject.codePointCount(0, subject.length());
        return length <= LONGEST_SUBJECT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT));
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException(
                "cannot read the history of the git repository " + repository.getDirectory(), e);
    }
}
