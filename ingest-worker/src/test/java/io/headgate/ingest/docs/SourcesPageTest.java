package io.headgate.ingest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headgate.ingest.decode.RejectionCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people look a dead letter up in. */
final class SourcesPageTest {

    private static final Pattern CODE = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyCodeOfADeadLetterIsExplained() throws IOException {
        List<String> explained = CODE.matcher(GeneratedPage.read("sources.md"))
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();

        assertThat(explained)
                .isEqualTo(Arrays.stream(RejectionCode.values()).map(Enum::name).toList());
    }
}
