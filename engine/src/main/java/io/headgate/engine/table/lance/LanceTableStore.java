package io.headgate.engine.table.lance;

import io.headgate.engine.object.Durability;
import io.headgate.engine.object.FileForcer;
import io.headgate.engine.object.s3.S3Storage;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.StagedChange;
import io.headgate.engine.table.TablePath;
import io.headgate.engine.table.TableRemoval;
import io.headgate.engine.table.TableStore;
import io.headgate.engine.table.TransactionStamp;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.StorageUnavailable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.lance.CommitBuilder;
import org.lance.Dataset;
import org.lance.ReadOptions;
import org.lance.Session;
import org.lance.Transaction;
import org.lance.operation.Overwrite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables as Lance datasets with stable row ids below one root. All tables share one bounded cache. Tables that are still
 * open when the store is closed stay usable but are no longer counted against the bound.
 */
public final class LanceTableStore implements TableStore {

    private static final Logger LOG = LoggerFactory.getLogger(LanceTableStore.class);

    private static final long FIRST_VERSION = 1;
    private static final long BEFORE_FIRST = 0;
    private static final int ONCE = 1;

    private final LanceRoot root;
    private final Function<TablePath, TableForcer> forcers;
    private final BufferAllocator allocator;
    private final LanceSettings settings;
    private final Session session;

    /**
     * Tables on local disk.
     *
     * @param allocator for the vectors that go in and out; stays open
     */
    public LanceTableStore(
            Path root, BufferAllocator allocator, Durability durability, FileForcer forcer, LanceSettings settings) {
        this(
                LanceRoot.onDisk(root),
                path -> durability == Durability.POWER_LOSS
                        ? new LocalTableForcer(root.toAbsolutePath().normalize(), path, forcer)
                        : TableForcer.NONE,
                allocator,
                settings);
    }

    /**
     * Tables on S3, which answers a put when it is durable: nothing has to be forced.
     *
     * @param allocator for the vectors that go in and out; stays open
     */
    public LanceTableStore(S3Storage storage, BufferAllocator allocator, LanceSettings settings) {
        this(LanceRoot.onS3(storage), path -> TableForcer.NONE, allocator, settings);
    }

    private LanceTableStore(
            LanceRoot root,
            Function<TablePath, TableForcer> forcers,
            BufferAllocator allocator,
            LanceSettings settings) {
        this.root = root;
        this.forcers = forcers;
        this.allocator = allocator;
        this.settings = settings;
        this.session = Session.builder()
                .metadataCacheSizeBytes(settings.metadataCacheBytes())
                .indexCacheSizeBytes(settings.indexCacheBytes())
                .build();
    }

    @Override
    public PinnedTable createIfAbsent(TablePath path, Schema schema, TransactionStamp stamp) {
        TableContext table = context(path);
        Optional<Dataset> first = openIfThere(table, FIRST_VERSION);
        if (first.isEmpty()) {
            create(table, schema, stamp);
            first = openIfThere(table, FIRST_VERSION);
        }
        return accepted(table, schema, first.orElseThrow(() -> somethingElse(path, "its first version is not there")));
    }

    @Override
    public PinnedTable open(TablePath path, long version) {
        TableContext table = context(path);
        return openIfThere(table, version)
                .map(dataset -> opened(table, dataset))
                .orElseThrow(() -> new CorruptState(
                        path.value(),
                        "Table " + path + " has no version " + version + " below " + root
                                + ". Its files are gone: cleanup removed it, if the graph version that names it was given up; else restore them"
                                + " from a copy."));
    }

    @Override
    public void discard(TablePath path, StagedChange change) {
        List<String> marks = LanceStagedChange.marksOf(change).stream()
                .map(mark -> path + "/" + LocalTableForcer.DELETIONS + "/" + mark)
                .toList();
        try {
            root.files().remove(marks);
        } catch (StorageUnavailable e) {
            LOG.info("table={} unused={} left to cleanup: {}", path, marks.size(), e.getMessage());
        }
    }

    @Override
    public TableRemoval cleanup(TablePath path, long beforeVersion) {
        return outdated(path, beforeVersion).remove();
    }

    @Override
    public TableRemoval removable(TablePath path, long beforeVersion) {
        return outdated(path, beforeVersion).weigh();
    }

    private OutdatedVersions outdated(TablePath path, long beforeVersion) {
        TableContext table = context(path);
        return new OutdatedVersions(table, root.files(), version -> openIfThere(table, version), beforeVersion);
    }

    @Override
    public void close() {
        session.close();
    }

    private void create(TableContext table, Schema schema, TransactionStamp stamp) {
        if (isThere(table)) {
            // Perhaps since a moment ago: somebody else makes it as well.
            openIfThere(table, FIRST_VERSION)
                    .orElseThrow(() -> somethingElse(table.path(), "its first version is gone"))
                    .close();
            return;
        }
        table.forcer().prepareDirectories();
        Overwrite nothing = Overwrite.builder()
                .fragments(List.of())
                .schema(SubstrateSchema.toLance(schema, settings.compression()))
                .build();
        // When two create at once, the slower one lands an empty version 2: not pinned by anyone, and the first commit
        // restores over it like over any other stray version.
        try (Transaction transaction = Transactions.of(BEFORE_FIRST, nothing, stamp);
                Dataset created = new CommitBuilder(table.uri(), allocator)
                        .writeParams(table.storageOptions().values())
                        .useStableRowIds(true)
                        .storageFormat(settings.format().commitName())
                        .maxRetries(ONCE)
                        .skipAutoCleanup(true)
                        .execute(transaction)) {
            created.version();
        } catch (Exception e) {
            LanceFailure failure = LanceFailure.of(e);
            if (!failure.rejectsCommit()) {
                throw failure.toException("create the first version", table.path(), e);
            }
        }
    }

    private LanceTable accepted(TableContext table, Schema schema, Dataset first) {
        try {
            LanceTable opened = new LanceTable(table, first);
            if (!opened.schema().equals(schema)) {
                throw somethingElse(table.path(), "it has the columns " + opened.schema() + ", not " + schema);
            }
            if (opened.rowCount() != 0) {
                throw somethingElse(table.path(), "its first version has rows");
            }
            History.Made made = History.madeBy(first)
                    .orElseThrow(() -> somethingElse(table.path(), "its first version has no transaction"));
            table.forcer().created(made.files(FIRST_VERSION));
            return opened;
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static LanceTable opened(TableContext table, Dataset dataset) {
        try {
            return new LanceTable(table, dataset);
        } catch (RuntimeException e) {
            dataset.close();
            throw e;
        }
    }

    private boolean isThere(TableContext table) {
        Optional<Dataset> newest = openIfThere(table, new ReadOptions.Builder());
        newest.ifPresent(Dataset::close);
        return newest.isPresent();
    }

    private Optional<Dataset> openIfThere(TableContext table, long version) {
        return openIfThere(table, new ReadOptions.Builder().setVersion(version));
    }

    private Optional<Dataset> openIfThere(TableContext table, ReadOptions.Builder options) {
        try {
            return Optional.of(Dataset.open()
                    .allocator(allocator)
                    .uri(table.uri())
                    .session(session)
                    .readOptions(
                            options.setStorageOptions(table.storageOptions().values())
                                    .build())
                    .build());
        } catch (Exception e) {
            LanceFailure failure = LanceFailure.of(e);
            if (failure == LanceFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure.toException("open a version", table.path(), e);
        }
    }

    private static CorruptState somethingElse(TablePath path, String found) {
        return new CorruptState(
                path.value(),
                "Table " + path + " cannot be created because something else is there: " + found
                        + ". Nothing was changed; use another directory or move the table away.");
    }

    private TableContext context(TablePath path) {
        return new TableContext(
                path,
                root.uri(path),
                root.storageOptions(),
                allocator,
                forcers.apply(path),
                root.tornVersions(path),
                root.stagedFiles(path),
                root.rowIdFiles(path),
                settings.inlineRowIdBytes(),
                settings.lookup().lookup());
    }
}
