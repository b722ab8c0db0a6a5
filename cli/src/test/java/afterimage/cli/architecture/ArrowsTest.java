package afterimage.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of the design. Each rule is held against the code, and against a class that breaks
/// it.
class ArrowsTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("afterimage");

  /// @param culprits classes that must not pass
  record Arrow(String name, ArchRule rule, List<Class<?>> culprits) {
    Arrow(String name, ArchRule rule, Class<?>... culprits) {
      this(name, rule, List.of(culprits));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static ArchRule never(String from, String... to) {
    return noClasses()
        .that()
        .resideInAnyPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .allowEmptyShould(true);
  }

  static Stream<Arrow> arrows() {
    return Stream.of(
        new Arrow(
            "only source imports Debezium and Connect, and the bench that holds it against them",
            noClasses()
                .that()
                .resideOutsideOfPackages("afterimage.capture.source..", "afterimage.bench.capture")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.debezium..", "org.apache.kafka.."),
            afterimage.culprit.ReadsDebezium.class),
        new Arrow(
            "Quarkus and Jakarta stay in rest, access, cli and the producers",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "afterimage..rest..", "afterimage.access..", "afterimage.cli..")
                .and()
                .haveSimpleNameNotEndingWith("Producer")
                .should()
                .dependOnClassesThat(
                    JavaClass.Predicates.resideInAnyPackage("io.quarkus..", "jakarta..")
                        // Templates, a library on its own.
                        .and(not(JavaClass.Predicates.resideInAPackage("io.quarkus.qute..")))),
            afterimage.culprit.KnowsQuarkus.class),
        new Arrow(
            "the legacy app knows no sibling",
            never(
                "afterimage.legacy..",
                "afterimage.store..",
                "afterimage.eventsourced..",
                "afterimage.capture..",
                "afterimage.comparison.."),
            afterimage.legacy.culprit.KnowsTheStore.class),
        new Arrow(
            "the store knows nobody of ours",
            noClasses()
                .that()
                .resideInAPackage("afterimage.store..")
                .should()
                .dependOnClassesThat(
                    JavaClass.Predicates.resideInAPackage("afterimage..")
                        .and(not(JavaClass.Predicates.resideInAPackage("afterimage.store..")))),
            afterimage.store.culprit.KnowsCapture.class),
        new Arrow(
            "capture knows no carts and no judge",
            never(
                "afterimage.capture..",
                "afterimage.legacy..",
                "afterimage.eventsourced..",
                "afterimage.comparison.."),
            afterimage.capture.culprit.KnowsTheShop.class),
        new Arrow(
            "the judge knows the apps only by HTTP",
            never("afterimage.comparison..", "afterimage.legacy..", "afterimage.eventsourced.."),
            afterimage.comparison.culprit.KnowsTheShop.class),
        new Arrow(
            "the translator is pure",
            never(
                "afterimage.capture.translate..",
                "java.sql..",
                "javax.sql..",
                "org.jooq..",
                "java.net..",
                "java.nio.file..",
                "afterimage.capture.source..",
                "afterimage.capture.sink.."),
            afterimage.capture.translate.culprit.AsksTheDatabase.class),
        new Arrow(
            "nothing flows back within capture",
            SlicesRuleDefinition.slices()
                .matching("afterimage.capture.(*)..")
                .should()
                .beFreeOfCycles(),
            afterimage.capture.upstream.KnowsDownstream.class,
            afterimage.capture.downstream.KnowsUpstream.class),
        new Arrow(
            "nothing flows back within comparison",
            SlicesRuleDefinition.slices()
                .matching("afterimage.comparison.(*)..")
                .should()
                .beFreeOfCycles(),
            afterimage.comparison.upstream.KnowsDownstream.class,
            afterimage.comparison.downstream.KnowsUpstream.class));
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void the_code_keeps_the_arrow(Arrow arrow) {
    arrow.rule().check(CODE);
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void a_class_that_breaks_the_arrow_is_found(Arrow arrow) {
    assertThat(
            arrow
                .rule()
                .evaluate(new ClassFileImporter().importClasses(arrow.culprits()))
                .hasViolation())
        .isTrue();
  }
}
