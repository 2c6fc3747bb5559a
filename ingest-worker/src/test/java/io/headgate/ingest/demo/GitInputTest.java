package io.headgate.ingest.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.recovery.error.BadConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitInputTest {

    @TempDir
    Path directory;

    @Test
    void historyBecomesAuthorsCommitsFilesAndTheirEdges() throws Exception {
        String first;
        String second;
        try (Git git = init(directory)) {
            write("a.txt", "1");
            write("docs/b.txt", "1");
            first = commit(git, "Add two files\n\nAnd say why", "ada@x.org").name();
            write("a.txt", "2");
            git.rm().addFilepattern("docs/b.txt").call();
            second = commit(git, "Change one, drop one", "bob@x.org").name();
        }

        List<String> records = read(directory, Long.MAX_VALUE);

        assertThat(records)
                .containsExactly(
                        "git-authors[ada@x.org]={'id':'ada@x.org','name':'Name','last_commit':'2024-01-01T00:00:00Z','commits':1}",
                        "git-commits[" + first + "]={'id':'" + first
                                + "','subject':'Add two files','authored':'2024-01-01T00:00:00Z','committed':'2024-01-01T00:00:00Z','merge':false}",
                        "git-authored[" + first + "]={'src':'ada@x.org','dst':'" + first + "'}",
                        "git-files[a.txt]={'id':'a.txt','changes':1,'last_change':'2024-01-01T00:00:00Z'}",
                        "git-touches[" + first + "]={'src':'" + first + "','dst':'a.txt','change':'added'}",
                        "git-files[docs/b.txt]={'id':'docs/b.txt','changes':1,'last_change':'2024-01-01T00:00:00Z'}",
                        "git-touches[" + first + "]={'src':'" + first + "','dst':'docs/b.txt','change':'added'}",
                        "git-authors[bob@x.org]={'id':'bob@x.org','name':'Name','last_commit':'2024-01-01T00:00:00Z','commits':1}",
                        "git-commits[" + second + "]={'id':'" + second
                                + "','subject':'Change one, drop one','authored':'2024-01-01T00:00:00Z','committed':'2024-01-01T00:00:00Z','merge':false}",
                        "git-authored[" + second + "]={'src':'bob@x.org','dst':'" + second + "'}",
                        "git-parents[" + second + "]={'src':'" + second + "','dst':'" + first + "','position':0}",
                        "git-files[a.txt]={'id':'a.txt','changes':2,'last_change':'2024-01-01T00:00:00Z'}",
                        "git-touches[" + second + "]={'src':'" + second + "','dst':'a.txt','change':'modified'}",
                        "git-files[docs/b.txt]=(none)",
                        "git-touches[" + second + "]={'src':'" + second + "','dst':'docs/b.txt','change':'deleted'}");
    }

    @Test
    void mergeHasTwoParentEdgesAndNoTouches() throws Exception {
        String merge;
        try (Git git = init(directory)) {
            write("a.txt", "1");
            RevCommit base = commit(git, "Base", "ada@x.org");
            git.checkout().setCreateBranch(true).setName("side").call();
            write("side.txt", "1");
            RevCommit side = commit(git, "Side", "ada@x.org");
            git.checkout().setName("main").call();
            write("main.txt", "1");
            commit(git, "Main", "ada@x.org");
            merge = git.merge()
                    .include(side)
                    .setMessage("Merge")
                    .call()
                    .getNewHead()
                    .name();
            assertThat(base.name()).isNotEqualTo(merge);
        }

        List<String> records = read(directory, Long.MAX_VALUE);

        assertThat(records)
                .filteredOn(record -> record.startsWith("git-parents[" + merge))
                .hasSize(2);
        assertThat(records).noneMatch(record -> record.startsWith("git-touches[" + merge));
        assertThat(records)
                .anyMatch(record -> record.startsWith("git-commits[" + merge) && record.endsWith("'merge':true}"));
    }

    @Test
    void barePathsAndSubdirectoriesOfAWorkingTreeGiveTheSameRecords() throws Exception {
        Path clone = directory.resolve("clone");
        Path bare = directory.resolve("bare.git");
        Files.createDirectories(clone.resolve("docs"));
        try (Git git = init(clone)) {
            Files.writeString(clone.resolve("docs/a.txt"), "1");
            commit(git, "First", "ada@x.org");
            Git.cloneRepository()
                    .setBare(true)
                    .setURI(clone.toUri().toString())
                    .setDirectory(bare.toFile())
                    .call()
                    .close();
        }

        List<String> records = read(clone, Long.MAX_VALUE);

        assertThat(records).hasSize(5);
        assertThat(read(clone.resolve("docs"), Long.MAX_VALUE)).isEqualTo(records);
        assertThat(read(clone.resolve(".git"), Long.MAX_VALUE)).isEqualTo(records);
        assertThat(read(bare, Long.MAX_VALUE)).isEqualTo(records);
    }

    @Test
    void shallowCloneStartsAtItsBoundary() throws Exception {
        Path origin = directory.resolve("origin");
        Path shallow = directory.resolve("shallow");
        String last;
        try (Git git = init(origin)) {
            Files.writeString(origin.resolve("a.txt"), "1");
            commit(git, "First", "ada@x.org");
            Files.writeString(origin.resolve("a.txt"), "2");
            last = commit(git, "Second", "ada@x.org").name();
            Git.cloneRepository()
                    .setDepth(1)
                    .setURI(origin.toUri().toString())
                    .setDirectory(shallow.toFile())
                    .call()
                    .close();
        }

        List<String> records = read(shallow, Long.MAX_VALUE);

        assertThat(records)
                .filteredOn(record -> record.startsWith("git-commits"))
                .singleElement()
                .asString()
                .contains(last);
        assertThat(records).noneMatch(record -> record.startsWith("git-parents"));
    }

    @Test
    void linkedWorktreeHasTheHistoryOfItsOwnHead() throws Exception {
        Path main = directory.resolve("main");
        Path linked = directory.resolve("linked");
        RevCommit first;
        try (Git git = init(main)) {
            Files.writeString(main.resolve("a.txt"), "1");
            first = commit(git, "First", "ada@x.org");
            Files.writeString(main.resolve("a.txt"), "2");
            commit(git, "Second", "ada@x.org");
        }
        linkWorktree(main, linked, first);

        assertThat(read(linked, Long.MAX_VALUE))
                .filteredOn(record -> record.startsWith("git-commits"))
                .singleElement()
                .asString()
                .contains(first.name());
    }

    @Test
    void stopsAtTheMostRecords() throws Exception {
        try (Git git = init(directory)) {
            write("a.txt", "1");
            commit(git, "First", "ada@x.org");
        }

        assertThat(read(directory, 3)).hasSize(3).isEqualTo(read(directory, 100).subList(0, 3));
    }

    @Test
    void directoryThatIsNotThereIsRefused() {
        Path absent = directory.resolve("absent");

        assertThatThrownBy(() -> GitInput.open(absent, 1))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining(absent.toString());
    }

    /** The root of the file system, because these tests may run inside the working tree of a clone. */
    @Test
    void directoryInNoRepositoryIsRefused() {
        assertThatThrownBy(() -> GitInput.open(directory.getRoot(), 1))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("no git repository");
    }

    @Test
    void repositoryWithoutCommitsIsRefused() throws Exception {
        init(directory).close();

        assertThatThrownBy(() -> GitInput.open(directory, 1))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("no commits");
    }

    /** What {@code git worktree add --detach} leaves on disk; JGit reads such a worktree but cannot make one. */
    private static void linkWorktree(Path main, Path linked, ObjectId head) throws Exception {
        Path administration = Files.createDirectories(main.resolve(".git/worktrees/linked"));
        Files.createDirectories(linked);
        Files.writeString(linked.resolve(".git"), "gitdir: " + administration + "\n");
        Files.writeString(administration.resolve("HEAD"), head.name() + "\n");
        Files.writeString(administration.resolve("commondir"), "../..\n");
        Files.writeString(administration.resolve("gitdir"), linked.resolve(".git") + "\n");
    }

    private static Git init(Path path) throws Exception {
        QuietGit.install();
        return Git.init().setDirectory(path.toFile()).setInitialBranch("main").call();
    }

    private void write(String file, String text) throws Exception {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    private static RevCommit commit(Git git, String message, String email) throws Exception {
        PersonIdent who = new PersonIdent("Name", email, Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
    }

    private static List<String> read(Path path, long most) {
        List<String> records = new ArrayList<>();
        try (GitInput input = GitInput.open(path, most)) {
            input.records()
                    .forEachRemaining(record -> records.add(record.toString().replace('"', '\'')));
        }
        return records;
    }
}
