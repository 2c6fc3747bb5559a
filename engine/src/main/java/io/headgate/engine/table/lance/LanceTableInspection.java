package io.headgate.engine.table.lance;

import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.table.CensusRequest;
import io.headgate.engine.table.FileCensus;
import io.headgate.engine.table.FileLedger;
import io.headgate.engine.table.TableInspection;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableTail;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.id.TransactionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Looks at Lance datasets on the local disk or on S3. */
public final class LanceTableInspection implements TableInspection {

    private static final Pattern TRANSACTION = Pattern.compile("\\d+-(.+)\\.txn");

    private final LanceRoot root;
    private final BufferAllocator allocator;

    /**
     * Tables on local disk.
     *
     * @param allocator for work within a call; stays open
     */
    public LanceTableInspection(Path root, BufferAllocator allocator) {
        this(LanceRoot.onDisk(root), allocator);
    }

    /**
     * Tables on S3.
     *
     * @param allocator for work within a call; stays open
     */
    public LanceTableInspection(S3Storage storage, BufferAllocator allocator) {
        this(LanceRoot.onS3(storage), allocator);
    }

    private LanceTableInspection(LanceRoot root, BufferAllocator allocator) {
        this.root = root;
        this.allocator = allocator;
    }

    @Override
    public TableTail tail(TablePath path, long version, int most) {
        TornVersions torn = root.tornVersions(path);
        TreeSet<Long> halfWritten = new TreeSet<>();
        long[] newest = {0, version};
        root.files().each(path + "/" + CommittedFiles.VERSIONS, (file, size) -> {
            Optional<Long> number = CommittedFiles.versionOf(file);
            if (number.isEmpty()) {
                return;
            }
            newest[0] = Math.max(newest[0], number.get());
            if (number.get() <= version) {
                return;
            }
            if (torn.isWhole(number.get())) {
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
            root.files().each(path + "/" + kind, (file, size) -> {
                ledger.found(key(kind, file), size);
                progress.run();
            });
        }
        Map<String, Long> rowIds = root.rowIdFiles(path).all();
        rowIds.forEach(ledger::found);
        root.files().eachBelow(path + "/" + StagedFiles.INDICES, (file, size) -> {
            ledger.found(segmentKey(file.substring(0, Math.max(0, file.indexOf('/')))), size);
            progress.run();
        });
        request.transactions().forEach(transaction -> ledger.named(key(transaction)));
        request.staged().forEach(text -> strikeOff(FragmentCodec.decode(text), ledger));
        request.segments()
                .forEach(text -> ledger.named(segmentKey(IndexCodec.decode(text).id())));
        int opened = 0;
        for (long version : request.versions()) {
            if (ledger.isSettled() || opened == request.mostVersions()) {
                break;
            }
            strikeOff(path, version, rowIds, ledger);
            opened++;
            progress.run();
        }
        return ledger.census(request.complete() && opened == request.versions().size());
    }

    private void strikeOff(TablePath path, long version, Map<String, Long> rowIds, FileLedger ledger) {
        ReadOptions options = new ReadOptions.Builder()
                .setVersion(version)
                .setStorageOptions(root.storageOptions().values())
                .build();
        try (Dataset dataset = Dataset.open()
                .allocator(allocator)
                .uri(root.uri(path))
                .readOptions(options)
                .build()) {
            for (Fragment fragment : dataset.getFragments()) {
                FragmentMetadata metadata = fragment.metadata();
                boolean asListed = RowIdFile.of(metadata)
                        .map(file -> Objects.equals(rowIds.get(file.name()), file.bytes()))
                        .orElse(true);
                if (!asListed) {
                    root.rowIdFiles(path).requireWhole(metadata);
                }
                strikeOff(metadata, ledger);
            }
            dataset.getIndexes()
                    .forEach(segment -> ledger.named(segmentKey(segment.uuid().toString())));
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
        RowIdFile.of(fragment).ifPresent(file -> ledger.named(file.name()));
        if (fragment.getDeletionFile() != null) {
            ledger.named(LocalTableForcer.DELETIONS + "/" + LocalTableForcer.deletionFile(fragment));
        }
    }

    /** Transactions are told apart by their ids: the version in front of it in the name is not part of a pin. */
    private static String key(String kind, String name) {
        Matcher transaction = TRANSACTION.matcher(name);
        return kind.equals(CommittedFiles.TRANSACTIONS) && transaction.matches()
                ? key(new TransactionId(transaction.group(1)))
                : kind + "/" + name;
    }

    private static String key(TransactionId transaction) {
        return CommittedFiles.TRANSACTIONS + "/" + transaction;
    }

    /** Versions name segments of indexes, not their files: all files in a segment's directory belong to it. */
    private static String segmentKey(String segment) {
        return StagedFiles.INDICES + "/" + segment;
    }
}
