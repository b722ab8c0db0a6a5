/// The command `prove`. In: a source, a store and mappings. Out: whether the events give the rows,
/// as text, JSON or Markdown, and an exit code. Start reading at [ProveCommand].
@NullMarked
package afterimage.cli.prove;

import org.jspecify.annotations.NullMarked;
