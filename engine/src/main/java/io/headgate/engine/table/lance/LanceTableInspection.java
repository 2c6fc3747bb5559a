package io.headgate.engine.table.lance;

import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.FileCensus;
import io.headgate.engine.table.FileLedger;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTail;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.StorageUnavailable;
import io.headgate.recovery.id.TransactionId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.lance.Dataset;
import org.lance.Fragment;
import org.lance.FragmentMetadata;
import org.lance.ReadOptions;
import org.lance.fragment.DataFile;

/** Looks at Lance datasets on the local disk. */
public final class LanceTableInspection implements TableInspection {

    private static final Pattern MANIFEST = Pattern.compile("(\\d{20})\\.manifest");
    private static final Pattern TRANSACTION = Pattern.compile("\\d+-(.+)\\.txn");

    private final Path root;
    private final BufferAllocator allocator;

    /** @param allocator for work within a call; stays open */
    public LanceTableInspection(Path root, BufferAllocator allocator) {
        this.root = root.toAbsolutePath().normalize();
        this.allocator = allocator;
    }

    @Override
    public TableTail tail(TablePath path, long version, int most) {
        Path versions = directory(path).resolve(CommittedFiles.VERSIONS);
        TreeSet<Long> halfWritten = new TreeSet<>();
        long[] newest = {0, version};
        each(path, versions, file -> {
            Optional<Long> number = versionOf(file);
            if (number.isEmpty()) {
                return;
            }
            newest[0] = Math.max(newest[0], number.get());
            if (number.get() <= version) {
                return;
            }
            if (TornVersions.isWhole(file)) {
                newest[1] = Math.max(newest[1], number.get());
            } else {
                halfWritten.add(number.get());
                if (halfWritten.size() > most) {
                    halfWritten.pollLast();
                }
            }
        });
        return new TableTail(newest[0], newest[1], List.copyOf(halfWritten));
    }

    @Override
    public FileCensus files(TablePath path, CensusRequest request, Runnable progress) {
        FileLedger ledger = new FileLedger(request.mostFiles());
        for (String kind : List.of(StagedFiles.DATA, LocalTableForcer.DELETIONS, CommittedFiles.TRANSACTIONS)) {
            each(path, directory(path).resolve(kind), file -> {
                ledger.found(key(kind, file), Files.size(file));
                progress.run();
            });
        }
        request.transactions().forEach(transaction -> ledger.named(key(transaction)));
        request.staged().forEach(text -> strikeOff(FragmentCodec.decode(text), ledger));
        int opened = 0;
        for (long version : request.versions()) {
            if (ledger.isSettled() || opened == request.mostVersions()) {
                break;
            }
            strikeOff(path, version, ledger);
            opened++;
            progress.run();
        }
        return ledger.census(request.complete() && opened == request.versions().size());
    }

    private void strikeOff(TablePath path, long version, FileLedger ledger) {
        ReadOptions options = new ReadOptions.Builder().setVersion(version).build();
        try (Dataset dataset = Dataset.open()
                .allocator(allocator)
                .uri(directory(path).toString())
                .readOptions(options)
                .build()) {
            for (Fragment fragment : dataset.getFragments()) {
                strikeOff(fragment.metadata(), ledger);
            }
        } catch (HeadgateException e) {
            throw e;
        } catch (Exception e) {
            throw LanceFailure.of(e).toException("list the files of version " + version, path, e);
        }
    }

    private static void strikeOff(FragmentMetadata fragment, FileLedger ledger) {
        for (DataFile file : fragment.getFiles()) {
            ledger.named(StagedFiles.DATA + "/" + file.getPath());
        }
        if (fragment.getDeletionFile() != null) {
            ledger.named(LocalTableForcer.DELETIONS + "/" + LocalTableForcer.deletionFile(fragment));
        }
    }

    /** Transactions are told apart by their ids: the version in front of it in the name is not part of a pin. */
    private static String key(String kind, Path file) {
        String name = file.getFileName().toString();
        Matcher transaction = TRANSACTION.matcher(name);
        return kind.equals(CommittedFiles.TRANSACTIONS) && transaction.matches()
                ? key(new TransactionId(transaction.group(1)))
                : kind + "/" + name;
    }

    private static String key(TransactionId transaction) {
        return CommittedFiles.TRANSACTIONS + "/" + transaction;
    }

    private static Optional<Long> versionOf(Path file) {
        Matcher name = MANIFEST.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        BigInteger version = CommittedFiles.LARGEST.subtract(new BigInteger(name.group(1)));
        return version.signum() > 0 && version.bitLength() < Long.SIZE
                ? Optional.of(version.longValueExact())
                : Optional.empty();
    }

    private Path directory(TablePath path) {
        return root.resolve(path.value());
    }

    private static void each(TablePath path, Path directory, FileAction action) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                try {
                    action.accept(file);
                } catch (NoSuchFileException goneMeanwhile) {
                    // As if it had been removed before.
                }
            }
        } catch (NoSuchFileException e) {
            // A table that has no such files.
        } catch (IOException | DirectoryIteratorException e) {
            throw new StorageUnavailable(
                    "list " + directory,
                    "The files of table " + path + " in " + directory + " cannot be listed: " + e
                            + ". Check the disk and the permissions.",
                    e);
        }
    }

    private interface FileAction {
        void accept(Path file) throws IOException;
    }
}
