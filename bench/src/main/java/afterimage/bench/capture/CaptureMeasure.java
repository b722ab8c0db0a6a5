package afterimage.bench.capture;

import afterimage.bench.Figure;
import java.util.List;

/// One thing that is measured of the pipeline. To add one, write it and name it in [CaptureBench].
interface CaptureMeasure {

  /// By which it is picked on the command line.
  String name();

  List<Figure> measure(Bench bench) throws Exception;
}
