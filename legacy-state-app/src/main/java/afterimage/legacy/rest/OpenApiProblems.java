package afterimage.legacy.rest;

import afterimage.legacy.rest.ProblemExamples.Example;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Puts into the OpenAPI document what every operation of this shop has alike: its problems, and
/// the headers of a change. Said here once, it cannot be forgotten with one of them.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiProblems implements OASFilter {

  private static final Map<Integer, String> SAID =
      Map.of(
          400, "The request is not what it must be",
          401, "It changes something, and this server has a token, which was not shown",
          404, "What it is about is not there",
          409, "A rule forbids it",
          412, "It is not at the version that If-Match names",
          415, "The body is not JSON by its media type");

  /// There is nothing in the request that could be wrong.
  private static final Set<String> NO_INPUT =
      Set.of("legacyShipments", "legacyShipmentAudit", "legacyFault");

  private static final Set<String> ETAGS =
      Set.of("Legacy carts", "Legacy buttons", "Legacy articles");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.startsWith("/legacy/")) {
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            complete(
                                operation,
                                method != PathItem.HttpMethod.GET,
                                commands(method, path)));
              }
            });
  }

  private static boolean commands(PathItem.HttpMethod method, String path) {
    return method != PathItem.HttpMethod.GET && !path.startsWith("/legacy/faults");
  }

  private static void complete(Operation operation, boolean change, boolean command) {
    List<Example> problems = new ArrayList<>();
    if (!NO_INPUT.contains(operation.getOperationId())) {
      problems.add(ProblemExamples.INVALID);
    }
    problems.addAll(ProblemExamples.of(String.valueOf(operation.getOperationId())));
    if (operation.getRequestBody() != null) {
      problems.add(ProblemExamples.MALFORMED);
      problems.add(ProblemExamples.OTHER_MEDIA_TYPE);
    }
    if (change) {
      problems.add(ProblemExamples.TOKEN_NEEDED);
    }
    if (command) {
      problems.add(ProblemExamples.versionDiffers(operation.getOperationId()));
      headers().forEach(operation::addParameter);
    }
    APIResponse answer = operation.getResponses().getAPIResponse("200");
    if (answer != null && ETAGS.contains(String.valueOf(operation.getTags().getFirst()))) {
      answer.addHeader(
          "ETag",
          OASFactory.createHeader()
              .description("A digest of what is shown")
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
    Map<Integer, List<Example>> byStatus = new TreeMap<>();
    problems.forEach(
        problem -> byStatus.computeIfAbsent(problem.status(), _ -> new ArrayList<>()).add(problem));
    byStatus.forEach(
        (status, examples) ->
            operation
                .getResponses()
                .addAPIResponse(Integer.toString(status), response(status, examples)));
  }

  private static APIResponse response(int status, List<Example> examples) {
    var media =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/HttpProblem"));
    examples.forEach(
        example ->
            media.addExample(example.name(), OASFactory.createExample().value(example.body())));
    return OASFactory.createAPIResponse()
        .description(SAID.get(status))
        .content(OASFactory.createContent().addMediaType("application/problem+json", media));
  }

  private static List<Parameter> headers() {
    return List.of(
        header(
            "If-Match",
            "Do it only if the version is one of these, or * for any",
            "\"c313606c8272a2016fb7829a5f039f1f\""),
        header(CommandHeaders.ACTOR, "Who wants it; it is not kept", "Ann"),
        header(CommandHeaders.REASON, "Why they want it; it is not kept", "asked by phone"),
        header(
            CommandHeaders.KEY,
            "The sender's own name for this request; it is not kept, and a request that comes again is"
                + " done again",
            "8e03978e-40d5-43dd-bc93-6894a57f9324"));
  }

  private static Parameter header(String name, String description, String example) {
    return OASFactory.createParameter()
        .name(name)
        .in(Parameter.In.HEADER)
        .description(description)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING))
        .example(example);
  }
}
