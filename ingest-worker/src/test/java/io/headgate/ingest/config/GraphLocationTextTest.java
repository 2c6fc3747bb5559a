package io.headgate.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headgate.engine.GraphLocation.LocalDirectory;
import io.headgate.engine.GraphLocation.S3Prefix;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLocationTextTest {

    private static final Path BASE = Path.of("/base/dir");

    @ParameterizedTest
    @CsvSource({
        "social, /base/dir/social",
        "./social/../git, /base/dir/git",
        "/data/g, /data/g",
        "./s3:, /base/dir/s3:",
        "my:graph, /base/dir/my:graph",
        "user@host, /base/dir/user@host",
    })
    void pathIsADirectory(String text, String directory) {
        assertThat(GraphLocationText.parse(text, BASE)).isEqualTo(new LocalDirectory(Path.of(directory)));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, bucket, prefix",
        "s3://bucket, bucket, ''",
        "s3://bucket/, bucket, ''",
        "s3://a.b-c.1/team=x/Graph_1.0/, a.b-c.1, team=x/Graph_1.0",
        "s3://123/...x, 123, ...x",
    })
    void urlIsABucketAndAPrefix(String text, String bucket, String prefix) {
        assertThat(GraphLocationText.parse(text, BASE)).isEqualTo(new S3Prefix(bucket, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/prefix", "s3://bucket", "/data/g"})
    void locationReadsAsWritten(String text) {
        assertThat(GraphLocationText.render(GraphLocationText.parse(text, BASE)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "S3://bucket/x",
                "s3a://bucket/x",
                "s3n://bucket/x",
                "s3:/bucket/x",
                "s3:bucket/x",
                "gs://bucket/x",
                "file:///data/g",
                "file:/data/g",
                "https://bucket.s3.amazonaws.com/x",
                "x/y://z",
            })
    void otherUrlIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> GraphLocationText.parse(text, BASE))
                .isInstanceOf(RefusedText.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("a path or s3://bucket/prefix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3:///x",
                "s3://ab/x",
                "s3://Bucket/x",
                "s3://my_bucket/x",
                "s3://-bucket/x",
                "s3://bucket-/x",
                "s3://a..b/x",
                "s3://10.0.0.1/x",
                "s3://bucket:9000/x",
                "s3://bucket?x",
                "s3://büc/x",
            })
    void whatCannotBeABucketIsRefused(String text) {
        assertThatThrownBy(() -> GraphLocationText.parse(text, BASE))
                .isInstanceOf(RefusedText.class)
                .hasMessageContaining("is not the name of a bucket");
    }

    @Test
    void nameOfABucketHasItsLength() {
        assertThat(GraphLocationText.parse("s3://" + "b".repeat(63), BASE)).isEqualTo(new S3Prefix("b".repeat(63), ""));
        assertThatThrownBy(() -> GraphLocationText.parse("s3://" + "b".repeat(64), BASE))
                .hasMessageContaining("3 to 63");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket//x",
                "s3://bucket/x//",
                "s3://bucket/x//y",
                "s3://bucket/x/../y",
                "s3://bucket/.",
                "s3://bucket/x?versionId=1",
                "s3://bucket/x#y",
                "s3://bucket/x y",
                "s3://bucket/x%20y",
                "s3://bucket/é",
                "s3://bucket/x\\y",
            })
    void whatCannotBeAPrefixIsRefused(String text) {
        assertThatThrownBy(() -> GraphLocationText.parse(text, BASE))
                .isInstanceOf(RefusedText.class)
                .hasMessageContaining("cannot be a part of its prefix");
    }

    @Test
    void prefixLeavesRoomForTheNamesWithinAGraph() {
        assertThat(GraphLocationText.parse("s3://bucket/" + "x".repeat(512), BASE))
                .isEqualTo(new S3Prefix("bucket", "x".repeat(512)));
        assertThatThrownBy(() -> GraphLocationText.parse("s3://bucket/" + "x".repeat(513), BASE))
                .hasMessageContaining("at most 512");
    }
}
