/// What the ladder found, told. In: what each rung gave, scored and audited. Out: a [LadderReport],
/// and from it one HTML page, Markdown for a pull request, JSON with a published schema, and text.
/// Start reading at [LadderReport].
@NullMarked
package afterimage.comparison.report.ladder;

import org.jspecify.annotations.NullMarked;
