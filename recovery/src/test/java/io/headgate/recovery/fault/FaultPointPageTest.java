package io.headgate.recovery.fault;

import io.headgate.recovery.docs.GeneratedSection;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class FaultPointPageTest {

    @Test
    void theCatalogueOnThePageIsTheOneInTheCode() throws IOException {
        String rows = Arrays.stream(FaultPoint.values())
                .map(point -> "| `" + point + "` | " + point.meaning() + " |\n")
                .collect(Collectors.joining());

        GeneratedSection.isUpToDate(
                "testing.md", "fault points", "| point | what is true there |\n|---|---|\n" + rows, getClass());
    }
}
