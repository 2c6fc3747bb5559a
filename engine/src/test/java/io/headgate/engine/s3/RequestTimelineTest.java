package io.headgate.engine.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestTimelineTest {

    private final RequestTimeline timeline = new RequestTimeline();

    @Test
    void requestsThatOverlapDoNotFollowOneAnother() {
        S3Call arm = begin("arm");
        timeline.answered(arm);
        S3Call left = begin("left");
        S3Call right = begin("right");
        timeline.answered(left);
        S3Call afterLeft = begin("after left");
        timeline.answered(right);
        timeline.answered(afterLeft);
        timeline.answered(begin("publish"));

        assertThat(chain("arm", "publish")).isEqualTo("arm, left, after left, publish");
        assertThat(chain("arm", "right")).isEqualTo("arm, right");
        assertThat(chain("right", "publish")).isEqualTo("right, publish");
    }

    @Test
    void whatIsUnderWayHasNoFollower() {
        begin("arm");
        begin("publish");

        assertThat(chain("arm", "publish")).isEqualTo("publish");
    }

    @Test
    void whatIsNotThereEndsNoRow() {
        timeline.answered(begin("arm"));

        assertThat(chain("arm", "publish")).isEmpty();
    }

    private S3Call begin(String path) {
        S3Call call = new S3Call("PUT", path, "", Map.of());
        timeline.of(call);
        return call;
    }

    private String chain(String first, String last) {
        return String.join(
                ", ",
                timeline
                        .longestChain(
                                call -> call.path().equals(first),
                                call -> call.path().equals(last))
                        .stream()
                        .map(S3Call::path)
                        .toList());
    }
}
