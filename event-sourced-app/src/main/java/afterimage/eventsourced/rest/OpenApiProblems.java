package afterimage.eventsourced.rest;

import afterimage.eventsourced.rest.ProblemExamples.Example;
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
/// the headers of a command. Said here once, it cannot be forgotten with one of them.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiProblems implements OASFilter {

  private static final Map<Integer, String> SAID =
      Map.of(
          400, "The request is not what it must be",
          401, "It changes something, and this server has a token, which was not shown",
          404, "What it is about is not there",
          409,
              "A rule forbids it, or it has not come so far yet; then Retry-After says when to ask",
          412, "It is not at the version that If-Match names",
          415, "The body is not JSON by its media type",
          422, "It cannot be done as it is said",
          503, "Not now; Retry-After says when to ask again");

  private static final Set<String> ETAGS =
      Set.of("carts, event-sourced", "buttons, event-sourced", "articles, event-sourced");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (Shops.isOurs(path)) {
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            complete(operation, changes(method, path), commands(method, path)));
              }
            });
  }

  private static boolean changes(PathItem.HttpMethod method, String path) {
    return method != PathItem.HttpMethod.GET && !path.endsWith("/what-if");
  }

  private static boolean commands(PathItem.HttpMethod method, String path) {
    return changes(method, path) && !path.endsWith("/rebuild");
  }

  private static void complete(Operation operation, boolean change, boolean command) {
    List<Example> problems = new ArrayList<>();
    problems.add(ProblemExamples.BAD_REQUEST);
    problems.add(ProblemExamples.STORE_UNKNOWN);
    problems.addAll(ProblemExamples.of(String.valueOf(operation.getOperationId())));
    if (operation.getRequestBody() != null) {
      problems.add(ProblemExamples.OTHER_MEDIA_TYPE);
    }
    if (change) {
      problems.add(ProblemExamples.TOKEN_NEEDED);
    }
    if (command) {
      problems.add(ProblemExamples.VERSION_DIFFERS);
      problems.add(ProblemExamples.KEY_REUSED);
      headers().forEach(operation::addParameter);
    }
    APIResponse answer = operation.getResponses().getAPIResponse("200");
    if (answer != null
        && (command || ETAGS.contains(String.valueOf(operation.getTags().getFirst())))) {
      answer.addHeader(
          "ETag",
          OASFactory.createHeader()
              .description("The version that the answer shows, in quotes")
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
    if (answer != null
        && (command || ETAGS.contains(String.valueOf(operation.getTags().getFirst())))) {
      answer.addHeader(
          Answers.POSITION,
          OASFactory.createHeader()
              .description(
                  "Of the last event that the answer rests on; a projection that is asked with"
                      + " atLeast shows it")
              .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
    }
    if (operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(p -> "atLeast".equals(p.getName()))) {
      problems.add(ProblemExamples.POSITION_NOT_REACHED);
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
        header("If-Match", "Do it only if the version is one of these, or * for any", "\"7\""),
        header(CommandHeaders.ACTOR, "Who wants it; percent-encoded where it is not ASCII", "Ann"),
        header(
            CommandHeaders.REASON,
            "Why they want it; percent-encoded where it is not ASCII",
            "asked by phone"),
        header(
            CommandHeaders.KEY,
            "The sender's own name for this command: if it comes again, it is not done again, and"
                + " the answer is the one it had",
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
