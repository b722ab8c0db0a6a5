package afterimage.comparison.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A template, in which everything that comes from data is escaped. It may include others.
public final class Template {

  private final io.quarkus.qute.Template template;

  public Template(String name, UnaryOperator<String> escape) {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addValueResolver(
                ValueResolver.builder()
                    .applyToBaseClass(com.fasterxml.jackson.databind.JsonNode.class)
                    .applyToName("words")
                    .resolveSync(
                        c ->
                            Words.state(
                                (com.fasterxml.jackson.databind.JsonNode)
                                    Objects.requireNonNull(c.getBase())))
                    .build())
            .addResultMapper(
                new io.quarkus.qute.ResultMapper() {
                  @Override
                  public boolean appliesTo(
                      io.quarkus.qute.TemplateNode.Origin origin, Object result) {
                    return !(result instanceof RawString) && !Results.isNotFound(result);
                  }

                  @Override
                  public String map(Object result, io.quarkus.qute.Expression expression) {
                    return escape.apply(result.toString());
                  }
                })
            .addLocator(
                id -> Optional.of(new Located(text(id), Variant.forContentType("text/plain"))))
            .strictRendering(true)
            .build();
    template = engine.parse(text(name), Variant.forContentType("text/plain"));
  }

  String render(Report report) {
    return render(
        Map.of(
            "report", report, "views", views(report), "style", new RawString(text("style.css"))));
  }

  /// What `streams.html` shows.
  public static List<?> views(Report report) {
    return report.streams().stream().map(StreamView::new).toList();
  }

  /// @param data by the names under which the template asks for it
  public String render(Map<String, ?> data) {
    TemplateInstance instance = template.instance();
    data.forEach(instance::data);
    return instance.render();
  }

  /// Without templates in it, such as the style.
  public static String text(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            Template.class.getResourceAsStream("/report/" + name), "no template " + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Located(String text, Variant variant) implements TemplateLocator.TemplateLocation {

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(variant);
    }
  }

  /// A stream with its steps' lines put together, as tables show them.
  record StreamView(Report.StreamReport stream, List<StepView> steps) {
    StreamView(Report.StreamReport stream) {
      this(stream, stream.steps().stream().map(step -> StepView.of(step, stream)).toList());
    }
  }

  record StepView(
      Report.Step step,
      List<Report.TrueEventLine> trueEvents,
      List<Report.RowChangeLine> rowChanges,
      List<Report.DerivedEventLine> derivedEvents,
      List<Report.VerdictLine> verdicts) {

    static StepView of(Report.Step step, Report.StreamReport stream) {
      List<Report.TrueEventLine> trueEvents =
          step.trueEvents().stream().map(n -> stream.trueEvents().get(n - 1)).toList();
      List<Report.DerivedEventLine> derivedEvents =
          step.derivedEvents().stream().map(n -> stream.derivedEvents().get(n - 1)).toList();
      return new StepView(
          step,
          trueEvents,
          step.rowChanges().stream().map(n -> stream.rowChanges().get(n - 1)).toList(),
          derivedEvents,
          java.util.stream.Stream.concat(
                  trueEvents.stream().map(Report.TrueEventLine::verdict),
                  derivedEvents.stream()
                      .filter(e -> e.truth() == null)
                      .map(Report.DerivedEventLine::verdict))
              .toList());
    }
  }
}
