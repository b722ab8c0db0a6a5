package afterimage.bench;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;

/// Figures as a table for a terminal.
public final class FigureTable {

  private FigureTable() {}

  public static String render(List<Figure> figures) {
    return AsciiTable.getTable(
        figures,
        List.of(
            new Column()
                .header("measure")
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(60)
                .with(Figure::measure),
            new Column().header("ours").with(Figure::ours),
            new Column().header("baseline").with(Figure::baseline),
            new Column().header("result").with(Figure::result),
            new Column().header("to reach").with(figure -> figure.target().describe()),
            new Column().header("").with(FigureTable::verdict)));
  }

  private static String verdict(Figure figure) {
    if (figure.target() instanceof Figure.Target.Reported) {
      return "";
    }
    return figure.met() ? "reached" : "MISSED";
  }
}
