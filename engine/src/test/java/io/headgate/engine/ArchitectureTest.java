package io.headgate.engine;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.headgate.engine.table.PinnedTable;
import io.headgate.engine.table.TableStore;
import java.time.Instant;
import org.lance.CommitBuilder;
import org.lance.Dataset;

@AnalyzeClasses(packages = "io.headgate.engine", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String LANCE = "io.headgate.engine.table.lance..";

    @ArchTest
    static final ArchRule lanceIsImportedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(LANCE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.lance..");

    @ArchTest
    static final ArchRule theAwsSdkIsImportedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.headgate.engine.object.s3")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule knowsNothingOfKafka =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "kafka..");

    @ArchTest
    static final ArchRule onlyTheWritePathAndInitMoveAHead = noClasses()
            .that()
            .resideOutsideOfPackages("io.headgate.engine.write..", "io.headgate.engine.table..")
            .and()
            .doNotHaveFullyQualifiedName("io.headgate.engine.GraphInit")
            .should()
            .callMethodWhere(target(owner(assignableTo(PinnedTable.class))).and(target(nameMatching("commit|restore"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(TableStore.class))).and(target(nameMatching("createIfAbsent"))));

    /** Everything that Lance's Dataset commits by itself, under a transaction id that is not ours. */
    @ArchTest
    static final ArchRule nothingCommitsPastTheTableStore = noClasses()
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(Dataset.class)))
                            .and(
                                    target(
                                            nameMatching(
                                                    "commit.*|delete|mergeInsert|truncateTable|restore|addColumns|dropColumns|alterColumns|"
                                                            + "optimizeIndices|dropIndex|compact|updateConfig|deleteConfigKeys|drop|create|write"))));

    @ArchTest
    static final ArchRule commitsAreMadeInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(LANCE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(CommitBuilder.class);

    @ArchTest
    static final ArchRule takesTheTimeFromAnInjectedClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
