package afterimage.cli;

import afterimage.cli.ask.AuditCommand;
import afterimage.cli.ask.EventsCommand;
import afterimage.cli.ask.RebuildCommand;
import afterimage.cli.ask.ReplayCommand;
import afterimage.cli.ask.RevertCommand;
import afterimage.cli.ask.StateCommand;
import afterimage.cli.assess.AssessCommand;
import afterimage.cli.bench.BenchCommand;
import afterimage.cli.capture.CaptureCommand;
import afterimage.cli.capture.StatusCommand;
import afterimage.cli.compare.CompareCommand;
import afterimage.cli.compare.ReportCommand;
import afterimage.cli.demo.DemoCommand;
import afterimage.cli.discover.DiscoverCommand;
import afterimage.cli.doctor.DoctorCommand;
import afterimage.cli.domain.DomainCommand;
import afterimage.cli.mapping.ExplainCommand;
import afterimage.cli.mapping.PreviewCommand;
import afterimage.cli.mapping.ValidateCommand;
import afterimage.cli.prove.ProveCommand;
import afterimage.cli.store.StoreCommand;
import afterimage.cli.torture.TortureCommand;
import afterimage.cli.torture.VictimCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "afterimage",
    description = "Shows what tables forget, and gets back as events what can be got back.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      DiscoverCommand.class,
      ValidateCommand.class,
      PreviewCommand.class,
      ExplainCommand.class,
      AssessCommand.class,
      CaptureCommand.class,
      StatusCommand.class,
      ProveCommand.class,
      TortureCommand.class,
      VictimCommand.class,
      EventsCommand.class,
      StateCommand.class,
      AuditCommand.class,
      ReplayCommand.class,
      RevertCommand.class,
      RebuildCommand.class,
      StoreCommand.class,
      DomainCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "./afterimage test runs the whole test suite.",
      "Exit codes: 0 fine, 1 differences, 2 usage, configuration or mapping, 3 could not run,"
          + " 130 interrupted."
    })
final class AfterimageCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Missing command; start with: demo");
  }
}
