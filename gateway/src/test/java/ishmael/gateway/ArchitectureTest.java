package ishmael.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "ishmael.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("ishmael.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_ROOT_WIRES =
      noClasses()
          .that()
          .resideInAPackage("ishmael.gateway.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ishmael.gateway");

  @ArchTest
  static final ArchRule SETTINGS_KNOW_NO_LINK =
      noClasses()
          .that()
          .resideInAPackage("ishmael.gateway.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.jivesoftware..", "ishmael.gateway.phonesystem..", "ishmael.tsp..");

  @ArchTest
  static final ArchRule SMACK_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("ishmael.gateway.phonesystem.smack..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jivesoftware..", "org.jxmpp..");

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_NO_FRAMES =
      noClasses()
          .that()
          .resideInAPackage("ishmael.gateway.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ishmael.tsp..", "ishmael.gateway.lines..", "ishmael.gateway.settings..");

  @ArchTest
  static final ArchRule WINDOWS_STAYS_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("ishmael.gateway.windows..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_SIMULATOR =
      noClasses().should().dependOnClassesThat().resideInAPackage("ishmael.simulator..");
}
