package io.headgate.engine.table.lance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.engine.table.TablePath;
import io.headgate.recovery.error.CorruptState;
import io.headgate.recovery.error.HeadgateException;
import io.headgate.recovery.error.StorageUnavailable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages are those of lance-core 7.0.0; that it still says so is checked by the substrate guards. */
class LanceFailureTest {

    private static final TablePath PATH = new TablePath("nodes/people-1.lance");

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(
                        new IllegalArgumentException("Dataset at path g/nodes/t.lance was not found: Not found: x"),
                        LanceFailure.NOT_FOUND,
                        false,
                        CorruptState.class),
                Arguments.of(
                        new IOException(
                                "CDataJniException{errno=22, message=Object at location data/x.lance not found: No such"),
                        LanceFailure.NOT_FOUND,
                        false,
                        CorruptState.class),
                Arguments.of(
                        new IllegalArgumentException("Commit conflict for version 3: Failed to commit the transaction"),
                        LanceFailure.PUT_RACE,
                        true,
                        StorageUnavailable.class),
                Arguments.of(
                        new IllegalArgumentException("Dataset already exists: g/nodes/t.lance, commit.rs:291:17"),
                        LanceFailure.PUT_RACE,
                        true,
                        StorageUnavailable.class),
                Arguments.of(
                        new RuntimeException("Retryable commit conflict for version 4: This Update transaction was"),
                        LanceFailure.RETRYABLE_CONFLICT,
                        true,
                        StorageUnavailable.class),
                Arguments.of(
                        new RuntimeException("Incompatible transaction: This Append transaction is incompatible with"),
                        LanceFailure.INCOMPATIBLE,
                        true,
                        StorageUnavailable.class),
                Arguments.of(
                        new RuntimeException("Append with different schema: original=[id], new=[id, n]"),
                        LanceFailure.DIFFERENT_SCHEMA,
                        true,
                        CorruptState.class),
                Arguments.of(
                        new IllegalArgumentException("Invalid user input: Schema error: No field named nope."),
                        LanceFailure.BAD_FILTER,
                        false,
                        StorageUnavailable.class),
                Arguments.of(
                        new IOException("LanceError(IO): failed to fill whole buffer"),
                        LanceFailure.UNKNOWN,
                        false,
                        StorageUnavailable.class),
                Arguments.of(
                        new IllegalArgumentException(
                                "Invalid user input: file does not appear to be a Lance file (invalid magic: [76])"),
                        LanceFailure.DAMAGED_FILE,
                        false,
                        CorruptState.class),
                Arguments.of(
                        new IOException("LanceError(IO): failed to decode Protobuf message: invalid varint"),
                        LanceFailure.DAMAGED_FILE,
                        false,
                        CorruptState.class),
                Arguments.of(new NullPointerException(), LanceFailure.UNKNOWN, false, StorageUnavailable.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyMessageHasItsMeaning(
            Exception thrown, LanceFailure expected, boolean rejects, Class<? extends HeadgateException> reported) {
        LanceFailure failure = LanceFailure.of(thrown);

        assertThat(failure).isEqualTo(expected);
        assertThat(failure.rejectsCommit()).isEqualTo(rejects);
        assertThat(failure.toException("commit", PATH, thrown))
                .isInstanceOf(reported)
                .hasCause(thrown)
                .hasMessageContaining(PATH.value());
    }
}
