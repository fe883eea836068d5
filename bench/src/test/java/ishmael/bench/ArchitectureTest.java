package ishmael.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the measurements may know. */
@AnalyzeClasses(
    packages = {"ishmael.bench", "ishmael.gateway", "ishmael.linemapper", "ishmael.simulator"},
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_MEASUREMENTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("ishmael.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ishmael.bench..");
}
