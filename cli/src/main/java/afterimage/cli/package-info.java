/// The front door: the commands, and the server that hosts both apps. It wires and tells; what it
/// tells is found out elsewhere. Start reading at [Main].
@NullMarked
package afterimage.cli;

import org.jspecify.annotations.NullMarked;
