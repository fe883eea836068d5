package ishmael.tsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ishmael.tsp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule tsp_knowsOnlyTheLineMapper =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ishmael.tsp..",
              "ishmael.linemapper..",
              "java..",
              "jdk.net",
              "com.sun.jna..",
              "com.google.errorprone.annotations..",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule jna_isUsedByTheWindowsTransportOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("ishmael.tsp.link.windows")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule frames_knowNothingElseOfTheModule =
      noClasses()
          .that()
          .resideInAPackage("ishmael.tsp.frame")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ishmael.tsp.link..",
              "ishmael.tsp.endpoint..",
              "ishmael.tsp.peer..",
              "ishmael.linemapper..");

  @ArchTest
  static final ArchRule ends_doNotKnowTheirTransport =
      noClasses()
          .that()
          .resideInAnyPackage("ishmael.tsp.endpoint", "ishmael.tsp.peer")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ishmael.tsp.link.unix", "ishmael.tsp.link.windows");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("ishmael.tsp.(**)").should().beFreeOfCycles();
}
