package ishmael.simulator.servers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ishmael.simulator.servers", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule SERVERS_KNOW_NO_PART_OF_THE_PRODUCT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ishmael.linemapper..", "ishmael.tsp..", "ishmael.gateway..");

  @ArchTest
  static final ArchRule THE_PHONE_SYSTEM_KNOWS_NO_CONTAINERS =
      noClasses()
          .that()
          .haveSimpleNameStartingWith("PhoneComponent")
          .or()
          .haveSimpleNameStartingWith("ComponentLink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..");

  private ArchitectureTest() {}
}
