package io.headgate.ingest.demo;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading the configuration of the machine and the user, for which it runs {@code git}, and from writing
 * a file of its own into the home directory. Reading a history needs none of them.
 */
final class QuietGit extends SystemReader.Delegate {

    private QuietGit(SystemReader system) {
        super(system);
    }

    /** For all uses of JGit in this process; JGit has no smaller scope for it. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof QuietGit)) {
            SystemReader.setInstance(new QuietGit(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    private static final class NoFile extends FileBasedConfig {

        NoFile(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // Stays empty.
        }

        @Override
        public void save() {
            // Lasts as long as the process.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
