package io.headgate.ingest.cli;

import io.headgate.ingest.docs.GeneratedPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    @Test
    void pageSaysWhatTheHelpPagesSay() throws IOException {
        GeneratedPage.isUpToDate("cli.md", ReferencePage.text(), getClass());
    }
}
