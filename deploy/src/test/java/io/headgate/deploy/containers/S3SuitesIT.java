package io.headgate.deploy.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.s3.S3Gateway;
import io.headgate.engine.s3.S3Mishap;
import io.headgate.engine.s3.S3ServerExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.ReflectionSupport;

/** That suites can be sent to a server that is there already; one that is started here stands for it. */
final class S3SuitesIT {

    private static final List<String> ONE = List.of("object.s3.S3ObjectStoreIT");

    @RegisterExtension
    static final S3ServerExtension S3 = new S3ServerExtension();

    @Test
    void suitesHoldOnAServerThatIsThere() throws Exception {
        try (S3Gateway server = S3Gateway.before(S3.server().endpoint(), call -> S3Mishap.NONE)) {
            assertThat(S3Suites.run(server.endpoint().toString(), ONE)).isGreaterThan(10);
        }
    }

    @Test
    void noSuiteIsForgotten() {
        assertThat(ReflectionSupport.findAllClassesInPackage(
                        "io.headgate.engine", type -> true, name -> name.matches(".*\\.S3\\w+IT")))
                .extracting(type -> type.getName().substring("io.headgate.engine.".length()))
                .containsAll(S3Suites.ALL)
                .filteredOn(suite -> !S3Suites.ALL.contains(suite))
                .containsExactly("write.S3CrashMatrixIT");
    }

    @Test
    void whatThatServerGetsWrongIsAFailure() throws Exception {
        try (S3Gateway lying = S3Gateway.before(S3.server().endpoint(), call -> S3Mishap.REFUSAL_HIDDEN)) {
            assertThatThrownBy(() -> S3Suites.run(lying.endpoint().toString(), ONE))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
