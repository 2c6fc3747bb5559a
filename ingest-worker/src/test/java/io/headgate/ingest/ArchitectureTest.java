package io.headgate.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.headgate.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule reachesTablesThroughTheEngineOnly =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.lance..");

    @ArchTest
    static final ArchRule decodingKnowsNothingOfKafka = noClasses()
            .that()
            .resideInAPackage("io.headgate.ingest.decode..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule brokerInternalsStayInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.ingest.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");
}
