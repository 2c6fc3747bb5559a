package io.headgate.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChaosMainTest {

    @Test
    void aGraphOnS3IsRefusedAsLongAsWorkersCannotWriteOne() {
        StringWriter err = new StringWriter();

        int code = ChaosMain.command().setErr(new PrintWriter(err)).execute("--s3");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).startsWith("--s3 is not possible yet").contains("Leave it out");
    }
}
