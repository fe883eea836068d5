package ishmael.simulator.phonesystem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ishmael", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PHONE_SYSTEM_KNOWS_NO_PART_OF_THE_PRODUCT =
      noClasses()
          .that()
          .resideInAPackage("ishmael.simulator.phonesystem..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ishmael.linemapper..", "ishmael.tsp..", "ishmael.gateway..");

  @ArchTest
  static final ArchRule ENGINE_KNOWS_NO_NETWORK =
      noClasses()
          .that()
          .resideInAPackage("..phonesystem.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache..", "java.net..", "..phonesystem.protocol..", "..phonesystem.xmpp..");

  @ArchTest
  static final ArchRule STANZAS_KNOW_NO_XMPP_LIBRARY =
      noClasses()
          .that()
          .resideInAPackage("..phonesystem.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "java.net..", "..phonesystem.xmpp..");
}
