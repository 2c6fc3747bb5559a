package io.headgate.engine.table.lance;

import io.headgate.engine.table.TablePath;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What every version of one table has in common.
 *
 * @param uri what Lance opens
 * @param inlineRowIdBytes see {@link LanceSettings}
 * @param storageOptions what Lance needs to reach the uri; empty on local disk
 */
record TableContext(
        TablePath path,
        String uri,
        StorageOptions storageOptions,
        BufferAllocator allocator,
        TableForcer forcer,
        TornVersions tornVersions,
        StagedFiles stagedFiles,
        RowIdFiles rowIdFiles,
        int inlineRowIdBytes,
        KeyLookup lookup) {}
