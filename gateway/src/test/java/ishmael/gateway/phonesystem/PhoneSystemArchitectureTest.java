package ishmael.gateway.phonesystem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom around the phone system. */
@AnalyzeClasses(packages = "ishmael.gateway", importOptions = DoNotIncludeTests.class)
class PhoneSystemArchitectureTest {
  private static final String SMACK = "ishmael.gateway.phonesystem.smack..";

  @ArchTest
  static final ArchRule SMACK_STAYS_IN_ONE_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage(SMACK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jivesoftware..", "org.jxmpp..", "org.xmlpull..");

  @ArchTest
  static final ArchRule PROTOCOL_IS_FREE_OF_ALL_ELSE =
      noClasses()
          .that()
          .resideInAPackage("ishmael.gateway.phonesystem.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SMACK, "ishmael.gateway.directory..", "io.micrometer..");

  @ArchTest
  static final ArchRule DIRECTORY_KNOWS_VALUES_ONLY =
      noClasses()
          .that()
          .resideInAPackage("ishmael.gateway.directory..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ishmael.gateway.phonesystem..");

  @ArchTest
  static final ArchRule SMACK_PACKAGE_SHOWS_LINK_AND_VISIT =
      classes()
          .that()
          .resideInAPackage(SMACK)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .haveSimpleName("SmackPhoneSystem")
          .orShould()
          .haveSimpleName("SmackVisit");
}
