package io.headgate.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
    @Test
    void noHeadersAreAnEmptyObject() {
        assertThat(HeaderText.of(new RecordHeaders())).isEqualTo("{}");
    }

    @Test
    void everyValueOfAKeyIsKeptInOrder() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", text("1")).add("b", text("ü")).add("a", text("\"2\""));

        assertThat(HeaderText.of(headers)).isEqualTo("{\"a\":[\"1\",\"\\\"2\\\"\"],\"b\":[\"ü\"]}");
    }

    @Test
    void valuesThatAreNoTextLoseNothing() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", new byte[] {(byte) 0xff, 0}).add("a", null);

        assertThat(HeaderText.of(headers)).isEqualTo("{\"a\":[{\"base64\":\"/wA=\"},null]}");
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
