package io.headgate.ingest.demo;

import io.headgate.engine.manifest.TableKind;
import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.config.TargetType;
import io.headgate.recovery.error.BadConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The history of HEAD in a git repository, oldest commit first: any clone, also bare or shallow, and any worktree. */
final class GitInput implements DemoInput {

    static final DemoTopic AUTHORS =
            new DemoTopic("git-authors", new TargetType(TableKind.NODE, "Author"), WriteMode.UPSERT, 2);
    static final DemoTopic COMMITS =
            new DemoTopic("git-commits", new TargetType(TableKind.NODE, "Commit"), WriteMode.UPSERT, 2);
    static final DemoTopic FILES =
            new DemoTopic("git-files", new TargetType(TableKind.NODE, "File"), WriteMode.UPSERT, 4);
    static final DemoTopic AUTHORED =
            new DemoTopic("git-authored", new TargetType(TableKind.EDGE, "Authored"), WriteMode.UPSERT, 2);
    static final DemoTopic PARENTS =
            new DemoTopic("git-parents", new TargetType(TableKind.EDGE, "Parent"), WriteMode.UPSERT, 2);
    static final DemoTopic TOUCHES =
            new DemoTopic("git-touches", new TargetType(TableKind.EDGE, "Touches"), WriteMode.APPEND, 4);

    private final Path path;
    private final long most;
    private final Repository repository;
    private final ObjectId head;

    private GitInput(Path path, long most, Repository repository, ObjectId head) {
        this.path = path;
        this.most = most;
        this.repository = repository;
        this.head = head;
    }

    /**
     * Opens a repository.
     *
     * @param path the repository itself or any directory in a working tree of it
     * @param most the most records to make of it
     * @throws BadConfiguration when there is no repository, or it has no commits
     */
    static GitInput open(Path path, long most) {
        QuietGit.install();
        Repository repository;
        try {
            repository = repositoryAt(path.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new BadConfiguration("--git", "The git repository at " + path + " cannot be read: " + e, e);
        }
        try {
            ObjectId head = repository.resolve(Constants.HEAD + "^{commit}");
            if (head == null) {
                throw new BadConfiguration("--git", "The git repository at " + path + " has no commits on HEAD");
            }
            return new GitInput(path, most, repository, head);
        } catch (IOException e) {
            repository.close();
            throw new BadConfiguration("--git", "The git repository at " + path + " cannot be read: " + e, e);
        } catch (BadConfiguration e) {
            repository.close();
            throw e;
        }
    }

    @Override
    public String title() {
        return "the history of the git repository " + path;
    }

    @Override
    public String schema() {
        return new Resource("git.pg").text();
    }

    @Override
    public List<DemoTopic> topics() {
        return List.of(AUTHORS, COMMITS, FILES, AUTHORED, PARENTS, TOUCHES);
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public Iterator<DemoRecord> records() {
        return new GitRecords(new GitHistory(repository, head), most);
    }

    @Override
    public void close() {
        repository.close();
    }

    private static Repository repositoryAt(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new BadConfiguration("--git", "There is no directory " + path);
        }
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        if (isGitDirectory(path)) {
            builder.setGitDir(path.toFile());
        } else {
            builder.findGitDir(path.toFile());
            if (builder.getGitDir() == null) {
                throw new BadConfiguration(
                        "--git", path + " is no git repository. Give a clone or a directory in a working tree");
            }
        }
        return builder.build();
    }

    private static boolean isGitDirectory(Path path) {
        return Files.isRegularFile(path.resolve("HEAD"))
                && (Files.isDirectory(path.resolve("objects")) || Files.exists(path.resolve("commondir")));
    }
}
