/// The launcher `./afterimage` in a small project of its own. In: stub JDKs and a stub Maven. Out:
/// what the launcher did with them. Start reading at [LauncherTest]; [FakeProject] is the stage.
@NullMarked
package afterimage.cli.launcher;

import org.jspecify.annotations.NullMarked;
