package ishmael.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The demo stands where an admin and a program stand: outside. */
@AnalyzeClasses(packages = "ishmael.demo", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_GATEWAY_IS_A_PROCESS =
      noClasses()
          .that()
          .resideOutsideOfPackage("ishmael.demo.machine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ishmael.gateway..", "ishmael.demo.machine");

  @ArchTest
  static final ArchRule XMPP_IS_THE_PHONE_SYSTEMS_BUSINESS =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.jivesoftware..");

  private ArchitectureTest() {}
}
