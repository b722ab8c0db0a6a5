/// The commands for somebody who writes a mapping: is it right (`validate`), what does it make of
/// live
/// changes (`preview`), and why (`explain`). Start reading at [ValidateCommand].
@NullMarked
package afterimage.cli.mapping;

import org.jspecify.annotations.NullMarked;
