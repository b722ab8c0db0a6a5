/// Tells what came out. In: a [Report], which holds everything that is told. Out: a table for a
/// terminal, Markdown, one HTML file that works offline, and JSON. Nothing is computed here that is
/// not in the report. Start reading at [Report].
@NullMarked
package afterimage.comparison.report;

import org.jspecify.annotations.NullMarked;
