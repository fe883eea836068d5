package ishmael.simulator.windows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The stand-in for the telephony service knows no provider, ours included. */
@AnalyzeClasses(packages = "ishmael.simulator.windows", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NONE_OF_OURS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ishmael.simulator.windows",
              "java..",
              "com.fasterxml.jackson..",
              "com.google.errorprone.annotations..",
              "org.jspecify..");

  private ArchitectureTest() {}
}
