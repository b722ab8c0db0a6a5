/// The judge: one scenario, played on two worlds, measured. `scenario` says what is done and what
/// it truly means; `drive` does it to the apps over HTTP and keeps the journal; `fidelity` holds
/// the derived events against the true ones; `report` tells what came out. Start reading at
/// [afterimage.comparison.report.ReportMaker].
@NullMarked
package afterimage.comparison;

import org.jspecify.annotations.NullMarked;
