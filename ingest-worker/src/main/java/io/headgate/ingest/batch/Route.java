package io.headgate.ingest.batch;

import io.headgate.engine.write.WriteMode;
import io.headgate.ingest.decode.RecordDecoder;
import io.headgate.recovery.id.TableId;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Where the records of one topic go.
 *
 * @param table shared by all topics that feed the same type
 * @param tableName the type's name
 * @param schema columns of the table
 * @param decoder of this topic alone
 */
record Route(TableId table, String tableName, WriteMode mode, Schema schema, RecordDecoder decoder) {}
