package io.headgate.recovery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.time.Instant;

@AnalyzeClasses(packages = "io.headgate.recovery", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule decidesWithoutInputOrOutput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.lance..",
                    "org.apache.kafka..",
                    "org.apache.arrow..",
                    "software.amazon..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Files.class, java.io.File.class, java.io.FileInputStream.class, java.io.FileOutputStream.class);

    @ArchTest
    static final ArchRule takesTheTimeFromAnInjectedClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
